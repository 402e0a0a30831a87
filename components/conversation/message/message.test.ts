import { expect, oneEvent } from '@open-wc/testing';
import { html } from 'lit';
import { createStore } from '../../../src/core/store.js';
import type { Message } from '../../../src/protocol/message.js';
import { timeOfDay } from '../../foundation/time.js';
import type { ChatRemoveRequest, ChatRetryRequest } from '../../foundation/events/requests.js';
import { settled, staged, words } from '../../foundation/fakes/stage.js';
import { waitUntil } from '../../../test/wait-until.js';
import type { ChatMessage } from './message.js';
import './message.js';

const at = new Date(2026, 2, 3, 10, 42).getTime();
const hostile = '<img src=x onerror="alert(1)"><script>alert(1)</script>';

async function draw(more: Partial<Message> = {}, { first = true, settings = {} } = {}) {
  const store = createStore<Message>({
    id: 'm1',
    author: 'bot',
    parts: [{ type: 'text', text: 'Hello', format: 'plain' }],
    delivery: 'delivered',
    streaming: false,
    ...more,
  });
  const stage = await staged<ChatMessage>(html`<chat-message .store=${store} ?first=${first}></chat-message>`, {
    settings: { assistantName: 'Northwind', ...settings },
  });
  return {
    ...stage,
    store,
    async change(patch: Partial<Message>) {
      store.set({ ...store.get(), ...patch });
      await settled();
    },
  };
}
const attributes = (element: Element) =>
  Object.fromEntries(
    ['message-id', 'author', 'delivery', 'streaming'].map((name) => [name, element.getAttribute(name)]),
  );

describe('<chat-message>', () => {
  it('is accessible', async () => {
    for (const more of [
      { createdAt: at },
      { author: 'user', createdAt: at },
      { author: 'user', delivery: 'failed', reason: 'too-large' },
      { author: 'agent', name: 'Mara' },
      { author: 'system' },
    ] as const) {
      const { isAccessible } = await draw(more);
      await isAccessible();
    }
  });

  it('keeps its words until the last one, where answers are not shown as they arrive; not what it asks', async () => {
    const text = { type: 'text', text: 'Half a', format: 'plain' } as const;
    const { element, all, change } = await draw({ parts: [text], streaming: true }, { settings: { stream: false } });
    const shown = () => [element.checkVisibility(), all('*').some((each) => words(each).includes('Half a'))];
    expect(shown()).to.deep.equal([false, false]);
    const buttons = { type: 'buttons', actions: [{ type: 'reply', label: 'Yes' }] } as const;
    await change({ parts: [text, buttons] });
    await waitUntil(() => all('chat-buttons').length === 1);
    expect(shown()).to.deep.equal([true, false]);
    await change({ parts: [text] });
    await waitUntil(() => !element.checkVisibility());
    await change({ streaming: false });
    await waitUntil(() => shown().every(Boolean));

    const other = await draw({ parts: [text], streaming: true });
    await waitUntil(() => other.all('*').some((each) => words(each).includes('Half a')));
    expect(other.element.checkVisibility()).to.equal(true);
  });

  it('says in what language its words are, whoever says them', async () => {
    for (const author of ['user', 'bot', 'agent', 'system'] as const) {
      const { all } = await draw({ author, language: 'it', parts: [{ type: 'text', text: 'Buongiorno' }] });
      await waitUntil(() => all('[lang=it]').length === 1, author);
      expect(words(all('[lang=it]')[0] as Element)).to.equal('Buongiorno');
    }
  });

  it('says by attributes what it is, and follows every change', async () => {
    const { element, change } = await draw({ author: 'user', delivery: 'pending' });
    expect(attributes(element)).to.deep.equal({
      'message-id': 'm1',
      author: 'user',
      delivery: 'pending',
      streaming: null,
    });
    await change({ delivery: 'failed' });
    expect(element.getAttribute('delivery')).to.equal('failed');
    await change({ streaming: true });
    expect(element.getAttribute('streaming')).to.equal('');
    await change({ streaming: false });
    expect(element.hasAttribute('streaming')).to.equal(false);
  });

  it('says who speaks and when at the head of a group, and to assistive technology in every message', async () => {
    const head = await draw({ createdAt: at });
    expect(words(head.one('.name'))).to.equal(`Northwind ${timeOfDay(at)}`);
    expect(head.one('[part=avatar]').textContent).to.equal('N');
    const next = await draw({ createdAt: at }, { first: false });
    expect(next.all('.name, [part=avatar]')).to.have.length(0);
    expect(next.one('.visually-hidden').textContent).to.equal('Northwind');
  });

  it('says what it is in, where the backend knows; its own words stay in the language of the interface', async () => {
    const { element, one, change } = await draw({ language: 'ja' });
    expect(one('chat-text').lang).to.equal('ja');
    expect(element.hasAttribute('lang')).to.equal(false);
    expect(one('.name').closest('[lang]')).to.equal(null);
    await change({ author: 'user' });
    expect(one('[part=bubble]').lang).to.equal('ja');
    const other = await draw();
    expect(other.one('chat-text').hasAttribute('lang')).to.equal(false);
  });

  it('calls everybody by the best name there is', async () => {
    const names: readonly (readonly [Partial<Message>, Readonly<Record<string, unknown>>, string])[] = [
      [{ author: 'bot', name: 'Robin' }, {}, 'Robin'],
      [{ author: 'bot' }, { assistantName: '', heading: 'Lakeside' }, 'Lakeside'],
      [{ author: 'bot' }, { assistantName: '' }, 'Assistant'],
      [{ author: 'agent' }, {}, 'Agent'],
    ];
    for (const [more, settings, name] of names) {
      const { one } = await draw(more, { settings });
      expect(words(one('.name'))).to.equal(name);
    }
  });

  it('says of the visitor’s own words whether they arrived', async () => {
    const { one, change } = await draw({ author: 'user', delivery: 'pending', createdAt: at });
    expect(words(one('[part=meta]'))).to.equal(`${timeOfDay(at)} · Sending`);
    await change({ delivery: 'delivered' });
    expect(words(one('[part=meta]'))).to.equal(`${timeOfDay(at)} · Delivered`);
  });

  it('says why it failed in one sentence, and offers to retry or to take it away', async () => {
    const { element, one } = await draw({ author: 'user', delivery: 'failed', reason: 'rate-limited' });
    await waitUntil(() => one('[part=meta]').textContent?.includes('wait'));
    expect(words(one('[part=meta]'))).to.equal(
      'Not delivered Retry Delete That was a lot at once. Please wait a moment.',
    );
    const retry = oneEvent<ChatRetryRequest>(element, 'chat-retry-request');
    one('[part=retry]').click();
    expect((await retry).messageId).to.equal('m1');
    const remove = oneEvent<ChatRemoveRequest>(element, 'chat-remove-request');
    one('[part=remove]').click();
    expect((await remove).messageId).to.equal('m1');
  });

  for (const reason of ['constructor', 'no-such-code', undefined])
    it(`needs no sentence for the reason ${reason}`, async () => {
      const { one, all } = await draw({ author: 'user', delivery: 'failed', ...(reason ? { reason } : {}) });
      expect(words(one('[part=meta]'))).to.equal('Not delivered Retry Delete');
      expect(all('.reason')).to.have.length(0);
    });

  it('draws hostile names and words as they are written', async () => {
    for (const author of ['user', 'bot', 'agent', 'system'] as const) {
      const { element, all } = await draw({
        author,
        name: hostile,
        avatarUrl: 'javascript:alert(1)',
        parts: [{ type: 'text', text: hostile, format: 'plain' }],
        attachments: [{ url: 'javascript:alert(1)', name: hostile }],
      });
      await customElements.whenDefined('chat-text');
      await settled();
      expect(all('img, script, a'), author).to.have.length(0);
      const all2 = all('*')
        .map((each) => each.shadowRoot?.textContent ?? '')
        .join('');
      expect((element.shadowRoot?.textContent ?? '') + all2, author).to.include(hostile);
    }
  });

  it('is drawn whatever stands in the place of words', async () => {
    // As JSON brings it: no template can write it, and no list of words can be joined with it.
    const parts = JSON.parse(`[
      {"type":"text","text":{"toString":"x","valueOf":"y"}},
      {"type":"poll","text":{"toString":"x","valueOf":"y"},"fallback":["a"]},
      {"type":"text","text":"Hello","format":"plain"}
    ]`) as Message['parts'];
    for (const author of ['user', 'bot', 'agent', 'system'] as const) {
      const { element, all, change } = await draw({ author, parts });
      const read = () => [element, ...all('*')].map(words).join(' ');
      await waitUntil(() => read().includes('Hello'), author);
      await change({ parts: parts.slice(0, 1) });
      expect(read(), author).not.to.include('Hello');
    }
  });

  it('fetches a picture of somebody only from hosts that the page allows', async () => {
    const foreign = await draw({ author: 'agent', name: 'Ana', avatarUrl: 'https://tracker.example/ana.png' });
    expect(foreign.all('img')).to.have.length(0);
    expect(foreign.one('[part=avatar]').textContent).to.equal('A');
    const own = await draw({ author: 'agent', name: 'Ana', avatarUrl: `${location.origin}/ana.png` });
    expect(own.one<HTMLImageElement>('[part=avatar] img').src).to.equal(`${location.origin}/ana.png`);
  });

  it('lets no name read as another one', async () => {
    const { one } = await draw({ author: 'agent', name: 'Sup\u202etroppu\u202c\u200b' });
    expect(one('.name').textContent).to.contain('Suptroppu');
  });

  it('gives an author from another world no power', async () => {
    for (const author of ['constructor', 'toString', 'admin']) {
      const more: Partial<Message> = JSON.parse(JSON.stringify({ author })) as object;
      const { one } = await draw(more);
      expect(words(one('.name'))).to.equal('Northwind');
    }
  });

  it('draws its parts where the switches let it, else their words', async () => {
    const parts = [{ type: 'carousel', items: [{ title: 'Garden room' }] }] as const;
    const on = await draw({ parts });
    await waitUntil(() => on.all('chat-carousel').length === 1);
    const off = await draw({ parts }, { settings: { carousel: false } });
    expect(off.all('chat-carousel')).to.have.length(0);
    expect(words(off.element)).to.include('Garden room');
  });

  it('is drawn at most once a frame while it streams, and fully at the end', async () => {
    const { element, store, change } = await draw({ streaming: true });
    let drawings = 0;
    const { performUpdate } = element as unknown as { performUpdate: () => void };
    Object.defineProperty(element, 'performUpdate', {
      value(this: ChatMessage) {
        drawings++;
        performUpdate.call(this);
      },
    });
    await new Promise((resolve) => requestAnimationFrame(resolve));
    for (let i = 1; i <= 500; i++) {
      store.set({ ...store.get(), parts: [{ type: 'text', text: 'word '.repeat(i), format: 'plain' }] });
      await Promise.resolve();
    }
    await settled();
    expect(drawings).to.be.within(1, 3);
    await change({ streaming: false });
    expect(element.querySelectorAll('*')).to.have.length(0);
    expect(element.shadowRoot?.querySelector('chat-text')?.data?.text).to.have.length(2500);
  });

  it('rests for a frame between words that come all the time, and not before the last', async () => {
    const { element, store } = await draw({ streaming: true });
    const frame = () => new Promise<number>((next) => requestAnimationFrame(next));
    const now = () => Number(document.timeline.currentTime);
    const frames: number[] = [];
    const drawn: number[] = [];
    const { performUpdate } = element as unknown as { performUpdate: () => void };
    Object.defineProperty(element, 'performUpdate', {
      value(this: ChatMessage) {
        drawn.push(now());
        performUpdate.call(this);
      },
    });
    const say = (count: number, streaming = true) =>
      store.set({ ...store.get(), streaming, parts: [{ type: 'text', text: 'a'.repeat(count), format: 'plain' }] });
    for (let tokens = 1; tokens < 30 || drawn.at(-1) !== frames.at(-1); tokens++) {
      say(tokens);
      await frame();
      // What is drawn in a frame is drawn when those who waited for it have gone on.
      await new Promise((later) => setTimeout(later));
      frames.push(now());
    }
    expect(drawn.length).to.be.above(3);
    // A frame that took long is rest enough.
    const restless = drawn.filter((time, index) => {
      const before = drawn[index - 1] ?? -Infinity;
      return time - before < 25 && frames.filter((each) => each > before && each <= time).length < 2;
    });
    expect(restless, `drawn ${drawn.join(' ')} in frames ${frames.join(' ')}`).to.deep.equal([]);
    // It waits for a frame when the last word comes.
    say(98);
    await Promise.resolve();
    await Promise.resolve();
    say(99, false);
    await frame();
    const next = now();
    await settled();
    expect(drawn.at(-1)).to.equal(next);
    expect(element.shadowRoot?.querySelector('chat-text')?.data?.text).to.have.length(99);
  });
});
