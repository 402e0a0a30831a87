import { expect } from '@open-wc/testing';
import { waitUntil } from '../../test/wait-until.js';
import { resolveConfig } from '../../src/config/resolve.js';
import { createChat } from '../../src/core/chat.js';
import { createStore } from '../../src/core/store.js';
import { launcherEnglish } from '../../src/i18n/launcher.en.js';
import type { Comforts } from '../foundation/comforts.js';
import { press, settled } from '../foundation/fakes/stage.js';
import type { SoundSeams } from './arrival-sound.js';
import { soundOnce } from './arrival-sound.js';
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
  document.body.append(host);
  const unread = createStore(0);
  const config = createStore(resolveConfig({ properties: settings }));
  const comforts = createStore(chosen);
  const sounds: string[] = [];
  const due: (() => void)[] = [];
  const stop = whileAway({
    host,
    unread,
    config,
    comforts,
    scope: 'scope',
    strings: () => launcherEnglish,
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
    sounds,
    stop,
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
    notice.show((own) => `(1) ${own}`);
    expect(document.title).to.match(/^\(1\) A\s+shop$/);
    notice.clear();
    expect(title.textContent).to.equal('  A \n shop ');
  });

  it('that the page changes meanwhile is noticed in the new one, which is what comes back', async () => {
    document.title = 'One';
    const notice = createTitleNotice(document);
    stops.push(() => notice.clear());
    notice.show((own) => `(1) ${own}`);
    document.title = 'Two';
    await waitUntil(() => document.title === '(1) Two');
    notice.clear();
    expect(document.title).to.equal('Two');
    document.title = 'Three';
    await settled();
    expect(document.title).to.equal('Three');
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
    const makeContext = () => {
      const context = new AudioContext();
      const { close } = context;
      context.resume = async () => undefined;
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
    await soundOnce(
      'x',
      'gone.mp3',
      seams({ makeAudio: () => ({ play: () => Promise.reject(new Error('no')) }) }, played),
    );
  });
});

describe('a note of the page', () => {
  function widget() {
    const host = document.createElement('div');
    const root = host.attachShadow({ mode: 'open' });
    root.innerHTML = '<div class="frame"><button part="launcher">Chat</button></div>';
    document.body.append(host);
    stops.push(() => host.remove());
    const chat = createChat({
      transport: { open: async () => undefined, send: async () => undefined, close: async () => undefined },
      session: { id: 's', userId: 'u', startedAt: 0 },
    });
    let opened = 0;
    const open = async () => {
      opened++;
      host.setAttribute('open', '');
      host.dispatchEvent(new Event('chat-opened'));
    };
    const notes = () => [...root.querySelectorAll<HTMLElement>('[part=notification]')];
    return { host: Object.assign(host, { open }), root, chat, notes, opened: () => opened };
  }

  it('stands beside the launcher once for each id, and is a message', async () => {
    const { host, chat, notes } = widget();
    await notify(host, chat, { id: 'a', text: 'Hello <b>you</b>' });
    await settled();
    expect(notes()[0]?.getAttribute('role')).to.equal('status');
    expect(notes()[0]?.querySelector('button')?.textContent).to.equal('Hello <b>you</b>');
    expect(chat.messages().map(({ id }) => id)).to.deep.equal(['a']);
    notes()[0]?.querySelector<HTMLElement>('[aria-label=Dismiss]')?.click();
    expect(notes()).to.have.length(0);
    await notify(host, chat, { id: 'a', text: 'Again' });
    expect(notes()).to.have.length(0);
    expect(chat.messages()).to.have.length(1);
    await notify(host, chat, { text: 'One' });
    await notify(host, chat, { text: 'Two' });
    await settled();
    expect(notes().map(({ textContent }) => textContent)).to.deep.equal(['Two✕']);
  });

  it('leads into the chat, and goes when it is open; an open chat needs none', async () => {
    const { host, chat, notes, opened } = widget();
    await notify(host, chat, { text: 'Hello' });
    await settled();
    notes()[0]?.querySelector('button')?.click();
    expect(opened()).to.equal(1);
    expect(notes()).to.have.length(0);
    await notify(host, chat, { text: 'More' });
    expect(notes()).to.have.length(0);
    expect(chat.messages()).to.have.length(2);
  });

  it('is left with Escape, and the focus goes to the launcher', async () => {
    const { host, root, chat, notes } = widget();
    await notify(host, chat, { text: 'Hello' });
    await settled();
    const button = notes()[0]?.querySelector('button') as HTMLButtonElement;
    button.focus();
    press(button, 'Escape');
    expect(notes()).to.have.length(0);
    expect(root.activeElement?.getAttribute('part')).to.equal('launcher');
  });
});
