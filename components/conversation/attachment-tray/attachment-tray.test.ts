import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { waitUntil } from '../../../test/wait-until.js';
import { german } from '../../../src/i18n/languages/de.js';
import { RejectedError } from '../../../src/protocol/errors.js';
import type { Attachment } from '../../../src/protocol/message.js';
import type { Upload } from '../../../src/protocol/transport.js';
import type { ChatUploadRequest } from '../../foundation/events/part-requests.js';
import type { ChatSendRequest } from '../../foundation/events/requests.js';
import { deep, press, settled, staged, words } from '../../foundation/fakes/stage.js';
import type { ChatComposer } from '../composer/composer.js';
import '../composer/composer.js';
import { attachmentEnglish } from '../../../src/i18n/parts/attachment.en.js';

const file = (name: string, type = 'text/plain', text = 'hello') => new File([text], name, { type });
const warned: string[] = [];
const { warn } = console;

interface Asked extends Upload {
  done(): void;
  fail(reason?: unknown): void;
}

/** A composer whose backend stores files when the test says so. */
async function draw(settings: Readonly<Record<string, unknown>> = { attachments: true }, takesFiles = true) {
  const asked: Asked[] = [];
  const upload = (each: Upload) =>
    new Promise<Attachment>((resolve, reject) =>
      asked.push({
        ...each,
        done: () => resolve({ url: `https://files.example/${each.name}` }),
        fail: (reason = new RejectedError('too-large', 'No.')) => reject(reason),
      }),
    );
  const stage = await staged<ChatComposer>(html`<chat-composer></chat-composer>`, {
    settings,
    ...(takesFiles ? { upload } : {}),
  });
  const { element } = stage;
  await element.attaching;
  // What comes with the first file is there already: each fact then follows at once.
  await stage.chat.uploads?.();
  await settled();
  const sent: ChatSendRequest['draft'][] = [];
  element.addEventListener('chat-send-request', ({ draft }: ChatSendRequest) => sent.push(draft));
  const pick = async (...files: readonly File[]) => {
    const data = new DataTransfer();
    for (const each of files) data.items.add(each);
    const input = stage.one<HTMLInputElement>('input[type=file]');
    input.files = data.files;
    input.dispatchEvent(new Event('change'));
    await drawn();
  };
  const drawn = async () => {
    await new Promise((resolve) => setTimeout(resolve));
    await settled();
  };
  const drag = async (type: string, files: readonly File[] = [file('a.txt')], more: DragEventInit = {}) => {
    const dataTransfer = new DataTransfer();
    for (const each of files) dataTransfer.items.add(each);
    const event = new DragEvent(type, { bubbles: true, composed: true, cancelable: true, dataTransfer, ...more });
    stage.one('textarea').dispatchEvent(event);
    await drawn();
    return event;
  };
  return {
    ...stage,
    asked,
    sent,
    pick,
    drag,
    drawn,
    rows: () => stage.all('chat-attached-file').map((row) => words(row)),
    status: () => {
      const said = stage.one('chat-attachment-tray').shadowRoot?.querySelector('[role=status]');
      return said ? words(said) : '';
    },
    button: (name: string) => stage.one<HTMLButtonElement>(`button[aria-label="${name}"]`),
    box: stage.one<HTMLTextAreaElement>('textarea'),
  };
}

describe('attaching files', () => {
  beforeEach(() => {
    warned.length = 0;
    console.warn = (line: string) => void warned.push(line);
  });
  afterEach(() => (console.warn = warn));

  it('is offered where the setting is on and the backend takes files, and nowhere else', async () => {
    const on = await draw();
    expect(on.one('[part=attach]').getAttribute('aria-label')).to.equal('Attach files');
    for (const [settings, takes] of [
      [{ attachments: true }, false],
      [{}, true],
    ] as const) {
      const off = await draw(settings, takes);
      expect(off.all('[part=attach], input[type=file], chat-attachment-tray')).to.have.length(0);
      const dropped = await off.drag('drop');
      expect(dropped.defaultPrevented).to.equal(false);
    }
    on.config.set({ ...on.config.get(), attachments: false });
    await settled();
    expect(on.all('[part=attach], input[type=file]')).to.have.length(0);
  });

  for (const scheme of ['light', 'dark'])
    it(`is accessible in ${scheme}`, async () => {
      const { element, pick, asked, isAccessible } = await draw();
      const host = (element.getRootNode() as ShadowRoot).host as HTMLElement;
      host.style.colorScheme = scheme;
      host.style.background = scheme === 'dark' ? '#14161b' : '#fff';
      await pick(file('a.txt'), file('b.txt', 'text/plain', 'b'), file('x.exe', 'x/x'));
      asked[0]?.fail();
      await settled();
      await isAccessible();
    });

  it('opens the browser’s own dialog, for the kinds that are allowed', async () => {
    const { one } = await draw({ attachments: true, attachmentTypes: ['image/png', '.docx'] });
    const input = one<HTMLInputElement>('input[type=file]');
    expect([input.accept, input.multiple]).to.deep.equal(['image/png,.docx', true]);
    let opened = 0;
    input.addEventListener('click', (event) => {
      event.preventDefault();
      opened += 1;
    });
    one('[part=attach]').click();
    expect(opened).to.equal(1);
  });

  it('shows each file and how far it is, and says what matters once', async () => {
    const { pick, asked, rows, status, all, drawn } = await draw();
    await pick(file('note.txt'), file('other.txt', 'text/plain', 'more text'));
    expect(status()).to.equal('note.txt is attached. other.txt is attached');
    expect(rows()[0]).to.match(/txt note\.txt Uploading · 0\s?%/);
    asked[0]?.progress(0.62);
    await drawn();
    expect(rows()[0]).to.match(/62\s?%/);
    expect(all<HTMLProgressElement>('progress')[0]?.value).to.equal(0.62);
    expect(status()).not.to.include('62');
    asked[0]?.done();
    await drawn();
    expect(rows()[0]).to.match(/5 byte/);
    expect(status()).to.equal('note.txt is uploaded');
  });

  it('shows pictures at once, from an address of this page that is given back', async () => {
    const { pick, all, button, drawn } = await draw();
    await pick(file('dog.png', 'image/png'));
    const { src } = all<HTMLImageElement>('img')[0] as HTMLImageElement;
    expect(src).to.match(/^blob:/);
    expect((await fetch(src)).ok).to.equal(true);
    button('Cancel dog.png').click();
    await drawn();
    button('Remove dog.png').click();
    await drawn();
    expect(await fetch(src).catch(() => 'gone')).to.equal('gone');
  });

  it('refuses what the limits forbid, in words for the visitor and a line for the developer, and takes the rest', async () => {
    const { pick, rows, all, asked, status, button, drawn } = await draw();
    await pick(file('evil\u202egpj.exe', 'x/x'), file('note.txt'));
    const sentence = words(all('.refusals')[0] as Element);
    expect(sentence).to.include('“evilgpj.exe” cannot be sent here.');
    expect(status()).to.include('“evilgpj.exe” cannot be sent here.');
    expect(rows()).to.have.length(1);
    expect(asked.map(({ name }) => name)).to.deep.equal(['note.txt']);
    expect(warned).to.have.length(1);
    expect(warned[0]).to.match(/^\[chat-widget\] rejected: .*attachmentTypes/);
    button('Dismiss').click();
    await drawn();
    expect(all('.refusals')).to.have.length(0);
  });

  it('says why not in another language, too, once that is spoken, and does not announce it again', async () => {
    const { pick, all, status, strings } = await draw();
    await pick(file('game.exe', 'x/x'));
    strings.set({ ...strings.get(), ...german });
    await settled();
    expect(words(all('.refusals')[0] as Element)).to.include('„game.exe“ kann hier nicht gesendet werden.');
    expect(status()).to.include('“game.exe” cannot be sent here.');
  });

  it('asks the page first: what it refuses stays on the device', async () => {
    const { element, pick, rows, asked } = await draw();
    const wished: string[] = [];
    element.addEventListener('chat-upload-request', (event: ChatUploadRequest) => {
      wished.push(...event.files.map(({ name }) => name));
      event.preventDefault();
    });
    await pick(file('note.txt'), file('x.exe', 'x/x'));
    expect(wished).to.deep.equal(['note.txt']);
    expect([rows().length, asked.length]).to.deep.equal([0, 0]);
  });

  it('goes with the message, with words or without, and the tray is empty then', async () => {
    const { pick, sent, one, all, rows, box, drawn } = await draw();
    const send = () => one('[part=send]');
    expect(send().getAttribute('aria-disabled')).to.equal('true');
    await pick(file('note.txt'));
    expect(send().getAttribute('aria-disabled')).to.equal('false');
    press(box, 'Enter');
    await drawn();
    expect(sent[0]?.text).to.equal('');
    expect(sent[0]?.files?.map(({ name }) => name)).to.deep.equal(['note.txt']);
    expect(rows()).to.have.length(0);
    expect(all('[part=send]')[0]?.getAttribute('aria-disabled')).to.equal('true');
  });

  it('stays when the page refuses the message', async () => {
    const { element, pick, rows, box, drawn } = await draw();
    element.addEventListener('chat-send-request', (event) => event.preventDefault());
    await pick(file('note.txt'));
    press(box, 'Enter');
    await drawn();
    expect(rows()).to.have.length(1);
  });

  it('can be cancelled, begun again and taken away with the keyboard’s place kept', async () => {
    const { pick, asked, rows, button, sent, box, drawn, all } = await draw();
    await pick(file('a.txt'), file('b.txt', 'text/plain', 'b'));
    button('Cancel a.txt').click();
    await drawn();
    expect(asked[0]?.signal.aborted).to.equal(true);
    expect(rows()[0]).to.include('Cancelled');
    press(box, 'Enter');
    expect(
      sent[0]?.files?.map(({ name }) => name),
      'what is cancelled stays behind',
    ).to.deep.equal(['b.txt']);
    asked[1]?.done();
    await drawn();
    await pick(file('c.txt', 'text/plain', 'c'), file('d.txt', 'text/plain', 'd'));
    asked.find(({ name }) => name === 'c.txt')?.fail();
    await waitUntil(() => rows()[0]?.includes('Not uploaded: Too large for this chat'));
    button('Upload c.txt again').click();
    await waitUntil(() => asked.filter(({ name }) => name === 'c.txt').length === 2);
    asked.at(-1)?.done();
    await waitUntil(() => all('button[aria-label="Remove c.txt"]').length === 1);
    button('Remove c.txt').click();
    await drawn();
    const focused = deep(document, '*').filter((each) => each.matches(':focus'));
    expect(focused.at(-1)?.getAttribute('aria-label')).to.match(/ d\.txt$/);
    for (const name of ['Cancel d.txt', 'Remove d.txt']) {
      button(name).click();
      await drawn();
    }
    expect(box.matches(':focus')).to.equal(true);
  });

  it('takes files that are dropped, and shows where', async () => {
    const { drag, all, rows, drawn } = await draw();
    const over = await drag('dragover');
    expect(over.defaultPrevented).to.equal(true);
    expect(words(all('.drop')[0] as Element)).to.equal('Drop files to attach them');
    await drag('dragleave', [], { relatedTarget: document.body });
    expect(all('.drop')).to.have.length(0);
    await drag('dragover');
    const drop = await drag('drop');
    await drawn();
    expect(drop.defaultPrevented).to.equal(true);
    expect(all('.drop')).to.have.length(0);
    expect(rows()).to.have.length(1);
  });

  it('leaves a drag of words to the text box', async () => {
    const { drag, all } = await draw();
    expect((await drag('dragover', [])).defaultPrevented).to.equal(false);
    expect((await drag('drop', [])).defaultPrevented).to.equal(false);
    expect(all('.drop')).to.have.length(0);
  });

  it('takes files that are pasted, and leaves text alone', async () => {
    const { box, rows, drawn } = await draw();
    const paste = async (clipboardData: DataTransfer) => {
      const event = new ClipboardEvent('paste', { bubbles: true, composed: true, cancelable: true });
      // Firefox forgets the files of a clipboard that a script made.
      Object.defineProperty(event, 'clipboardData', { value: clipboardData });
      box.dispatchEvent(event);
      await drawn();
      return event.defaultPrevented;
    };
    const text = new DataTransfer();
    text.setData('text/plain', 'hi');
    expect(await paste(text)).to.equal(false);
    const files = new DataTransfer();
    files.items.add(file('image.png', 'image/png'));
    expect(await paste(files)).to.equal(true);
    expect(rows()).to.have.length(1);
  });

  it('keeps its files when the composer is moved', async () => {
    const { element, pick, rows, drag, drawn } = await draw();
    await pick(file('a.txt'));
    const place = document.createElement('div');
    element.parentNode?.append(place);
    place.append(element);
    await drawn();
    await drag('drop', [file('b.txt', 'text/plain', 'b')]);
    expect(rows()).to.have.length(2);
  });

  const names: Readonly<Record<string, string>> = {
    german: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft.txt',
    arabic: 'شهادة التطعيم الخاصة بالكلب الصغير للموسم القادم.txt',
    chinese: '給小狗的疫苗接種證明書以及其他旅行所需的文件和說明全部內容.txt',
  };
  for (const [script, name] of Object.entries(names))
    for (const dir of ['ltr', 'rtl'])
      it(`fits a small phone with ${script} names, ${dir}`, async () => {
        const { element, pick, asked, drawn } = await draw({ attachments: true, attachmentMaxCount: 2 });
        const host = (element.getRootNode() as ShadowRoot).host as HTMLElement;
        host.style.inlineSize = '296px';
        host.dir = dir;
        await pick(file(name), file(name, 'text/plain', 'b'), file(name, 'text/plain', 'cc'));
        asked[0]?.fail();
        await drawn();
        for (const each of deep(element.shadowRoot as ShadowRoot, '.field, .files, .file, .words, .refusals, li'))
          expect(each.scrollWidth, each.className).to.be.at.most(each.clientWidth);
      });

  it('has words that a message has too', () =>
    expect(attachmentEnglish['attachment.uploading']('62 %')).to.equal('Uploading · 62 %'));
});
