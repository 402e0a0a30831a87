import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { waitUntil } from '../../../test/wait-until.js';
import { deep, said, settled, staged } from '../../foundation/fakes/stage.js';
import type { ChatMessageList } from '../message-list/message-list.js';
import '../message-list/message-list.js';
import { copyMessage } from './copy-message.js';

/** A conversation of all kinds of messages, on a narrow phone, and a hand that points at them. */
async function draw(settings: Readonly<Record<string, unknown>> = {}, dir = 'ltr') {
  const stage = await staged<ChatMessageList>(
    html`<chat-message-list style="block-size: 400px; inline-size: 320px"></chat-message-list>`,
    { settings },
  );
  (stage.element.getRootNode() as ShadowRoot).host.setAttribute('dir', dir);
  await stage.say(
    said('bot', 'Breakfast is at seven, in the garden when it is warm.'),
    said('user', 'Thank you', { author: 'user' }),
    said('system', 'A line', { author: 'system' }),
    { type: 'message-started', id: 'streaming', author: 'bot' },
    { type: 'text-delta', id: 'streaming', delta: 'Dogs are' },
  );
  const log = stage.one('[role=log]');
  const message = (id: string) => stage.one(`chat-message[message-id=${id}]`);
  const bars = () => stage.all('[part=actions]');
  const send = async (target: Element, type: string, pointerType = 'mouse') => {
    // A click by key has no detail.
    const more = { bubbles: type !== 'pointerleave', composed: true, detail: 1, pointerType };
    target.dispatchEvent(new PointerEvent(type, more));
    await settled();
  };
  // The first look around fetches the bar; a hand that is no browser's has to point again.
  await waitUntil(async () => {
    await send(message('bot'), 'pointerover');
    return bars().length === 1;
  });
  return {
    ...stage,
    bars,
    message,
    point: (id: string) => send(message(id), 'pointerover'),
    leave: () => send(log, 'pointerleave'),
    /** What browsers tell of a finger that comes, and of one that goes: then it was a tap, or else a way to scroll. */
    async touch(target: Element) {
      for (const type of ['pointerover', 'pointerdown']) await send(target, type, 'touch');
    },
    async lift(target?: Element) {
      await send(log, 'pointerleave', 'touch');
      if (target) await send(target, 'click', 'touch');
    },
    /** Whose message the bar stands at. */
    at: () => bars().map((bar) => (bar.getRootNode() as ShadowRoot).host.getAttribute('message-id')),
    names: () => stage.all('[part=actions] button').map((each) => each.getAttribute('aria-label')),
  };
}

describe('what can be done with a message', () => {
  for (const dir of ['ltr', 'rtl'])
    it(`is accessible, at the end of the message, and large enough for a finger, ${dir}`, async () => {
      const { isAccessible, one, all, message, element } = await draw({ messageLinks: true }, dir);
      await isAccessible();
      const [bar, around, list] = [one('[part=actions]'), message('bot'), element].map((each) =>
        each.getBoundingClientRect(),
      );
      if (!bar || !around || !list) throw new Error('Nothing is drawn.');
      expect(dir === 'ltr' ? bar.right : bar.left).to.be.closeTo(dir === 'ltr' ? around.right : around.left, 1);
      expect(bar.left >= list.left && bar.right <= list.right && bar.top >= list.top).to.equal(true);
      for (const button of all('[part=actions] button')) {
        const { width, height } = button.getBoundingClientRect();
        expect(Math.min(width, height)).to.be.at.least(24);
      }
    });

  it('is to copy it as it looks, with all that an editor would miss otherwise', async () => {
    const { say, message, chat } = await draw();
    const attachments = [{ name: '<img src=x>.pdf', url: 'https://files.example/1' }];
    const parts = [
      { type: 'text', text: 'Here **you** are' },
      { type: 'code', code: 'if (a < b)\n  stop();' },
    ] as const;
    const rest = { author: 'agent', delivery: 'delivered', streaming: false } as const;
    await say({ type: 'message-added', message: { ...rest, id: 'rich', parts, attachments } });
    await waitUntil(() => deep(message('rich').shadowRoot as ShadowRoot, 'strong').length);
    const written: ClipboardItem[] = [];
    const clipboard = { write: async (items: readonly ClipboardItem[]) => void written.push(...items) };
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: clipboard });
    const rich = chat.read('rich');
    const isCopied = rich && (await copyMessage(rich, message('rich'), document, {}));
    Reflect.deleteProperty(navigator, 'clipboard');
    expect(isCopied).to.equal(true);
    const drawn = (await (await written[0]?.getType('text/html'))?.text()) ?? '';
    const pasted = new DOMParser().parseFromString(drawn, 'text/html').body;
    expect(pasted.querySelector('strong')?.textContent).to.equal('you');
    expect([...pasted.querySelectorAll('pre')].map((each) => each.innerHTML)).to.deep.equal([
      'if (a &lt; b)<br>  stop();',
    ]);
    expect(pasted.querySelector('img'), 'names are words').to.equal(null);
    expect(pasted.lastElementChild?.textContent).to.equal('<img src=x>.pdf');
    expect(await (await written[0]?.getType('text/plain'))?.text()).to.include('<img src=x>.pdf');
  });

  it('is to copy it, and a link to it where the page wants links', async () => {
    const { names, config } = await draw();
    expect(names()).to.deep.equal(['Copy message']);
    config.set({ ...config.get(), messageLinks: true });
    await settled();
    expect(names()).to.deep.equal(['Copy message', 'Copy link to this message']);
  });

  it('stands at the one that is pointed at, and at none when nothing is', async () => {
    const { at, point, leave } = await draw();
    expect(at()).to.deep.equal(['bot']);
    await point('user');
    expect(at()).to.deep.equal(['user']);
    await leave();
    expect(at()).to.deep.equal([]);
  });

  it('stands at the one that is tapped, until something else is touched; not where a finger scrolls', async () => {
    const { at, leave, touch, lift, message, element } = await draw();
    await leave();
    await touch(message('user'));
    expect(at()).to.deep.equal([]);
    await lift();
    expect(at()).to.deep.equal([]);
    await touch(message('user'));
    await lift(message('user'));
    expect(at()).to.deep.equal(['user']);
    await touch(message('bot'));
    await lift(message('bot'));
    expect(at()).to.deep.equal(['bot']);
    await touch(message('bot'));
    await lift();
    expect(at()).to.deep.equal(['bot']);
    await touch((element.getRootNode() as ShadowRoot).host);
    expect(at()).to.deep.equal([]);
  });

  it('keeps off a message while somebody fills in what it asks for', async () => {
    const { at, point, say, all, config } = await draw();
    config.set({ ...config.get(), form: true });
    const parts = [{ type: 'form', name: 'f', fields: [{ type: 'text', name: 'name', label: 'Name' }] }];
    await say(said('form', 'Who is staying?', { parts }));
    await waitUntil(() => all('input').length === 1);
    await point('form');
    expect(at()).to.deep.equal(['form']);
    const [field] = all('input');
    field?.focus();
    await settled();
    expect(at()).to.deep.equal([]);
    await point('form');
    expect(at()).to.deep.equal([]);
    field?.blur();
    await settled();
    await point('form');
    expect(at()).to.deep.equal(['form']);
  });

  it('is nothing where nobody has said anything, or not to its end', async () => {
    const { at, point } = await draw();
    for (const id of ['system', 'streaming']) {
      await point('user');
      await point(id);
      expect(at()).to.deep.equal([]);
    }
  });

  it('stays at the one that has the focus, whatever is pointed at', async () => {
    const { at, point, leave, one } = await draw();
    one('[part=actions] button').focus();
    await point('user');
    await leave();
    expect(at()).to.deep.equal(['bot']);
  });

  it('says aloud what came of it', async () => {
    const { one, all } = await draw();
    one('[part=actions] button').click();
    const said = () => all('p[role=status]').map(({ textContent }) => textContent);
    // Browsers may let nobody copy without a visitor’s hand.
    await waitUntil(() => said().some((each) => each === 'Message copied' || /did not let us/.test(each ?? '')));
  });
});
