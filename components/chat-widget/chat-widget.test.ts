import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { waitUntil } from '../../test/wait-until.js';
import type { ChatCommand } from '../../src/protocol/commands.js';
import { RejectedError, TransportError } from '../../src/protocol/errors.js';
import type { ChatEvent, Emit } from '../../src/protocol/events.js';
import type { Transport } from '../../src/protocol/transport.js';
import type { ChatMessageReceived } from '../foundation/events/conversation-notices.js';
import type { ChatErrorRaised } from '../foundation/events/notices.js';
import type { ChatSendRequest } from '../foundation/events/requests.js';
import type { ChatWidget } from './chat-widget.js';
import './chat-widget.js';

/** A backend in a function, and a way for it to speak unasked. */
function backend(act: (command: ChatCommand, emit: Emit) => void | Promise<void> = () => undefined) {
  const commands: ChatCommand[] = [];
  const state = { open: 0 };
  let emit: Emit = () => undefined;
  const transport: Transport = {
    async open(sink) {
      emit = sink;
      state.open++;
      emit({ type: 'connection-changed', state: 'open' });
    },
    async send(command) {
      commands.push(command);
      await act(command, emit);
    },
    async close() {
      state.open--;
    },
  };
  return { transport, commands, state, say: (event: ChatEvent) => emit(event) };
}
const said = (id: string, text: string, more = {}): ChatEvent => ({
  type: 'message-added',
  message: { id, author: 'bot', parts: [{ type: 'text', text }], delivery: 'delivered', streaming: false, ...more },
});

/** Everything below the widget, through every shadow root. */
function deep<E extends Element = HTMLElement>(root: ParentNode, selector: string): E[] {
  const found: E[] = [...root.querySelectorAll<E>(selector)];
  for (const element of root.querySelectorAll('*'))
    if (element.shadowRoot) found.push(...deep<E>(element.shadowRoot, selector));
  return found;
}
const within = <E extends Element = HTMLElement>(widget: ChatWidget, selector: string): E[] =>
  widget.shadowRoot ? deep<E>(widget.shadowRoot, selector) : [];
async function one<E extends Element = HTMLElement>(widget: ChatWidget, selector: string): Promise<E> {
  await waitUntil(() => within(widget, selector).length > 0, `no ${selector}`);
  const [element] = within<E>(widget, selector);
  if (!element) throw new Error(`no ${selector}`);
  return element;
}
async function drawn(transport: Transport, attributes: Record<string, string> = {}): Promise<ChatWidget> {
  const widget = await fixture<ChatWidget>(html`<chat-widget heading="Northwind" persist="none"></chat-widget>`);
  for (const [name, value] of Object.entries(attributes)) widget.setAttribute(name, value);
  widget.transport = transport;
  await widget.whenReady;
  return widget;
}
async function type(widget: ChatWidget, text: string): Promise<HTMLTextAreaElement> {
  const box = await one<HTMLTextAreaElement>(widget, 'textarea');
  box.value = text;
  box.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  return box;
}
/** Every element below has drawn what it knows. */
const settled = () =>
  new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
/** Judged when nothing moves any more: half-transparent text fails every contrast. */
async function isAccessible(widget: ChatWidget): Promise<void> {
  await settled();
  await Promise.all(within(widget, '*').flatMap((element) => element.getAnimations().map(({ finished }) => finished)));
  await expect(widget).to.be.accessible();
}
const press = (target: Element, key: string, more: KeyboardEventInit = {}) =>
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true, ...more }));
const messagesOf = (widget: ChatWidget, author: string) => within(widget, `chat-message[author=${author}]`);
const shadowText = (element: Element): string => element.shadowRoot?.textContent?.replace(/\s+/g, ' ').trim() ?? '';

describe('<chat-widget>', () => {
  it('is a launcher and nothing else while nobody acts', async () => {
    const { transport, state } = backend();
    const widget = await drawn(transport);
    const launcher = await one(widget, '[part=launcher]');
    expect(launcher.getAttribute('aria-expanded')).to.equal('false');
    expect(launcher.getAttribute('aria-label')).to.equal('Open chat');
    expect(within(widget, 'chat-panel')).to.have.length(0);
    expect(state.open).to.equal(0);
    await isAccessible(widget);
  });

  it('opens on a click, connects, and closes with Escape and focus on the launcher', async () => {
    const { transport, state } = backend();
    const widget = await drawn(transport);
    const opened = oneEvent(widget, 'chat-opened');
    (await one(widget, '[part=launcher]')).click();
    await opened;
    const panel = await one(widget, 'chat-panel');
    expect(panel.getAttribute('role')).to.equal('dialog');
    expect(panel.getAttribute('aria-label')).to.equal('Northwind');
    expect(widget.hasAttribute('open')).to.equal(true);
    await waitUntil(() => state.open === 1);
    const box = await one(widget, 'textarea');
    await waitUntil(() => box.matches(':focus'));
    await isAccessible(widget);
    let asked = 0;
    widget.addEventListener('chat-close-request', () => asked++);
    press(box, 'Escape', { isComposing: true });
    expect(asked, 'that was for the word that is being composed').to.equal(0);
    const closed = oneEvent(widget, 'chat-closed');
    // A dialog of the page around it hears that nothing is left to do.
    expect(press(box, 'Escape')).to.equal(false);
    await closed;
    expect(panel.hidden).to.equal(true);
    expect(within(widget, '[part=launcher]:focus')).to.have.length(1);
    expect(widget.hasAttribute('open')).to.equal(false);
  });

  it('tells once that it was opened, whatever happens while it opens', async () => {
    const { transport, state } = backend();
    const widget = await drawn(transport);
    const told: string[] = [];
    for (const type of ['chat-opened', 'chat-closed']) widget.on(type, () => told.push(type.slice(5)));
    void widget.open();
    await widget.setUser({ id: 'somebody else' });
    await waitUntil(() => state.open === 1);
    expect(told).to.deep.equal(['opened']);
    await widget.open();
    await widget.close();
    expect(told).to.deep.equal(['opened', 'closed']);
    const opening = widget.open();
    const closing = widget.close();
    await Promise.all([opening, closing, widget.open()]);
    expect(told.slice(2).filter((each) => each === 'opened')).to.have.length(1);
    expect(told.at(-1)).to.equal('opened');
  });

  it('does as a page says that hears that it is ready', async () => {
    const place = await fixture(html`<div></div>`);
    const widget = document.createElement('chat-widget');
    widget.setAttribute('open', '');
    widget.transport = backend().transport;
    widget.on('chat-ready', () => (widget.config = { open: false }));
    place.append(widget);
    await widget.whenReady;
    await settled();
    expect(widget.hasAttribute('open')).to.equal(false);
    expect(within(widget, 'chat-panel')).to.have.length(0);
  });

  it('is open from the start where the page says so, and again when it comes back', async () => {
    const { transport, state } = backend();
    const place = await fixture(html`<div></div>`);
    const widget = document.createElement('chat-widget');
    widget.setAttribute('persist', 'none');
    widget.transport = transport;
    widget.setAttribute('open', '');
    place.append(widget);
    await waitUntil(() => state.open === 1);
    expect(widget.hasAttribute('open')).to.equal(true);
    expect((await one(widget, 'chat-panel')).hidden).to.equal(false);
    widget.remove();
    await waitUntil(() => state.open === 0);
    place.append(widget);
    await waitUntil(() => state.open === 1);
  });

  it('says what was typed, shows it delivered, and draws the answer', async () => {
    const { transport, commands } = backend((command, emit) => {
      if (command.type === 'send-message') emit(said('answer', `You said ${command.text}`));
    });
    const widget = await drawn(transport, { open: '' });
    const received = oneEvent<ChatMessageReceived>(widget, 'chat-message-received');
    const box = await type(widget, 'hello');
    press(box, 'Enter');
    const { message } = await received;
    expect(message.id).to.equal('answer');
    expect(commands.map((command) => command.type)).to.deep.equal(['send-message']);
    await waitUntil(() => messagesOf(widget, 'user')[0]?.getAttribute('delivery') === 'delivered');
    expect(box.value).to.equal('');
    await waitUntil(() => messagesOf(widget, 'bot').length === 1);
    expect(widget.messages.map(({ author }) => author)).to.deep.equal(['user', 'bot']);
  });

  it('does not send while a word is composed, nor with Shift, nor twice for a held key', async () => {
    const { transport, commands } = backend();
    const widget = await drawn(transport, { open: '' });
    const box = await type(widget, 'かな');
    press(box, 'Enter', { isComposing: true });
    press(box, 'Enter', { keyCode: 229 });
    press(box, 'Enter', { shiftKey: true });
    press(box, 'Enter', { repeat: true });
    expect(commands).to.deep.equal([]);
    press(box, 'Enter');
    press(box, 'Enter');
    await waitUntil(() => commands.length > 0);
    expect(commands).to.have.length(1);
  });

  it('lets the page refuse a message, and keeps the text', async () => {
    const { transport, commands } = backend();
    const widget = await drawn(transport, { open: '' });
    widget.addEventListener('chat-send-request', (event: ChatSendRequest) => event.preventDefault());
    const box = await type(widget, 'my secret');
    press(box, 'Enter');
    await settled();
    expect(box.value).to.equal('my secret');
    expect(commands).to.deep.equal([]);
  });

  it('shows a failed message with its reason, and Retry sends it under the same id', async () => {
    let broken = true;
    const { transport, commands } = backend(() => {
      if (broken) throw new RejectedError('too-large', 'Over the limit.');
    });
    const widget = await drawn(transport, { open: '' });
    const id = await widget.sendMessage('hi');
    const retry = await one(widget, '[part=retry]');
    const [message] = messagesOf(widget, 'user');
    await waitUntil(() => message && shadowText(message).includes('too long'));
    expect(message && shadowText(message)).to.include('Not delivered');
    expect(retry.textContent?.trim()).to.equal('Retry');
    await isAccessible(widget);
    broken = false;
    retry.click();
    await waitUntil(() => messagesOf(widget, 'user')[0]?.getAttribute('delivery') === 'delivered');
    expect(commands.map((command) => command.id)).to.deep.equal([id, id]);
  });

  it('takes a failed message away', async () => {
    const { transport } = backend(() => {
      throw new RejectedError('rejected', 'No.');
    });
    const widget = await drawn(transport, { open: '' });
    await widget.sendMessage('hi');
    (await one(widget, '[part=remove]')).click();
    await waitUntil(() => messagesOf(widget, 'user').length === 0);
  });

  it('tells the visitor in one sentence that the backend cannot be reached, and tries again', async () => {
    const { transport, state } = backend();
    let reachable = false;
    const widget = await drawn(
      {
        ...transport,
        open: (emit) =>
          reachable ? transport.open(emit) : Promise.reject(new TransportError('unreachable', 'No road.')),
      },
      { open: '' },
    );
    const status = await one(widget, '[part=status]');
    await waitUntil(() => status.textContent?.includes('cannot be reached'));
    await isAccessible(widget);
    reachable = true;
    within(widget, '[part=status] button')[0]?.click();
    await waitUntil(() => state.open === 1);
    await waitUntil(() => !status.textContent?.trim());
  });

  it('offers quick replies as buttons and links, and clears them when one is chosen', async () => {
    const { transport, commands, say } = backend();
    const widget = await drawn(transport, { open: '' });
    await waitUntil(() => widget.chat?.state.get().connection === 'open');
    say(
      said('q', 'Which?', {
        suggestions: [
          { type: 'reply', label: 'Prices' },
          { type: 'link', label: 'Call us', url: 'tel:+15550100' },
          { type: 'link', label: 'Trap', url: 'javascript:alert(1)' },
        ],
      }),
    );
    await waitUntil(() => within(widget, '[part=suggestion]').length === 3);
    const [prices, call, trap] = within(widget, '[part=suggestion]');
    expect(prices?.tagName).to.equal('BUTTON');
    expect(call?.getAttribute('href')).to.equal('tel:+15550100');
    expect(trap?.hasAttribute('href')).to.equal(false);
    expect(within(widget, '[role=group]').map((group) => group.getAttribute('aria-label'))).to.include(
      'Suggested replies',
    );
    prices?.click();
    await waitUntil(() => commands.length === 1);
    expect(commands[0]).to.include({ type: 'send-message', text: 'Prices' });
    await waitUntil(() => within(widget, '[part=suggestion]').length === 0);
  });

  it('counts what was said while it was closed', async () => {
    const { transport, say } = backend();
    const widget = await drawn(transport, { open: '' });
    await waitUntil(() => widget.chat?.state.get().connection === 'open');
    await widget.close();
    const counts: number[] = [];
    widget.addEventListener('chat-unread-changed', ({ count }) => counts.push(count));
    say(said('one', '1'));
    say(said('two', '2'));
    const badge = await one(widget, '[part=badge]');
    await waitUntil(() => badge.textContent?.trim() === '2');
    expect(within(widget, '[part=launcher]')[0]?.getAttribute('aria-label')).to.equal('Open chat, 2 unread messages');
    await widget.open();
    expect(counts).to.deep.equal([1, 2, 0]);
  });

  it('announces whole messages once, in one live region, and not what it streams', async () => {
    const { transport, say } = backend();
    const widget = await drawn(transport, { open: '' });
    await waitUntil(() => widget.chat?.state.get().connection === 'open');
    const announcer = await one(widget, '[part=announcer]');
    say({ type: 'message-started', id: 's', author: 'bot' });
    say({ type: 'text-delta', id: 's', delta: 'Hello **there**' });
    await settled();
    expect(announcer.textContent?.trim()).to.equal('');
    say({ type: 'message-completed', id: 's' });
    await waitUntil(() => announcer.textContent?.trim() === 'Northwind: Hello there');
    expect(within(widget, '[role=log]').map((log) => log.getAttribute('aria-live'))).to.deep.equal(['off']);
  });

  it('has of a long conversation only the newest in the document, and brings earlier ones', async () => {
    const { transport, say } = backend();
    const widget = await drawn(transport, { open: '' });
    await waitUntil(() => widget.chat?.state.get().connection === 'open');
    for (let i = 0; i < 400; i++) say(said(`m${i}`, `Number ${i}`));
    const inPage = () => within(widget, 'chat-message').map((message) => message.getAttribute('message-id'));
    // Of a panel without a layout nothing is near.
    await waitUntil(() => within(widget, '.earlier').length === 1 && inPage().at(-1) === 'm399');
    expect(inPage().length).to.be.at.most(50);
    const first = Number(inPage()[0]?.slice(1));
    within(widget, '.earlier')[0]?.click();
    await waitUntil(() => Number(inPage()[0]?.slice(1)) <= first - 40);
    expect(inPage().length).to.be.at.most(120);
  });

  it('draws a list once for an order, however many tokens come', async () => {
    const { transport, say } = backend();
    const widget = await drawn(transport, { open: '' });
    await waitUntil(() => widget.chat?.state.get().connection === 'open');
    const list = await one(widget, 'chat-message-list');
    say({ type: 'message-started', id: 's', author: 'bot' });
    await waitUntil(() => within(widget, 'chat-message').length === 1, 'the message');
    let drawings = 0;
    const { requestUpdate } = list as HTMLElementTagNameMap['chat-message-list'];
    (list as HTMLElementTagNameMap['chat-message-list']).requestUpdate = function (...change) {
      drawings++;
      requestUpdate.apply(this, change);
    };
    for (let i = 0; i < 200; i++) say({ type: 'text-delta', id: 's', delta: 'word ' });
    expect(drawings).to.equal(0);
  });

  it('asks before it begins anew', async () => {
    const { transport, commands } = backend();
    const widget = await drawn(transport, { open: '' });
    await widget.sendMessage('hi');
    await waitUntil(() => commands.length === 1);
    (await one(widget, '[part=menu]')).click();
    await waitUntil(() => within(widget, '[role=menuitem]').length > 0);
    await waitUntil(() => within(widget, '[role=menuitem]:focus').length === 1);
    await isAccessible(widget);
    within(widget, '[role=menuitem]')
      .find(({ textContent }) => textContent?.includes('Start a new conversation'))
      ?.click();
    const dialog = await one(widget, '[role=alertdialog]');
    expect(widget.messages).to.have.length(1);
    await isAccessible(widget);
    const restarted = oneEvent(widget, 'chat-conversation-restarted');
    dialog.querySelector<HTMLElement>('.primary')?.click();
    await restarted;
    await waitUntil(() => within(widget, 'chat-message').length === 0);
    expect(commands.map((command) => command.type)).to.include('restart');
  });

  it('exports what was said', async () => {
    const { transport } = backend();
    const widget = await drawn(transport, { open: '' });
    await widget.sendMessage('for the record');
    expect(await widget.exportConversation({ format: 'text' })).to.include('for the record');
    expect(JSON.parse(await widget.exportConversation({ format: 'json' })).messages).to.have.length(1);
  });

  it('lives on when it is moved, and ends when it is removed', async () => {
    const { transport, state } = backend();
    const widget = await drawn(transport, { open: '' });
    await widget.sendMessage('hi');
    const place = document.createElement('div');
    document.body.append(place);
    place.append(widget);
    await settled();
    await waitUntil(() => within(widget, 'chat-message').length === 1, 'the message');
    await waitUntil(() => state.open === 1);
    place.remove();
    await waitUntil(() => state.open === 0);
  });

  it('leaves nothing behind in ten rounds of coming and going', async () => {
    const { transport, state } = backend();
    const before = document.querySelectorAll('*').length;
    for (let round = 0; round < 10; round++) {
      const widget = document.createElement('chat-widget');
      widget.setAttribute('persist', 'none');
      widget.transport = transport;
      document.body.append(widget);
      await widget.whenReady;
      await widget.open();
      await widget.sendMessage('hi');
      widget.remove();
      await waitUntil(() => state.open === 0);
    }
    expect(document.querySelectorAll('*').length).to.equal(before);
  });

  it('asks for a permission without locking the composer, and says the answer', async () => {
    const { transport, commands, say } = backend();
    const widget = await drawn(transport, { open: '' });
    await waitUntil(() => widget.chat?.state.get().connection === 'open');
    say({ type: 'permission-requested', request: { permission: 'email', askedAt: Date.now() } });
    const input = await one<HTMLInputElement>(widget, 'input[type=email]');
    const write = (text: string) => {
      input.value = text;
      input.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    };
    const allow = (): void =>
      within(widget, 'button')
        .find((button) => button.textContent?.trim() === 'Allow')
        ?.click();
    write('mara@');
    allow();
    await waitUntil(() => input.getAttribute('aria-invalid') === 'true', 'the error');
    await isAccessible(widget);
    expect(commands).to.deep.equal([]);
    write('mara@example.org');
    allow();
    await waitUntil(() => commands.length === 1, 'the answer');
    expect(commands[0]).to.include({ type: 'answer-permission', granted: true, value: 'mara@example.org' });
    await waitUntil(() => within(widget, 'input[type=email]').length === 0);
  });

  it('takes what frameworks assign: open, widgetKey and the page’s own gifts, before and after it is known', async () => {
    const { transport, state } = backend();
    const widget = await drawn(transport);
    for (const name of ['open', 'widgetKey', 'user', 'strings', 'attributesForRequests', 'maximize'])
      expect(name in widget, name).to.equal(true);
    Reflect.set(widget, 'open', true);
    await waitUntil(() => state.open === 1);
    expect(typeof widget.open).to.equal('function');
    Reflect.set(widget, 'widgetKey', 'elsewhere');
    expect(widget.config.key).to.equal('elsewhere');
    widget.config = { open: false };
    await waitUntil(() => !widget.hasAttribute('open'));
  });

  it('takes what was assigned before it was known, and nothing at all', async () => {
    const [asked, fetch] = [[] as string[], window.fetch];
    window.fetch = async (address) => {
      asked.push(String(address));
      return Response.json({ title: 'Elsewhere' });
    };
    try {
      // In a document without a window no element is known.
      const strange = document.implementation.createHTMLDocument().createElement('chat-widget');
      Object.assign(strange, {
        widgetKey: 'mine',
        configUrl: 'https://config.example',
        config: undefined,
        plugins: null,
      });
      expect(Object.hasOwn(strange, 'widgetKey')).to.equal(true);
      const widget = document.adoptNode(strange) as ChatWidget;
      document.body.append(widget);
      await widget.whenReady;
      expect(widget.config).to.include({ key: 'mine', heading: 'Elsewhere' });
      expect(asked).to.deep.equal(['https://config.example/config/mine']);
      for (const nothing of [undefined, null]) {
        Reflect.set(widget, 'config', nothing);
        Reflect.set(widget, 'plugins', nothing);
      }
      expect(widget.config.key).to.equal('mine');
      widget.remove();
    } finally {
      window.fetch = fetch;
    }
  });

  it('does what it is told before it is ready in the order in which it was told', async () => {
    for (const [deeds, ends] of [
      [['open', 'close'], false],
      [['toggle', 'toggle'], false],
      [['close', 'open'], true],
      [['open', 'toggle', 'toggle'], true],
    ] as const) {
      const widget = document.createElement('chat-widget') as ChatWidget;
      widget.transport = backend().transport;
      document.body.append(widget);
      await Promise.all(deeds.map((deed) => widget[deed]()));
      expect(widget.hasAttribute('open'), deeds.join()).to.equal(ends);
      widget.remove();
    }
  });

  it('follows the visitor with the setting `open`, so that it can be said again', async () => {
    const widget = await drawn(backend().transport);
    const say = (open: boolean) => Reflect.set(widget, 'open', open);
    const shows = () => widget.hasAttribute('open');
    say(true);
    await waitUntil(shows);
    await widget.close();
    expect([shows(), widget.config.open]).to.deep.equal([false, false]);
    say(true);
    await waitUntil(shows);
    say(false);
    await waitUntil(() => !shows());
    (await one(widget, '[part=launcher]')).click();
    await waitUntil(shows);
    expect(widget.config.open).to.equal(true);
    say(false);
    await waitUntil(() => !shows());
    widget.setAttribute('open', '');
    await waitUntil(() => widget.config.open);
    widget.removeAttribute('open');
    await waitUntil(() => !widget.config.open);
    // What was changed meanwhile opens nothing.
    widget.config = { heading: 'Other' };
    await settled();
    expect(shows()).to.equal(false);
  });

  it('has the focus on the launcher when it is closed from what the page put into it', async () => {
    const widget = await drawn(backend().transport, { open: '' });
    const link = Object.assign(document.createElement('a'), { href: '#', slot: 'footer', textContent: 'Terms' });
    widget.append(link);
    await one(widget, 'textarea');
    await waitUntil(() => link.checkVisibility());
    link.focus();
    expect(document.activeElement).to.equal(link);
    press(link, 'Escape');
    await waitUntil(() => !widget.hasAttribute('open'));
    expect(widget.shadowRoot?.activeElement).to.equal(await one(widget, '[part=launcher]'));
  });

  it('shows a sign of the page’s own on the launcher, however late it comes', async () => {
    const widget = await drawn(backend().transport);
    const [ours] = within(widget, '[part=launcher] svg');
    expect(ours?.checkVisibility()).to.equal(true);
    const sign = Object.assign(document.createElement('span'), { slot: 'launcher', textContent: '?' });
    widget.append(sign);
    await waitUntil(() => sign.assignedSlot?.name === 'launcher');
    expect([sign.checkVisibility(), ours?.checkVisibility()]).to.deep.equal([true, false]);
    sign.remove();
    expect(ours?.checkVisibility()).to.equal(true);
  });

  it('launches before the first word, and not after it', async () => {
    const { transport, commands } = backend();
    const widget = await drawn(transport, { 'start-first': '' });
    await Promise.all([widget.open(), widget.sendMessage('hi')]);
    await waitUntil(() => commands.length === 2);
    expect(commands.map((command) => command.type)).to.deep.equal(['launch', 'send-message']);

    const other = backend();
    const quiet = await drawn(other.transport, { 'start-first': '' });
    await quiet.sendMessage('hi');
    await quiet.open();
    await quiet.sendMessage('there');
    await waitUntil(() => other.commands.length === 2);
    expect(other.commands.map((command) => command.type)).to.deep.equal(['send-message', 'send-message']);
  });

  it('tells the page of a message that failed, and keeps the banner out of it', async () => {
    const { transport } = backend(() => {
      throw new RejectedError('too-large', 'Over the limit.');
    });
    const widget = await drawn(transport, { open: '' });
    const error = oneEvent<ChatErrorRaised>(widget, 'chat-error');
    await widget.sendMessage('hi');
    expect((await error).code).to.equal('too-large');
    expect((await one(widget, '[part=status]')).textContent?.trim()).to.equal('');
  });

  it('hangs up and goes on with the same conversation', async () => {
    const { transport, state, commands } = backend();
    const widget = await drawn(transport, { open: '' });
    await widget.sendMessage('one');
    await waitUntil(() => commands.length === 1);
    await widget.disconnect();
    expect(state.open).to.equal(0);
    expect(widget.messages).to.have.length(1);
    await widget.sendMessage('two');
    await waitUntil(() => commands.length === 2);
    expect(state.open).to.equal(1);
    expect(widget.messages).to.have.length(2);
  });

  it('says nothing where there is nothing to say', async () => {
    const { transport, commands } = backend();
    const widget = await drawn(transport);
    expect(await widget.sendMessage('  ')).to.equal(undefined);
    expect(widget.messages).to.deep.equal([]);
    expect(commands).to.deep.equal([]);
  });

  it('is a region of the page when inline: no launcher, open at once, not closable', async () => {
    const { transport, state } = backend();
    const widget = await drawn(transport, { layout: 'inline' });
    const panel = await one(widget, 'chat-panel');
    expect(panel.getAttribute('role')).to.equal('region');
    expect(within(widget, '[part=launcher]')).to.have.length(0);
    expect(within(widget, '[part=close]')).to.have.length(0);
    await waitUntil(() => state.open === 1);
    await widget.close();
    expect(panel.hidden).to.equal(false);
  });

  it('shows what it cannot draw in words', async () => {
    const { transport, say } = backend();
    const widget = await drawn(transport, { open: '' });
    await waitUntil(() => widget.chat?.state.get().connection === 'open');
    say(said('u', '', { parts: [{ type: 'hologram', fallback: 'A picture of the room' }, { type: 'constructor' }] }));
    await waitUntil(() => messagesOf(widget, 'bot').length === 1);
    const [message] = messagesOf(widget, 'bot');
    await waitUntil(() => message && shadowText(message).includes('A picture of the room'));
    await waitUntil(() => message && shadowText(message).includes('cannot be shown here'));
  });

  it('never mixes two backends: another transport is another conversation', async () => {
    const one = backend();
    const other = backend();
    const widget = await drawn(one.transport, { open: '' });
    await widget.sendMessage('for the first');
    await waitUntil(() => one.commands.length === 1);
    widget.transport = other.transport;
    await waitUntil(() => other.state.open === 1);
    expect(one.state.open).to.equal(0);
    expect(widget.messages).to.deep.equal([]);
    expect(other.commands).to.deep.equal([]);
  });
});
