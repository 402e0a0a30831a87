import { expect, oneEvent } from '@open-wc/testing';
import { html } from 'lit';
import type { ChatSendRequest } from '../../foundation/events/requests.js';
import { press, settled, staged } from '../../foundation/fakes/stage.js';
import type { ChatComposer } from './composer.js';
import './composer.js';

async function draw(settings: Readonly<Record<string, unknown>> = {}, act = () => Promise.resolve()) {
  const stage = await staged<ChatComposer>(html`<chat-composer></chat-composer>`, { settings, act });
  const box = stage.one<HTMLTextAreaElement>('textarea');
  const sent: string[] = [];
  stage.element.addEventListener('chat-send-request', ({ draft }: ChatSendRequest) => sent.push(draft.text));
  return {
    ...stage,
    box,
    sent,
    async type(text: string) {
      box.value = text;
      box.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      await stage.element.updateComplete;
    },
  };
}

describe('<chat-composer>', () => {
  it('is accessible', async () => {
    const { isAccessible, type } = await draw();
    await isAccessible();
    await type('Hello');
    await isAccessible();
  });

  it('has a text box named “Message”, whatever the placeholder says', async () => {
    const { box } = await draw({ placeholder: 'Ask us anything' });
    expect(box.getAttribute('aria-label')).to.equal('Message');
    expect(box.placeholder).to.equal('Ask us anything');
  });

  it('runs in the direction of what is written, and in that of the page where guessing would take seconds', async () => {
    const { box, type } = await draw();
    await type('שלום');
    expect(box.matches(':dir(rtl)')).to.equal(true);
    await type('שלום '.repeat(50_000));
    expect(box.matches(':dir(ltr)')).to.equal(true);
    expect(box.value).to.have.length(250_000);
  });

  it('sends with Enter, trimmed, and is empty then', async () => {
    const { box, sent, type, element } = await draw();
    await type('  Hello \n');
    expect(press(box, 'Enter')).to.equal(false);
    expect(sent).to.deep.equal(['Hello']);
    await element.updateComplete;
    expect(box.value).to.equal('');
    expect(box.matches(':focus')).to.equal(true);
  });

  it('sends with the button', async () => {
    const { one, sent, type } = await draw();
    const button = one('[part=send]');
    expect(button.getAttribute('aria-label')).to.equal('Send message');
    await type('Hello');
    button.click();
    expect(sent).to.deep.equal(['Hello']);
  });

  const kept: Readonly<Record<string, KeyboardEventInit>> = {
    'Shift+Enter': { shiftKey: true },
    'Enter that picks a word of an IME': { isComposing: true },
    'Enter that ends a composition in Safari': { keyCode: 229 },
  };
  for (const [what, how] of Object.entries(kept))
    it(`leaves ${what} to the text box`, async () => {
      const { box, sent, type } = await draw();
      await type('かな');
      expect(press(box, 'Enter', how)).to.equal(true);
      expect(sent).to.deep.equal([]);
      expect(box.value).to.equal('かな');
    });

  it('sends once for a key that is held', async () => {
    const { box, sent, type } = await draw();
    await type('Hello');
    press(box, 'Enter');
    press(box, 'Enter', { repeat: true });
    await type('again');
    press(box, 'Enter', { repeat: true });
    expect(sent).to.deep.equal(['Hello']);
    expect(box.value).to.equal('again');
  });

  it('sends nothing where nothing is written, and says so on the button', async () => {
    const { box, one, sent, type } = await draw();
    await type(' \n ');
    const button = one('[part=send]');
    expect(button.getAttribute('aria-disabled')).to.equal('true');
    button.click();
    press(box, 'Enter');
    expect(sent).to.deep.equal([]);
    await type('x');
    expect(button.getAttribute('aria-disabled')).to.equal('false');
  });

  it('keeps the text when the page refuses it', async () => {
    const { box, element, type } = await draw();
    element.addEventListener('chat-send-request', (event) => event.preventDefault());
    await type('my secret');
    press(box, 'Enter');
    await settled();
    expect(box.value).to.equal('my secret');
    expect(element.value).to.equal('my secret');
  });

  it('grows with its text, up to a limit, and reads no layout for it', async () => {
    const { box, type } = await draw();
    const height = () => box.getBoundingClientRect().height;
    const field = () => box.parentElement?.getBoundingClientRect().height ?? 0;
    const low = height();
    const reads: string[] = [];
    const undo = [
      ...(['scrollHeight', 'clientHeight'] as const).map((name) => watched(Element.prototype, name, reads)),
      ...(['offsetHeight', 'offsetWidth'] as const).map((name) => watched(HTMLElement.prototype, name, reads)),
    ];
    const { getBoundingClientRect } = Element.prototype;
    Element.prototype.getBoundingClientRect = function () {
      reads.push('getBoundingClientRect');
      return getBoundingClientRect.call(this);
    };
    try {
      for (let lines = 1; lines <= 4; lines++) await type('word\n'.repeat(lines));
      await settled();
    } finally {
      Element.prototype.getBoundingClientRect = getBoundingClientRect;
      for (const each of undo) each();
    }
    expect(reads).to.deep.equal([]);
    expect(height()).to.be.greaterThan(low * 2);
    await type('word\n'.repeat(100));
    expect(field()).to.be.lessThan(200);
    await type('');
    expect(height()).to.equal(low);
  });

  it('is never locked: while an answer is under way there is a stop button, and a send button once something is written', async () => {
    let answer = () => {};
    const answered = new Promise<void>((resolve) => (answer = resolve));
    const { all, one, box, chat, type, element } = await draw({}, () => answered);
    chat.send({ text: 'question' });
    await settled();
    expect(one('[part=stop]').getAttribute('aria-label')).to.equal('Stop');
    expect(all('[part=send]')).to.have.length(0);
    expect(box.disabled || box.readOnly).to.equal(false);
    await type('one more');
    expect(all('[part=stop], [part=send]')).to.have.length(2);
    const stopped = oneEvent(element, 'chat-stop-request');
    one('[part=stop]').click();
    await stopped;
    answer();
    await settled();
    expect(all('[part=stop]')).to.have.length(0);
    expect(box.value).to.equal('one more');
  });

  it('keeps an unsent text when it is moved', async () => {
    const { element, box, type } = await draw();
    await type('half a thought');
    const place = document.createElement('div');
    element.parentNode?.append(place);
    place.append(element);
    await settled();
    expect(box.value).to.equal('half a thought');
    expect(element.value).to.equal('half a thought');
  });
});

/** Notes every read of a property; returns its undo. */
function watched(prototype: object, name: string, reads: string[]): () => void {
  const original = Object.getOwnPropertyDescriptor(prototype, name) ?? {};
  Object.defineProperty(prototype, name, {
    ...original,
    get(this: unknown) {
      reads.push(name);
      return original.get?.call(this) as unknown;
    },
  });
  return () => Object.defineProperty(prototype, name, original);
}
