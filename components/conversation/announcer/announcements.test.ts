import { expect } from '@open-wc/testing';
import { ContextProvider } from '@lit/context';
import { html, LitElement } from 'lit';
import { waitUntil } from '../../../test/wait-until.js';
import { talkEnglish } from '../../../src/i18n/talk.en.js';
import { createStore } from '../../../src/core/store.js';
import { vocabularyFor } from '../../../src/i18n/vocabulary.js';
import type { ChatEvent } from '../../../src/protocol/events.js';
import { comfortsContext, type Comforts } from '../../foundation/comforts.js';
import { ChatController, ConfigController, StringsController } from '../../foundation/controllers/surroundings.js';
import { said, settled, staged, type StageOptions } from '../../foundation/fakes/stage.js';
import { nextFrame } from '../../foundation/frame.js';
import { loadKinds, textOf } from '../../parts/registry.js';
import '../../parts/kinds.js';
import { speakerOf } from '../speaker.js';
import { Announcements, type AnnouncerSurroundings } from './announcements.js';
import type { Saying } from './spoken.js';
import './announcer.js';

/** Time that goes on when it is told to. */
function clock() {
  let now = 1_000_000;
  const timers = new Map<() => void, number>();
  return {
    now: () => now,
    after(ms: number, callback: () => void) {
      const timer = () => callback();
      timers.set(timer, now + ms);
      return () => void timers.delete(timer);
    },
    /** How many wait for their time. */
    waiting: () => timers.size,
    async pass(ms: number) {
      for (const until = now + ms; now < until; now += 50)
        for (const [timer, at] of [...timers]) if (at <= now + 50 && timers.delete(timer)) timer();
      await settled();
    },
  };
}

class TestAnnouncer extends LitElement {
  readonly chat = new ChatController(this);
  readonly config = new ConfigController(this);
  readonly strings = new StringsController(this, talkEnglish);
  manner: Comforts['announce'];
  readonly heard: string[] = [];
  /** The same, piece by piece. */
  readonly sayings: Saying[] = [];
  readonly clock = clock();
  protected override firstUpdated(): void {
    const around: AnnouncerSurroundings = {
      chat: () => this.chat.value,
      words: () => this.strings.value,
      announce: () => this.manner,
      streams: () => true,
      textOf: (part) => {
        if (part.type === 'broken') throw new Error('Nobody can put this into words.');
        return textOf(part, this.strings.value);
      },
      loadKinds,
      speakerOf: (somebody) => speakerOf(somebody, this.strings.value, this.config.value),
      dollars: () => this.config.value?.mathDollar,
      say: (sayings) => {
        this.heard.push(sayings.map(([words]) => words).join(' '));
        this.sayings.push(...sayings);
      },
    };
    new Announcements(this, around, this.clock);
  }
  protected override render() {
    return html`<p>Here</p>`;
  }
}
customElements.define('test-announcements', TestAnnouncer);

const delta = (text: string, id = 's'): ChatEvent => ({ type: 'text-delta', id, delta: text });
const started: ChatEvent = { type: 'message-started', id: 's', author: 'bot' };
const completed: ChatEvent = { type: 'message-completed', id: 's' };
const lost: ChatEvent = { type: 'connection-changed', state: 'waiting', retryIn: 1_000 };
const connecting: ChatEvent = { type: 'connection-changed', state: 'connecting' };
const back: ChatEvent = { type: 'connection-changed', state: 'open' };

async function draw(manner?: Comforts['announce'], options: StageOptions = {}) {
  const stage = await staged<TestAnnouncer>(html`<test-announcements></test-announcements>`, {
    settings: { heading: 'Northwind' },
    ...options,
  });
  const { element } = stage;
  element.manner = manner;
  return {
    ...stage,
    clock: element.clock,
    /** What is heard from now on. */
    async hears(...events: readonly ChatEvent[]): Promise<readonly string[]> {
      const before = element.heard.length;
      for (const event of events) {
        await stage.say(event);
        await element.clock.pass(600);
      }
      return element.heard.slice(before);
    },
  };
}

describe('the announcements', () => {
  it('say who speaks and what, once it is complete, and never a token', async () => {
    const { hears } = await draw();
    expect(await hears(started, delta('Hello **there**. And'))).to.deep.equal([]);
    expect(await hears(completed)).to.deep.equal(['Northwind: Hello there. And']);
    expect(await hears(said('a', 'Hi.', { author: 'agent' }))).to.deep.equal(['Agent: Hi.']);
    expect(await hears(said('b', 'Ho.', { author: 'agent', name: 'Mara' }))).to.deep.equal(['Mara: Ho.']);
    expect(await hears(said('c', 'A line.', { author: 'system' }))).to.deep.equal(['A line.']);
  });

  it('speak each sentence once, as soon as it is finished, to those who chose that', async () => {
    const { hears } = await draw('all');
    expect(await hears(started, delta('It costs 3.5'), delta('0 euros.'))).to.deep.equal([]);
    expect(await hears(delta(' And **more'))).to.deep.equal(['Northwind: It costs 3.50 euros.']);
    expect(await hears(delta('**. The'), delta(' end'))).to.deep.equal(['And more.']);
    expect(await hears(completed)).to.deep.equal(['The end']);
    expect(await hears(said('m', 'Next. One.'))).to.deep.equal(['Northwind: Next. One.']);
  });

  it('are silent to those who chose that', async () => {
    const { hears, clock, chat } = await draw('off', { act: () => new Promise(() => undefined) });
    chat.send({ text: 'question' });
    await clock.pass(5_000);
    expect(await hears(started, delta('One. Two.'), completed, said('m', 'Hello.'))).to.deep.equal([]);
  });

  it('say how a longer answer begins, and that it goes on', async () => {
    const { hears } = await draw();
    const [text = ''] = await hears(said('m', 'A sentence with some words. '.repeat(40)));
    expect(text).to.have.length.lessThan(700);
    expect(text).to.match(/words\. The rest is in the conversation\.$/);
  });

  it('say of the visitor’s own words that they did not arrive and why, and that they did in the end', async () => {
    const { hears } = await draw();
    expect(await hears(said('m', 'My *question*', { author: 'user', delivery: 'pending' }))).to.deep.equal([]);
    const failed: ChatEvent = { type: 'delivery-changed', id: 'm', delivery: 'failed', reason: 'offline' };
    expect(await hears(failed)).to.deep.equal([
      'Not delivered: My *question*. You are offline. Your messages are kept.',
    ]);
    expect(await hears({ ...failed, delivery: 'pending' })).to.deep.equal([]);
    expect(await hears({ type: 'delivery-changed', id: 'm', delivery: 'delivered' })).to.deep.equal([
      'Delivered: My *question*',
    ]);
    expect(await hears({ type: 'delivery-changed', id: 'm', delivery: 'delivered' })).to.deep.equal([]);
  });

  it('say once that an answer is on its way, to those who have to wait', async () => {
    const { hears, clock, chat, element, say } = await draw(undefined, { act: () => new Promise(() => undefined) });
    chat.send({ text: 'question' });
    await clock.pass(1_900);
    expect(element.heard).to.deep.equal([]);
    await clock.pass(200);
    await clock.pass(100);
    expect(element.heard).to.deep.equal(['Answer on its way']);
    await say({ type: 'typing-changed', party: { id: 'a', author: 'agent', name: 'Mara' }, typing: true });
    await clock.pass(9_000);
    expect(element.heard).to.have.length(1);
    expect(await hears(said('m', 'Here.'))).to.deep.equal(['Northwind: Here.']);
    // The next question waits anew; who answers in time is not announced.
    await say(said('q', 'Another', { author: 'user' }));
    expect(await hears(said('n', 'There.'))).to.deep.equal(['Northwind: There.']);
  });

  it('name who writes', async () => {
    const { say, clock, element } = await draw();
    await say({ type: 'typing-changed', party: { id: 'a', author: 'agent', name: 'Mara' }, typing: true });
    await clock.pass(2_100);
    expect(element.heard).to.deep.equal(['Mara is typing']);
  });

  it('say what can be chosen, after what was said', async () => {
    const { hears } = await draw();
    const suggestions = ['Rooms', 'Prices'].map((label) => ({ type: 'reply', label }) as const);
    expect(await hears(said('m', 'Hello', { suggestions }))).to.deep.equal([
      'Northwind: Hello. Suggested replies: Rooms, Prices',
    ]);
  });

  it('say what comes at once in one go, and the same words twice', async () => {
    const { say, element, clock } = await draw();
    await say(said('a', 'One'));
    await clock.pass(50);
    await say(said('b', 'Two'), said('c', 'Three'));
    expect(element.heard).to.deep.equal(['Northwind: One']);
    await clock.pass(600);
    expect(element.heard).to.deep.equal(['Northwind: One', 'Northwind: Two. Northwind: Three']);
    // A backend that says the same message again has said nothing new; another one with the same words has.
    await clock.pass(600);
    await say(said('c', 'Three'));
    await clock.pass(600);
    expect(element.heard).to.have.length(2);
    await say(said('d', 'Three'));
    await clock.pass(600);
    expect(element.heard.at(-1)).to.equal('Northwind: Three');
  });

  it('put what is more than words into words, and let nothing pass it', async () => {
    const { say, element, clock } = await draw();
    const parts = [{ type: 'hologram', fallback: 'A room' }, { type: 'nothing' }];
    await say(said('m', '', { parts }));
    await waitUntil(async () => {
      await clock.pass(600);
      return element.heard.length > 0;
    });
    expect(element.heard).to.deep.equal(['Northwind: A room']);
    const carousel = { type: 'carousel', title: 'Rooms', items: [{ title: 'Garden room', description: 'a · b' }] };
    element.heard.length = 0;
    await say(said('n', '', { parts: [carousel] as never }), said('o', 'After it.'));
    await waitUntil(async () => {
      await clock.pass(600);
      return element.heard.join(' ').includes('After');
    });
    expect(element.heard.join(' ')).to.match(/Rooms\. Garden room: a, b.* After it\.$/);
  });

  it('go on after what nobody can put into words', async () => {
    const { say, element, clock } = await draw();
    await say(said('m', '', { parts: [{ type: 'broken' }] }), said('n', 'After it.'));
    await waitUntil(async () => {
      await clock.pass(600);
      return element.heard.length > 0;
    });
    expect(element.heard).to.deep.equal(['Northwind: After it.']);
  });

  it('say what others say in their language, and the rest in that of the interface', async () => {
    const { hears, element } = await draw('all');
    const sentence = 'こんにちは。';
    await hears(said('a', sentence.repeat(200), { language: 'ja' }));
    expect(element.sayings.splice(0)).to.deep.equal([
      ['Northwind:', undefined],
      [sentence.repeat(100), 'ja'],
      ['The rest is in the conversation.', undefined],
    ]);
    await hears({ ...started, language: 'ja' }, delta('はい。'), delta('で'));
    expect(element.sayings.splice(0)).to.deep.equal([
      ['Northwind:', undefined],
      ['はい。', 'ja'],
    ]);
    await hears({ type: 'message-interrupted', id: 's' });
    expect(element.sayings.splice(0)).to.deep.equal([
      ['で.', 'ja'],
      ['The answer was interrupted.', undefined],
    ]);
    await hears(said('r', 'はい。', { language: 'ja', suggestions: [{ type: 'reply', label: '部屋' }] }));
    expect(element.sayings.splice(0).slice(2)).to.deep.equal([
      ['Suggested replies:', undefined],
      ['部屋', 'ja'],
    ]);
    const failed = { author: 'user', delivery: 'failed', reason: 'offline', language: 'ja' } as const;
    await hears(said('q', '空いていますか？', failed));
    expect(element.sayings.splice(0)).to.deep.equal([
      ['Not delivered:', undefined],
      ['空いていますか？', 'ja'],
      ['You are offline. Your messages are kept.', undefined],
    ]);
  });

  it('say what the interface tells of the conversation in its language', async () => {
    const { say, element, clock } = await draw();
    const parts = [{ type: 'notice', event: 'ended' } as never];
    await say(said('m', '', { author: 'system', parts, language: 'ja' }));
    await waitUntil(async () => {
      await clock.pass(600);
      return element.heard.length > 0;
    });
    expect(element.sayings).to.deep.equal([['The conversation has ended.', undefined]]);
  });

  for (const manner of [undefined, 'off'] as const)
    it(`say once that the connection is back, as it was told that it was lost (${manner ?? 'final'})`, async () => {
      const { hears } = await draw(manner);
      expect(await hears(back)).to.deep.equal([]);
      expect(await hears(lost, connecting, lost)).to.deep.equal([]);
      expect(await hears(back)).to.deep.equal(['Connected.']);
      expect(await hears(back, connecting, back)).to.deep.equal([]);
      const over: ChatEvent = { type: 'connection-changed', state: 'closed', reason: 'unreachable' };
      expect(await hears(over, connecting, back)).to.deep.equal(['Connected.']);
    });

  it('say nothing of a connection that was lost for a moment, or while the chat was closed', async () => {
    const { hears, say, clock, element } = await draw();
    await say(lost);
    await clock.pass(300);
    expect(await hears(back)).to.deep.equal([]);
    element.style.display = 'none';
    for (let frames = 0; frames < 2; frames++) await nextFrame();
    expect(await hears(lost, back)).to.deep.equal([]);
    element.style.display = 'block';
    await say(said('m', 'Hello'));
    await waitUntil(async () => {
      await clock.pass(600);
      return element.heard.length > 0;
    });
    expect(element.heard).to.deep.equal(['Northwind: Hello']);
  });

  it('do not forget who waits for an answer over a connection that is back', async () => {
    const { hears, chat, clock, element } = await draw(undefined, { act: () => new Promise(() => undefined) });
    chat.send({ text: 'question' });
    await clock.pass(50);
    expect(await hears(lost, back)).to.deep.equal(['Connected.']);
    await clock.pass(2_100);
    expect(element.heard).to.deep.equal(['Connected.', 'Answer on its way']);
  });

  it('say nothing of a message without words', async () => {
    const { hears } = await draw();
    expect(await hears(said('m', '', { parts: [] }))).to.deep.equal([]);
  });

  it('say that an answer was broken off', async () => {
    const { hears } = await draw();
    expect(await hears(started, delta('It costs'), { type: 'message-interrupted', id: 's' })).to.deep.equal([
      'Northwind: It costs. The answer was interrupted.',
    ]);
  });

  it('keep what is said while the chat is closed until it can be heard', async () => {
    const { say, element, clock } = await draw();
    element.style.display = 'none';
    // The browser tells of it with a frame.
    for (let frames = 0; frames < 2; frames++) await nextFrame();
    await say(...Array.from({ length: 13 }, (_, i) => said(`m${i}`, `Number ${i}.`)));
    await clock.pass(600);
    expect(element.heard).to.deep.equal([]);
    element.style.display = 'block';
    await waitUntil(async () => {
      await clock.pass(100);
      return element.heard.length === 1;
    });
    expect(element.heard[0]).to.match(/^3 unread messages\. Northwind: Number 3\. .* Number 12\.$/);
  });

  it('say of very many that come at once the newest, and how many there were before them', async () => {
    const { say, element, clock } = await draw();
    await say(...Array.from({ length: 1_000 }, (_, i) => said(`m${i}`, `Number ${i}.`)));
    await waitUntil(async () => {
      await clock.pass(600);
      return element.heard.join(' ').includes('Number 999');
    });
    expect(element.heard).to.have.length(1);
    expect(element.heard[0]).to.match(/^990 unread messages\. Northwind: Number 990\. .* Northwind: Number 999\.$/);
    await say(said('n', 'One more.'));
    await clock.pass(600);
    expect(element.heard.at(-1)).to.equal('Northwind: One more.');
  });

  it('leave out no sentence of an answer, however fast it comes', async () => {
    const { say, element, clock } = await draw('all');
    await waitUntil(async () => {
      await say(said('before', 'Hello.'));
      await clock.pass(600);
      return element.heard.length > 0;
    });
    element.heard.length = 0;
    const sentences = Array.from({ length: 30 }, (_, i) => `Sentence x${i}.`);
    for (const event of [started, ...sentences.map((each) => delta(`${each} `)), completed]) await say(event);
    await clock.pass(600);
    await clock.pass(600);
    expect(element.heard.join(' ')).to.equal(`Northwind: ${sentences.join(' ')}`);
  });

  it('say what became of the words of a visitor, however much came after them', async () => {
    const { say, element, clock, chat } = await draw(undefined, { act: () => new Promise(() => undefined) });
    const id = chat.send({ text: 'Is there room?' });
    const others = Array.from({ length: 12 }, (_, i) => said(`m${i}`, `Number ${i}.`));
    await say({ type: 'delivery-changed', id, delivery: 'failed', reason: 'offline' }, ...others);
    await waitUntil(async () => {
      await clock.pass(600);
      return element.heard.join(' ').includes('Number 11');
    });
    expect(element.heard.join(' ')).to.match(
      /^2 unread messages\. Not delivered: Is there room\? You are offline\. Your messages are kept\. Northwind: Number 2\. /,
    );
  });

  it('count messages, and not what they offer', async () => {
    const { say, element, clock } = await draw();
    const suggestions = [{ type: 'reply', label: 'Yes' }] as const;
    for (let i = 0; i < 10; i++) await say(said(`m${i}`, `Number ${i}.`, { suggestions }));
    await waitUntil(async () => {
      await clock.pass(600);
      return element.heard.join(' ').includes('Number 9');
    });
    expect(element.heard.join(' ')).to.match(/^Northwind: Number 0\./);
  });

  it('part what is listed, and what follows each other, as the language of the interface does', async () => {
    const { hears } = await draw(undefined, { strings: await vocabularyFor(['ja']) });
    const suggestions = ['部屋', '料金'].map((label) => ({ type: 'reply', label }) as const);
    expect(await hears(said('m', '| 部屋 | 料金 |\n|:--|--:|\n| 庭 · 海 | 118 |', { suggestions }))).to.deep.equal([
      'Northwind: 表。 部屋、料金。 庭、海、118。 返信の候補: 部屋、料金',
    ]);
  });

  it('are silent when their element has gone, and do not repeat themselves when it is back', async () => {
    const { element, chat, clock, hears } = await draw();
    expect(await hears(said('m', 'Hello.'))).to.deep.equal(['Northwind: Hello.']);
    const place = element.parentNode;
    element.remove();
    chat.receive(said('n', 'Nobody hears this.'));
    await clock.pass(600);
    expect(element.heard).to.have.length(1);
    chat.receive({ type: 'message-removed', id: 'n' });
    place?.append(element);
    await clock.pass(600);
    expect(element.heard).to.have.length(1);
  });

  it('leave no timer behind when their element goes before they spoke, and speak when it is back', async () => {
    const { element, chat, clock } = await draw();
    const place = element.parentNode;
    chat.receive(said('m', 'Hello.'));
    await waitUntil(() => clock.waiting() === 1);
    element.remove();
    expect(clock.waiting()).to.equal(0);
    place?.append(element);
    await settled();
    chat.receive(said('n', 'Again.'));
    await waitUntil(async () => {
      await clock.pass(600);
      return element.heard.join(' ') === 'Northwind: Hello. Northwind: Again.';
    });
  });

  it('do not read again what an earlier page has read', async () => {
    const { element, chat, clock, hears } = await draw();
    const place = element.parentNode;
    element.remove();
    chat.receive(said('old', 'Of yesterday.', { createdAt: 1_000 }));
    place?.append(element);
    await clock.pass(600);
    expect(await hears()).to.deep.equal([]);
    expect(element.heard).to.deep.equal([]);
  });
});

describe('<chat-announcer>', () => {
  it('reads no sentence out before it is shown, where answers are shown when they are complete', async () => {
    for (const stream of [true, false]) {
      const { element, say } = await staged(html`<div></div>`, { settings: { stream } });
      new ContextProvider(element, {
        context: comfortsContext,
        initialValue: createStore<Comforts>({ announce: 'all' }),
      });
      const announcer = document.createElement('chat-announcer');
      element.append(announcer);
      const heard: string[] = [];
      await announcer.updateComplete;
      const region = announcer.renderRoot.querySelector('[part=announcer]') as HTMLElement;
      new MutationObserver(() => heard.push(region.textContent ?? '')).observe(region, {
        characterData: true,
        childList: true,
        subtree: true,
      });
      await say(said('first', 'It hears.'));
      await waitUntil(() => heard.length > 0);
      await say(
        { type: 'message-started', id: 's', author: 'bot' },
        { type: 'text-delta', id: 's', delta: 'One sentence is said. And another begins' },
      );
      if (stream) await waitUntil(() => heard.some((words) => words.includes('One sentence is said.')));
      await say({ type: 'text-delta', id: 's', delta: ' here.' }, { type: 'message-completed', id: 's' });
      await waitUntil(() => heard.some((words) => words.includes('begins here.')));
      const together = heard.some((words) => words.includes('One sentence is said. And another'));
      expect(together).to.equal(!stream);
    }
  });

  it('has one polite live region, which is there before there is anything to say', async () => {
    const { one, say } = await staged(html`<chat-announcer></chat-announcer>`, { settings: { heading: 'Northwind' } });
    const region = one('[part=announcer]');
    expect(region.getAttribute('aria-live')).to.equal('polite');
    expect(region.getAttribute('aria-atomic')).to.equal('true');
    expect(region.textContent).to.equal('');
    await say(said('a', 'Hello'));
    await waitUntil(() => region.textContent === 'Northwind: Hello');
  });

  for (const language of [undefined, 'it'])
    it(`changes when the same words are said again (${language ?? 'in the language of the interface'})`, async () => {
      const { one, say } = await staged(html`<chat-announcer></chat-announcer>`, {
        settings: { heading: 'Northwind' },
      });
      const region = one('[part=announcer]');
      const more = language ? { language } : {};
      await say(said('a', 'Hello', more));
      await waitUntil(() => region.textContent?.trim() === 'Northwind: Hello');
      let changes = 0;
      const watch = new MutationObserver(() => changes++);
      watch.observe(region, { characterData: true, childList: true, subtree: true });
      await say(said('b', 'Hello', more));
      await waitUntil(() => changes > 0);
      watch.disconnect();
      expect(region.textContent?.trim()).to.equal('Northwind: Hello');
    });

  it('marks what is in another language, all at once, and what follows is plain again', async () => {
    const { one, all, say } = await staged(html`<chat-announcer></chat-announcer>`, {
      settings: { heading: 'Northwind' },
    });
    const region = one('[part=announcer]');
    await say(said('a', 'مرحبا', { language: 'ar' }));
    await waitUntil(() => region.textContent?.trim() === 'Northwind: مرحبا');
    expect(region.children).to.have.length(1);
    const marked = one('[lang]');
    expect([marked.lang, marked.textContent, marked.matches(':dir(rtl)')]).to.deep.equal(['ar', 'مرحبا', true]);
    await say(said('b', 'Hello'));
    await waitUntil(() => region.textContent === 'Northwind: Hello');
    expect(all('[lang]')).to.have.length(0);
  });
});
