import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { waitUntil } from '../../../test/wait-until.js';
import type { ChatEvent } from '../../../src/protocol/events.js';
import { nextFrame } from '../../foundation/frame.js';
import { dayName } from '../../foundation/time.js';
import { said, settled, staged, words, type StageOptions } from '../../foundation/fakes/stage.js';
import type { ChatMessageList } from './message-list.js';
import './message-list.js';

const DAY = 86_400_000;
const noon = new Date(2026, 2, 3, 12).getTime();
const long = (id: string): ChatEvent => said(id, 'A line of words. '.repeat(60), {});

async function draw(options: StageOptions = {}) {
  const stage = await staged<ChatMessageList>(
    html`<chat-message-list style="block-size: 300px; inline-size: 320px; --chat-motion: 0s"
      ><p>Welcome</p></chat-message-list
    >`,
    options,
  );
  const log = stage.one('[role=log]');
  return {
    ...stage,
    log,
    ids: () => stage.all('chat-message').map((each) => each.getAttribute('message-id')),
    left: () => Math.round(log.scrollHeight - log.clientHeight - log.scrollTop),
  };
}

const system = { id: 'line', author: 'system', delivery: 'delivered', streaming: false } as const;

describe('<chat-message-list>', () => {
  it('is accessible', async () => {
    const { say, isAccessible } = await draw();
    await say(said('a', 'Hello'), said('b', 'Hi', { author: 'user' }));
    await isAccessible();
  });

  it('is a quiet log that the keyboard can scroll', async () => {
    const { log } = await draw();
    expect(log.getAttribute('aria-live')).to.equal('off');
    expect(log.tabIndex).to.equal(0);
    expect(log.getAttribute('aria-label')).to.equal('Conversation');
  });

  it('keeps the order of the conversation, also for what comes late', async () => {
    const { say, ids } = await draw();
    await say(said('one', '1', { order: 1 }), said('three', '3', { order: 3 }), said('two', '2', { order: 2 }));
    expect(ids()).to.deep.equal(['one', 'two', 'three']);
    await say({ type: 'message-removed', id: 'two' });
    expect(ids()).to.deep.equal(['one', 'three']);
  });

  it('puts words of one author together, until somebody else speaks or five minutes pass', async () => {
    const { say, all } = await draw();
    const minute = 60_000;
    await say(
      said('a', '1', { createdAt: noon }),
      said('b', '2', { createdAt: noon + minute }),
      said('c', '3', { createdAt: noon + 7 * minute }),
      said('d', '4', { createdAt: noon + 7 * minute, author: 'user' }),
      said('e', '5', { createdAt: noon + 7 * minute, author: 'agent', name: 'Mara' }),
      said('f', '6', { createdAt: noon + 7 * minute, author: 'agent', name: 'Noor' }),
    );
    expect(all('chat-message[first]').map((each) => each.getAttribute('message-id'))).to.deep.equal([
      'a',
      'c',
      'd',
      'e',
      'f',
    ]);
  });

  it('names each day on which something was said, but for today where it is the only one', async () => {
    const { say, all } = await draw();
    const days = () => all('.day').map((each) => [words(each), each.nextElementSibling?.getAttribute('message-id')]);
    const today = Date.now();
    await say(said('e', '5', { createdAt: today, order: 5 }));
    expect(days()).to.deep.equal([]);
    await say(
      said('greeting', 'Hello', { order: 1 }),
      said('a', '1', { createdAt: noon, order: 2 }),
      said('timeless', '2', { order: 3 }),
      said('b', '3', { createdAt: noon + 1000, order: 4 }),
    );
    const named = dayName(noon, 'en');
    expect(days()).to.deep.equal([
      [named, 'a'],
      ['Today', 'e'],
    ]);
    await say(said('c', '4', { createdAt: noon + DAY, order: 4.5 }));
    expect(days()).to.deep.equal([
      [named, 'a'],
      [dayName(noon + DAY, 'en'), 'c'],
      ['Today', 'e'],
    ]);
  });

  it('says “Yesterday” of what was said today to who looks again after midnight', async () => {
    const { element, say, all } = await draw();
    await say(said('a', '1', { createdAt: noon - DAY }), said('b', '2', { createdAt: noon }));
    const days = () => all('.day').map(words);
    const { now } = Date;
    try {
      Date.now = () => noon + 1000;
      document.dispatchEvent(new Event('visibilitychange'));
      await element.updateComplete;
      expect(days()).to.deep.equal(['Yesterday', 'Today']);
      Date.now = () => noon + DAY;
      document.dispatchEvent(new Event('visibilitychange'));
      await element.updateComplete;
      expect(days()).to.deep.equal([dayName(noon - DAY, 'en'), 'Yesterday']);
    } finally {
      Date.now = now;
    }
  });

  it('names a new day after a line without a time, too', async () => {
    const { say, all } = await draw();
    await say(
      said('a', '1', { createdAt: noon }),
      { type: 'message-added', message: { ...system, parts: [{ type: 'notice', event: 'new-session' }] } },
      said('b', '2', { createdAt: noon + DAY }),
    );
    const days = all('.day').map((each) => each.nextElementSibling?.getAttribute('message-id'));
    expect(days).to.deep.equal(['a', 'b']);
  });

  it('draws fifty messages as they are, and has no window', async () => {
    const { say, ids, all } = await draw();
    await say(...Array.from({ length: 50 }, (_, i) => said(`m${i}`, `${i}`)));
    await waitUntil(() => ids().length === 50);
    expect(ids()).to.deep.equal(Array.from({ length: 50 }, (_, i) => `m${i}`));
    expect(all('.gap, .earlier')).to.have.length(0);
  });

  it('draws what comes at once from its end, a few messages in each frame, and stays at the end', async () => {
    const { chat, element, ids, left, all } = await draw();
    const first = all('chat-message');
    for (let i = 0; i < 40; i++) chat.receive(said(`m${i}`, `Number ${i}`));
    const counts = [first.length];
    while (counts.at(-1) !== 40) {
      await element.updateComplete;
      if (ids().length !== counts.at(-1)) counts.push(ids().length);
      expect(ids().at(-1)).to.equal(counts.length > 1 ? 'm39' : undefined);
      await nextFrame();
    }
    const steps = counts.slice(1).map((count, i) => count - (counts[i] ?? 0));
    expect(Math.max(...steps)).to.be.at.most(10);
    await waitUntil(() => left() <= 1);
  });

  it('draws what is said after the first in the order it is said, however much at once, and takes nothing away for it', async () => {
    const { chat, element, ids, all, say } = await draw();
    await say(said('first', 'Hello'));
    const [hello] = all('chat-message');
    for (let i = 0; i < 20; i++) chat.receive(said(`m${i}`, `Number ${i}`));
    await waitUntil(() => ids().length > 1);
    await element.updateComplete;
    expect(ids()).to.deep.equal(['first', ...Array.from({ length: 20 }, (_, i) => `m${i}`)]);
    expect(all('chat-message')[0]).to.equal(hello);
  });

  it('stays at the end while an answer streams', async () => {
    const { say, left } = await draw();
    await say(long('before'), { type: 'message-started', id: 's', author: 'bot' });
    await waitUntil(() => left() <= 1);
    for (let i = 0; i < 30; i++) await say({ type: 'text-delta', id: 's', delta: `\n\nParagraph ${i} of the answer.` });
    await waitUntil(() => left() <= 1, 'the end is in view');
  });

  it('leaves a visitor who scrolled up where they are, and leads back with a button', async () => {
    const { say, left, log, all, one } = await draw();
    await say(long('a'), long('b'), { type: 'message-started', id: 's', author: 'bot' });
    await waitUntil(() => left() <= 1);
    expect(all('[part=to-end]')).to.have.length(0);
    log.scrollTop = 40;
    await waitUntil(() => all('[part=to-end]').length === 1);
    for (let i = 0; i < 10; i++) await say({ type: 'text-delta', id: 's', delta: `\n\nParagraph ${i}` });
    expect(log.scrollTop).to.equal(40);
    const button = one('[part=to-end]');
    expect(button.getAttribute('aria-label')).to.equal('Go to the newest message');
    button.click();
    await waitUntil(() => left() <= 1);
    await waitUntil(() => all('[part=to-end]').length === 0);
  });

  it('was not scrolled away by being closed: it opens at the end, or where the visitor was', async () => {
    const { say, left, log, all, element } = await draw();
    await say(long('a'), long('b'));
    await waitUntil(() => left() <= 1);
    element.style.display = 'none';
    await settled();
    await say(long('c'));
    element.style.display = '';
    await waitUntil(() => left() <= 1);
    log.scrollTop = 40;
    await waitUntil(() => all('[part=to-end]').length === 1);
    element.style.display = 'none';
    await settled();
    await say(long('d'));
    element.style.display = '';
    await settled();
    expect(log.scrollTop).to.equal(40);
  });

  it('is at the end again after a move', async () => {
    const { say, left, element } = await draw();
    await say(long('a'), long('b'));
    await waitUntil(() => left() <= 1);
    const place = document.createElement('div');
    element.parentNode?.append(place);
    place.append(element);
    await waitUntil(() => left() <= 1);
    await say(long('c'));
    await waitUntil(() => left() <= 1);
  });

  it('does not follow where the page turned that off', async () => {
    const { say, log } = await draw({ settings: { autoScroll: false } });
    await say(long('a'), long('b'));
    await settled();
    expect(log.scrollTop).to.equal(0);
  });

  it('shows who types, and that an answer is awaited, but not while it streams', async () => {
    let answer = () => {};
    const answered = new Promise<void>((resolve) => (answer = resolve));
    const { say, all, one, chat } = await draw({ settings: { heading: 'Northwind' }, act: () => answered });
    chat.send({ text: 'question' });
    await settled();
    expect(one('[part=typing]').getAttribute('label')).to.equal('Answer on its way');
    await say({ type: 'message-started', id: 's', author: 'bot' });
    expect(all('[part=typing]')).to.have.length(0);
    answer();
    await say({ type: 'message-completed', id: 's' });
    const party = { id: 'p', author: 'agent', name: 'Mara' } as const;
    await say({ type: 'typing-changed', party, typing: true });
    expect(one('[part=typing]').getAttribute('label')).to.equal('Mara is typing');
    await say({ type: 'typing-changed', party, typing: false });
    expect(all('[part=typing]')).to.have.length(0);
  });

  it('shows that an answer is awaited until its last word, where it is not shown as it arrives', async () => {
    let answer = () => {};
    const answered = new Promise<void>((resolve) => (answer = resolve));
    const { say, all, chat } = await draw({ settings: { stream: false }, act: () => answered });
    chat.send({ text: 'question' });
    await say({ type: 'message-started', id: 's', author: 'bot' }, { type: 'text-delta', id: 's', delta: 'Half' });
    expect(all('[part=typing]')).to.have.length(1);
    answer();
    await say({ type: 'message-completed', id: 's' });
    await waitUntil(() => all('[part=typing]').length === 0);
  });

  it('keeps the place of whoever chose a quick reply by keyboard', async () => {
    const { say, one, all } = await draw();
    await say(said('a', 'Hello', { suggestions: [{ type: 'reply', label: 'Prices' }] }));
    one('[part=suggestion]').focus();
    await say(said('b', 'Prices', { author: 'user' }));
    expect(all('[part=suggestion]')).to.have.length(0);
    expect(one('[role=log]').matches(':focus')).to.equal(true);
  });

  it('does not draw again for a word of a message', async () => {
    const { say, element } = await draw();
    await say({ type: 'message-started', id: 's', author: 'bot' });
    let drawings = 0;
    const { requestUpdate } = element;
    element.requestUpdate = function (...change) {
      drawings++;
      requestUpdate.apply(this, change);
    };
    for (let i = 0; i < 100; i++) await Promise.resolve(say({ type: 'text-delta', id: 's', delta: 'word ' }));
    expect(drawings).to.equal(0);
    await say(said('next', 'order changed'));
    expect(drawings).to.be.greaterThan(0);
  });
});
