import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { waitUntil } from '../../../test/wait-until.js';
import { nextFrame } from '../../foundation/frame.js';
import { press, said, staged, type StageOptions } from '../../foundation/fakes/stage.js';
import { timeOfDay } from '../../foundation/time.js';
import type { ChatMessageList } from '../message-list/message-list.js';
import '../message-list/message-list.js';

const at = new Date(2026, 2, 3, 10, 42).getTime();
const several = (count: number) =>
  Array.from({ length: count }, (_, i) => said(`m${i}`, `Number ${i}`, { author: i % 2 ? 'user' : 'bot' }));

/** A conversation in which somebody goes about by keyboard. */
async function walked(options: StageOptions = {}, count = 8) {
  const stage = await staged<ChatMessageList>(
    html`<chat-message-list style="block-size: 240px; inline-size: 320px; --chat-motion: 0s"></chat-message-list>`,
    { settings: { heading: 'Northwind' }, ...options },
  );
  const { element, say, one } = stage;
  await say(...several(count));
  const log = one('[role=log]');
  const root = element.shadowRoot as ShadowRoot;
  const messages = () => stage.all('chat-message');
  const focused = () => root.activeElement?.getAttribute('message-id') ?? root.activeElement?.className;
  log.focus();
  // What it takes comes with the first focus.
  await waitUntil(() => {
    press(log, 'Enter');
    return focused() !== 'log';
  });
  return {
    ...stage,
    root,
    log,
    messages,
    focused,
    find: (id: string) => messages().find((each) => each.getAttribute('message-id') === id),
    /** Presses a key where the focus is, and waits until it is elsewhere. */
    async go(key: string, to: string) {
      const inner = root.activeElement?.shadowRoot?.activeElement ?? root.activeElement ?? document.body;
      press(inner, key);
      await waitUntil(() => focused() === to, `${key} leads to ${to}, not to ${focused()}`);
    },
  };
}

describe('walking from message to message', () => {
  it('begins with the newest that is to be seen, and goes on with arrows, to both ends at once', async () => {
    const { go, focused, log } = await walked();
    expect(focused()).to.equal('m7');
    await go('ArrowUp', 'm6');
    await go('ArrowUp', 'm5');
    await go('ArrowDown', 'm6');
    await go('Home', 'm0');
    expect(log.scrollTop).to.be.lessThan(40);
    await go('End', 'm7');
    // There is nothing beyond.
    press(log.querySelector('[message-id=m7]') ?? log, 'ArrowDown');
    expect(focused()).to.equal('m7');
  });

  it('ends before an answer that is not shown before it is complete', async () => {
    const { go, say, focused, root, find } = await walked({ settings: { stream: false } });
    await say({ type: 'message-started', id: 's', author: 'bot' }, { type: 'text-delta', id: 's', delta: 'Half' });
    await waitUntil(() => find('s')?.hidden);
    for (const key of ['ArrowDown', 'End', 'PageDown']) {
      press(root.activeElement as Element, key);
      await nextFrame();
      expect(focused(), key).to.equal('m7');
    }
    await say({ type: 'message-completed', id: 's' });
    await go('ArrowDown', 's');
  });

  it('turns pages', async () => {
    const { go, focused, root, log } = await walked({}, 30);
    await go('Home', 'm0');
    const visible = log.clientHeight;
    press(root.activeElement as Element, 'PageDown');
    await waitUntil(() => focused() !== 'm0');
    const there = root.activeElement?.getBoundingClientRect();
    expect(Number(focused()?.slice(1))).to.be.greaterThan(1);
    expect(there?.bottom).to.be.at.most(log.getBoundingClientRect().bottom + 1);
    const before = Number(focused()?.slice(1));
    press(root.activeElement as Element, 'PageUp');
    await waitUntil(() => Number(focused()?.slice(1)) < before);
    expect(visible).to.be.greaterThan(0);
  });

  it('says who, what, when and whether it arrived', async () => {
    const { say, go, find } = await walked();
    await say(
      said('a', 'Yes, **two** of them.', { author: 'agent', name: 'Mara', createdAt: at }),
      said('b', 'Is there a *lift*?', { author: 'user', delivery: 'failed' }),
      said('c', 'Mara left.', { author: 'system' }),
    );
    await go('End', 'c');
    expect(find('c')?.getAttribute('aria-label')).to.equal('Mara left.');
    await go('ArrowUp', 'b');
    expect(find('b')?.getAttribute('aria-label')).to.equal('You: Is there a *lift*?, Not delivered');
    await go('ArrowUp', 'a');
    expect(find('a')?.getAttribute('aria-label')).to.equal(`Mara: Yes, two of them., ${timeOfDay(at, 'en')}`);
  });

  it('says a message in its language; what stands in it, and what the interface says, stays in that of the interface', async () => {
    const { say, go, find, log } = await walked();
    await say(
      said('a', 'はい、空いています。', { language: 'ja' }),
      said('b', '', { author: 'system', language: 'ja', parts: [{ type: 'notice', event: 'ended' } as never] }),
    );
    await go('End', 'b');
    expect(find('b')?.hasAttribute('lang')).to.equal(false);
    await go('ArrowUp', 'a');
    const message = find('a');
    const around = (selector: string) =>
      message?.shadowRoot?.querySelector(selector)?.closest('[lang]')?.getAttribute('lang');
    expect(message?.lang).to.equal('ja');
    expect([around('.body'), around('chat-text')]).to.deep.equal(['en', 'ja']);
    log.focus();
    await waitUntil(() => !message?.hasAttribute('lang'));
    expect(around('.body')).to.equal(undefined);
  });

  it('is accessible, and leaves nothing at the messages that it has left', async () => {
    const { go, messages, log, isAccessible, find } = await walked();
    const own = messages().map((each) => each.getAttributeNames().filter((name) => /^(tab|aria|role)/.test(name)));
    expect(own.slice(0, -1)).to.deep.equal(Array.from({ length: 7 }, () => ['role']));
    await go('ArrowUp', 'm6');
    expect(find('m6')?.tabIndex).to.equal(0);
    expect(find('m6')?.getAttribute('role')).to.equal('article');
    await isAccessible();
    expect(messages().filter((each) => each.hasAttribute('tabindex'))).to.have.length(1);
    log.focus();
    await waitUntil(() =>
      messages().every((each) => !each.hasAttribute('tabindex') && !each.hasAttribute('aria-label')),
    );
  });

  it('goes into a message by Enter, back to it by Escape, and back to writing', async () => {
    const { go, focused, root, log } = await walked();
    const message = root.activeElement as HTMLElement;
    press(message, 'Enter');
    await waitUntil(() => message.shadowRoot?.activeElement?.localName === 'button');
    expect(focused()).to.equal('m7');
    press(message.shadowRoot?.activeElement as Element, 'ArrowUp');
    expect(focused()).to.equal('m7');
    press(message.shadowRoot?.activeElement as Element, 'Escape');
    await waitUntil(() => message.matches(':focus') && !message.shadowRoot?.activeElement);
    const composer = document.createElement('chat-composer');
    composer.tabIndex = 0;
    root.host.after(composer);
    expect(press(message, 'Escape')).to.equal(false);
    expect(composer.matches(':focus')).to.equal(true);
    composer.remove();
    log.focus();
    await go('Enter', 'm7');
    press(root.activeElement as Element, 'Escape');
    expect(focused()).to.equal('log');
  });

  it('scrolls through a message that is higher than the view, and walks on from its end', async () => {
    const { say, go, focused, log, find } = await walked();
    await say(said('long', 'A line of words. '.repeat(120)), said('end', 'The end'));
    await go('End', 'end');
    await go('ArrowUp', 'long');
    const long = find('long') as HTMLElement;
    // The key is left to the browser, which scrolls.
    expect(press(long, 'ArrowUp')).to.equal(true);
    expect(focused()).to.equal('long');
    log.scrollTop = long.offsetTop - 20;
    await nextFrame();
    expect(press(long, 'ArrowDown')).to.equal(true);
    await go('ArrowUp', 'm7');
  });

  it('goes wherever something was said, in the document or not', async () => {
    const { go, find, messages } = await walked({}, 300);
    expect(find('m0')).to.equal(undefined);
    await go('Home', 'm0');
    await go('ArrowDown', 'm1');
    await go('End', 'm299');
    await go('Home', 'm0');
    expect(messages().length).to.be.lessThan(200);
  });

  it('goes on while an answer streams, and does not mind what is no answer', async () => {
    const { say, go, find } = await walked();
    await say(said('n', 'Mara joined.', { author: 'system' }), { type: 'message-started', id: 's', author: 'bot' });
    await go('End', 's');
    for (let i = 0; i < 20; i++) await say({ type: 'text-delta', id: 's', delta: `Sentence ${i}. ` });
    expect(find('s')?.matches(':focus')).to.equal(true);
    await go('Home', 'm0');
    await go('End', 's');
    await say({ type: 'message-completed', id: 's' });
    expect(find('s')?.matches(':focus')).to.equal(true);
  });

  it('leaves other keys alone, and those that are meant for somebody else', async () => {
    const { root, focused, log } = await walked();
    const message = root.activeElement as Element;
    for (const more of [
      { shiftKey: true },
      { ctrlKey: true },
      { altKey: true },
      { metaKey: true },
      { isComposing: true },
    ])
      expect(press(message, 'ArrowUp', more), JSON.stringify(more)).to.equal(true);
    expect(press(message, 'a')).to.equal(true);
    expect(press(log, 'ArrowUp')).to.equal(true);
    expect(press(log, 'Home')).to.equal(true);
    expect(focused()).to.equal('m7');
  });

  it('keeps the place of whoever pressed a button that is gone then', async () => {
    const { say, element, chat, find, focused } = await walked();
    element.addEventListener('chat-retry-request', () =>
      chat.receive({ type: 'delivery-changed', id: 'bad', delivery: 'pending' }),
    );
    element.addEventListener('chat-remove-request', () => chat.receive({ type: 'message-removed', id: 'bad' }));
    await say(said('bad', 'Lost', { author: 'user', delivery: 'failed' }));
    const push = (part: string) => {
      const button = find('bad')?.shadowRoot?.querySelector<HTMLElement>(`[part=${part}]`);
      button?.focus();
      button?.click();
    };
    push('retry');
    await waitUntil(() => !find('bad')?.shadowRoot?.querySelector('[part=retry]'));
    await waitUntil(() => focused() === 'bad');
    await say({ type: 'delivery-changed', id: 'bad', delivery: 'failed' });
    push('remove');
    await waitUntil(() => !find('bad'));
    await waitUntil(() => focused() === 'm7');
  });

  it('lets Escape send away what appeared by pointing, and nothing more', async () => {
    const { find, one, all, log, root } = await walked();
    log.focus();
    find('m3')?.dispatchEvent(new PointerEvent('pointerover', { bubbles: true, composed: true }));
    one('[part=actions]');
    expect(press(log, 'Escape')).to.equal(false);
    expect(all('[part=actions]')).to.have.length(0);
    expect(press(log, 'Escape')).to.equal(true);
    expect(root.activeElement).to.equal(log);
  });

  it('adds no listener for a message', async () => {
    const { say, messages } = await walked();
    let added = 0;
    const { addEventListener } = EventTarget.prototype;
    EventTarget.prototype.addEventListener = function (...listener: Parameters<typeof addEventListener>) {
      if (this instanceof Element && this.closest('.log')) added++;
      addEventListener.apply(this, listener);
    };
    try {
      await say(said('one', '1', { author: 'user' }));
      expect(messages()).to.have.length(9);
      expect(added).to.equal(0);
    } finally {
      EventTarget.prototype.addEventListener = addEventListener;
    }
  });
});
