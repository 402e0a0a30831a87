import { expect } from '@open-wc/testing';
import { waitUntil } from '../../test/wait-until.js';
import { resolveConfig } from '../../src/config/resolve.js';
import { createChat } from '../../src/core/chat.js';
import { createStore } from '../../src/core/store.js';
import { countUnread } from '../../src/core/unread.js';
import { german } from '../../src/i18n/languages/de.js';
import { launcherEnglish } from '../../src/i18n/launcher.en.js';
import type { Vocabulary } from '../../src/i18n/strings.js';
import type { Message } from '../../src/protocol/message.js';
import type { Comforts } from '../foundation/comforts.js';
import { said, settled } from '../foundation/fakes/stage.js';
import type { SoundSeams } from './arrival-sound.js';
import { browserSounds, soundOnce } from './arrival-sound.js';
import { whileAway } from './away.js';
import { notify } from './notify.js';
import { createTitleNotice } from './title-notice.js';

const before = document.title;
let stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops) stop();
  stops = [];
  document.title = before;
});

function setUp(settings: Readonly<Record<string, unknown>> = {}, chosen: Comforts = {}) {
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'open' });
  root.innerHTML = '<div class="frame"></div>';
  document.body.append(host);
  const unread = createStore(0);
  const config = createStore(resolveConfig({ properties: settings }));
  const comforts = createStore(chosen);
  const strings = createStore<Vocabulary>(launcherEnglish);
  const sounds: string[] = [];
  const due: (() => void)[] = [];
  const stop = whileAway({
    host,
    chat: { messages: () => [] },
    unread,
    config,
    comforts,
    scope: 'scope',
    words: strings,
    sounds: {
      used: () => true,
      makeAudio: (url) => ({ play: async () => void sounds.push(url) }),
      alone: async (name) => void sounds.push(name),
    },
    after(_, callback) {
      due.push(callback);
      return () => due.splice(due.indexOf(callback), 1);
    },
  });
  stops.push(stop, () => host.remove());
  return {
    unread,
    config,
    comforts,
    strings,
    sounds,
    stop,
    isFramed: () => root.querySelector('[role=status]')?.parentElement?.className === 'frame',
    said: () => root.querySelector('[role=status]')?.textContent,
    /** The moment passes in which another tab may have read it. */
    pass: () => due.splice(0).forEach((callback) => callback()),
  };
}

describe('a chat that is closed', () => {
  it('says what is unread to screen readers, and nothing that was read meanwhile', () => {
    const { unread, said, pass } = setUp();
    unread.set(2);
    expect(said()).to.equal('');
    pass();
    expect(said()).to.equal('2 unread messages');
    unread.set(0);
    expect(said()).to.equal('');
    unread.set(1);
    unread.set(0);
    pass();
    expect(said()).to.equal('');
  });

  it('says it where its language and direction are, and where the settings change meanwhile, too', () => {
    const { unread, config, said, pass, isFramed } = setUp();
    expect(isFramed()).to.equal(true);
    unread.set(2);
    config.set(resolveConfig({ properties: { heading: 'Northwind' } }));
    pass();
    expect(said()).to.equal('2 unread messages');
  });

  it('counts in the title in the words of now', () => {
    document.title = 'A shop';
    const { unread, strings } = setUp({ titleNotice: true });
    unread.set(1);
    strings.set({ ...launcherEnglish, 'away.title': ({ count, title }) => `${title} – ${count} neu` });
    expect(document.title).to.equal('A shop – 1 neu');
  });

  it('is silent to a visitor who wants no announcements', () => {
    const { unread, said, pass } = setUp({}, { announce: 'off' });
    unread.set(1);
    pass();
    expect(said()).to.equal('');
  });

  it('leaves the title of the page alone, unless it was asked to change it', () => {
    document.title = 'A shop';
    const { unread } = setUp();
    unread.set(3);
    expect(document.title).to.equal('A shop');
  });

  it('counts in the title, and gives it back', () => {
    document.title = 'A shop';
    const { unread, stop } = setUp({ titleNotice: true });
    unread.set(1);
    expect(document.title).to.equal('(1) A shop');
    unread.set(2);
    expect(document.title).to.equal('(2) A shop');
    unread.set(0);
    expect(document.title).to.equal('A shop');
    unread.set(1);
    stop();
    expect(document.title).to.equal('A shop');
  });

  it('sounds where the page or the visitor want it; the visitor wins', () => {
    const rows: readonly [boolean, Comforts, number][] = [
      [false, {}, 0],
      [true, {}, 1],
      [true, { sound: false }, 0],
      [false, { sound: true }, 1],
    ];
    for (const [sound, chosen, count] of rows) {
      const { unread, sounds, pass } = setUp({ sound }, chosen);
      unread.set(1);
      pass();
      expect(sounds, JSON.stringify([sound, chosen])).to.deep.equal(count ? ['scope/sound'] : []);
      unread.set(0);
      pass();
      expect(sounds).to.have.length(count);
    }
  });
});

describe('a title', () => {
  it('comes back to the letter, blanks and all', () => {
    const title = document.head.querySelector('title') ?? document.head.appendChild(document.createElement('title'));
    title.textContent = '  A \n shop ';
    const notice = createTitleNotice(document);
    notice.show(1, (count, own) => `(${count}) ${own}`);
    expect(document.title).to.match(/^\(1\) A\s+shop$/);
    notice.clear();
    expect(title.textContent).to.equal('  A \n shop ');
  });

  it('that the page changes meanwhile is noticed in the new one, which is what comes back', async () => {
    document.title = 'One';
    const notice = createTitleNotice(document);
    stops.push(() => notice.clear());
    notice.show(1, (count, own) => `(${count}) ${own}`);
    document.title = 'Two';
    await waitUntil(() => document.title === '(1) Two');
    notice.clear();
    expect(document.title).to.equal('Two');
    document.title = 'Three';
    await settled();
    expect(document.title).to.equal('Three');
  });

  it('counts what two widgets of one page have, and comes back when both are read', async () => {
    document.title = 'Shop';
    const [sales, support] = [createTitleNotice(document), createTitleNotice(document)];
    stops.push(sales.clear, support.clear);
    sales.show(1, (count, own) => `(${count}) ${own}`);
    support.show(2, (count, own) => `(${count} neu) ${own}`);
    expect(document.title).to.equal('(3 neu) Shop');
    // Whoever watches the title has seen it by then.
    await settled();
    expect(document.title).to.equal('(3 neu) Shop');
    document.title = 'Cart';
    await waitUntil(() => document.title.endsWith(') Cart'));
    await settled();
    expect(document.title).to.match(/^\(3( neu)?\) Cart$/);
    support.clear();
    expect(document.title).to.equal('(1) Cart');
    sales.clear();
    expect(document.title).to.equal('Cart');
    document.title = 'Shop';
    await settled();
    expect(document.title).to.equal('Shop');
  });

  it('is not taken for the page’s own by another copy of the code', async () => {
    // As a second bundle brings it: the same words, a module of its own.
    const copy = (await import(`./title-notice.ts?copy=${'second'}`)) as {
      createTitleNotice: typeof createTitleNotice;
    };
    document.title = 'Shop';
    const [ours, theirs] = [createTitleNotice(document), copy.createTitleNotice(document)];
    stops.push(ours.clear, theirs.clear);
    ours.show(1, (count, own) => `(${count}) ${own}`);
    theirs.show(1, (count, own) => `(${count}) ${own}`);
    await settled();
    expect(document.title).to.equal('(2) Shop');
    ours.clear();
    theirs.clear();
    expect(document.title).to.equal('Shop');
  });
});

describe('a sound', () => {
  const seams = (more: Partial<SoundSeams>, played: string[]): SoundSeams => ({
    used: () => true,
    makeAudio: (url) => ({ play: async () => void played.push(url) }),
    alone: (_, deed) => deed(),
    ...more,
  });

  it('is the page’s own file, or nothing before the visitor used the page', async () => {
    const played: string[] = [];
    await soundOnce('x', 'a.mp3', seams({}, played));
    expect(played).to.deep.equal(['a.mp3']);
    await soundOnce('x', 'b.mp3', seams({ used: () => false }, played));
    expect(played).to.deep.equal(['a.mp3']);
  });

  it('is a chime without a file, and whatever fails is silence', async () => {
    const played: string[] = [];
    let closed = 0;
    let resume = async (): Promise<void> => undefined;
    const makeContext = () => {
      const context = new AudioContext();
      const { close } = context;
      context.resume = resume;
      context.close = () => {
        closed++;
        return close.call(context);
      };
      const { createOscillator } = context;
      context.createOscillator = () => {
        played.push('note');
        return createOscillator.call(context);
      };
      return context;
    };
    await soundOnce('x', undefined, seams({ makeContext }, played));
    expect(played).to.deep.equal(['note', 'note']);
    expect(closed).to.equal(1);
    resume = () => new Promise<never>(() => undefined);
    await soundOnce('x', undefined, seams({ makeContext }, played));
    expect([played.length, closed], 'a browser that never lets it sound holds up nobody').to.deep.equal([2, 2]);
    await soundOnce(
      'x',
      'gone.mp3',
      seams({ makeAudio: () => ({ play: () => Promise.reject(new Error('no')) }) }, played),
    );
  });
});

describe('the browser’s own sounds', () => {
  it('are made by one of those who ask in the same moment', async () => {
    const done: string[] = [];
    let end = (): void => undefined;
    const over = new Promise<void>((resolve) => (end = resolve));
    const one = browserSounds.alone('a test of sounds', async () => {
      done.push('one');
      await over;
    });
    await waitUntil(() => done.length === 1);
    await browserSounds.alone('a test of sounds', async () => void done.push('other'));
    expect(done).to.deep.equal(['one']);
    end();
    await one;
    await browserSounds.alone('a test of sounds', async () => void done.push('later'));
    expect(done).to.deep.equal(['one', 'later']);
  });
});

describe('a message that comes while the chat is closed', () => {
  function closed(settings: Readonly<Record<string, unknown>> = {}, chosen: Comforts = {}) {
    const host = document.createElement('div');
    const root = host.attachShadow({ mode: 'open' });
    root.innerHTML = '<div class="frame"><button part="launcher">Chat</button></div>';
    const launcher = root.querySelector('button') as HTMLButtonElement;
    let opened = 0;
    launcher.addEventListener('click', () => opened++);
    document.body.append(host);
    const chat = createChat({
      transport: { open: async () => undefined, send: async () => undefined, close: async () => undefined },
      session: { id: 's', userId: 'u', startedAt: 0 },
    });
    const { count, setSeen, dispose } = countUnread(chat);
    const strings = createStore<Vocabulary>(launcherEnglish);
    const stop = whileAway({
      host,
      chat,
      unread: count,
      config: createStore(resolveConfig({ properties: settings })),
      comforts: createStore(chosen),
      scope: 'scope',
      words: strings,
      after(_, callback) {
        callback();
        return () => undefined;
      },
    });
    stops.push(stop, dispose, () => host.remove());
    const peek = () => root.querySelector('chat-peek');
    const within = <E extends HTMLElement>(selector: string) => peek()?.shadowRoot?.querySelector<E>(selector);
    return {
      host,
      root,
      chat,
      strings,
      setSeen,
      stop,
      launcher,
      peek,
      within,
      opened: () => opened,
      words: () => [within('.name')?.textContent, within('.text')?.textContent],
      region: () => root.querySelector('[role=status]')?.textContent,
      hear: async (id: string, text: string, more: Partial<Message> = {}) => {
        chat.receive(said(id, text, more));
        await settled();
      },
    };
  }

  it('stands beside the launcher in plain words, with who says it', async () => {
    const { hear, words, within, region, peek } = closed({ heading: 'Northwind' });
    await hear('a', '**Two** rooms are [free](https://example.com).');
    expect(words()).to.deep.equal(['Northwind', 'Two rooms are free.']);
    expect(within('[role=status]')?.textContent).to.equal('NorthwindTwo rooms are free.');
    expect(region(), 'it is not said twice').to.equal('');
    const first = peek();
    await hear('b', 'Hello', { author: 'agent', name: 'Ana\u202e' });
    expect(words()).to.deep.equal(['Ana', 'Hello']);
    expect(peek()).to.equal(first);
  });

  it('says at least that there is one, where it has no words', async () => {
    const { hear, words } = closed();
    await hear('a', '', { parts: [] });
    expect(words()).to.deep.equal(['', 'New message']);
  });

  it('is said in the language of the message, and the words of the interface in its own', async () => {
    const { hear, within } = closed();
    await hear('a', 'Buongiorno', { language: 'it' });
    expect(within('.text')?.lang).to.equal('it');
    await hear('b', '', { parts: [], language: 'it' });
    expect(within('.text')?.hasAttribute('lang')).to.equal(false);
  });

  it('is in another language once that is spoken, but for what was said and heard', async () => {
    const { hear, strings, words, within } = closed();
    await hear('a', '', { parts: [] });
    strings.set({ ...launcherEnglish, ...german });
    await settled();
    expect(words()).to.deep.equal(['', german['away.notice']]);
    expect(within('.read')?.title).to.equal(german['away.open']);
    expect(within('.dismiss')?.getAttribute('aria-label')).to.equal(german['away.dismiss']);
    expect(within('[role=status]'), 'it is not read out again').to.equal(null);
    await hear('b', 'Zwei Zimmer');
    expect(words()).to.deep.equal(['', 'Zwei Zimmer']);
    expect(within('[role=status]')?.textContent).to.equal('Zwei Zimmer');
    within('.dismiss')?.click();
    strings.set(launcherEnglish);
    expect(words(), 'what is gone stays away').to.deep.equal([undefined, undefined]);
  });

  it('is counted and no more where the page wants that, and silent where the visitor does', async () => {
    const counted = closed({ messagePeek: false });
    await counted.hear('a', 'Hello');
    expect(counted.peek()).to.equal(null);
    expect(counted.region()).to.equal('1 unread message');
    const silent = closed({}, { announce: 'off' });
    await silent.hear('a', 'Hello');
    expect(silent.words()).to.deep.equal(['', 'Hello']);
    expect(silent.within('[role=status]')).to.equal(null);
    expect(silent.region()).to.equal('');
  });

  it('goes when it is dismissed, read, or nobody listens any more; the next one comes', async () => {
    const { hear, within, peek, setSeen, stop } = closed();
    await hear('a', 'One');
    within('.dismiss')?.click();
    expect(peek()).to.equal(null);
    await hear('b', 'Two');
    expect(peek()).to.not.equal(null);
    setSeen(true);
    expect(peek()).to.equal(null);
    setSeen(false);
    await hear('c', 'Three');
    stop();
    expect(peek()).to.equal(null);
  });

  it('is the launcher where it is pressed; an open chat has none', async () => {
    const { host, hear, within, peek, opened } = closed();
    await hear('a', 'One');
    within('.read')?.click();
    expect(opened()).to.equal(1);
    expect(peek()).to.equal(null);
    host.setAttribute('open', '');
    await hear('b', 'Two');
    expect(peek()).to.equal(null);
  });

  it('may be the page’s own, once for each id', async () => {
    const { chat, words, within, peek } = closed();
    await notify(chat, { id: 'a', text: 'Hello <b>you</b>' });
    await settled();
    expect(words()).to.deep.equal(['', 'Hello <b>you</b>']);
    expect(chat.messages().map(({ id }) => id)).to.deep.equal(['a']);
    within('.dismiss')?.click();
    expect(await notify(chat, { id: 'a', text: 'Again' })).to.equal('a');
    await settled();
    expect(peek()).to.equal(null);
    expect(chat.messages()).to.have.length(1);
    await notify(chat, { text: 'More' });
    expect(chat.messages()).to.have.length(2);
  });
});
