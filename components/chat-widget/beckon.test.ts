import { expect } from '@open-wc/testing';
import { waitUntil } from '../../test/wait-until.js';
import { resolveConfig } from '../../src/config/resolve.js';
import { createStore, type Store } from '../../src/core/store.js';
import { german } from '../../src/i18n/languages/de.js';
import { launcherEnglish } from '../../src/i18n/launcher.en.js';
import type { Vocabulary } from '../../src/i18n/strings.js';
import { settled } from '../foundation/fakes/stage.js';
import { beckon, type BeckonSeams, type Beckoning } from './beckon.js';

let stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops) stop();
  stops = [];
});

/** A closed widget on a page, and a clock that goes when the test says so. */
function closed(settings: Readonly<Record<string, unknown>>, given: { done?: Set<string>; phone?: boolean } = {}) {
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'open' });
  root.innerHTML = '<div class="frame"><button part="launcher">Chat</button></div>';
  document.body.append(host);
  stops.push(() => host.remove());
  const lines: string[] = [];
  const timers: { readonly ms: number; readonly callback: () => void }[] = [];
  let most = 0;
  let opened = 0;
  const state = { config: resolveConfig({ properties: settings }) };
  const widget = Object.defineProperties(
    Object.assign(host, {
      words: createStore<Vocabulary>(launcherEnglish),
      async open() {
        opened++;
        host.setAttribute('open', '');
        host.dispatchEvent(new Event('chat-opened'));
      },
    }),
    { config: { get: () => state.config } },
  ) as unknown as Beckoning;
  const seams: BeckonSeams = {
    done: given.done ?? new Set(),
    warn: (line) => lines.push(line),
    page: {
      innerWidth: given.phone ? 390 : 1280,
      location: new URL('https://shop.example/pricing'),
      matchMedia: () => ({ matches: given.phone ?? false }),
    },
    after(ms, callback) {
      const timer = { ms, callback };
      timers.push(timer);
      most = Math.max(most, timers.length);
      return () => {
        const at = timers.indexOf(timer);
        if (at >= 0) timers.splice(at, 1);
      };
    },
  };
  const peek = () => root.querySelector('chat-peek');
  const begin = () => beckon(widget, seams);
  begin();
  return {
    widget,
    root,
    lines,
    timers,
    begin,
    peek,
    text: () => peek()?.shadowRoot?.querySelector('.text')?.textContent,
    most: () => most,
    opened: () => opened,
    waits: () => timers.map(({ ms }) => ms),
    say: (next: Readonly<Record<string, unknown>>) => {
      state.config = resolveConfig({ properties: next });
      begin();
    },
    /** The next thing that is due happens. */
    pass: () => timers.shift()?.callback(),
    hasPeek: async () => {
      await waitUntil(() => peek()?.hasAttribute('shown'), 'a peek');
    },
  };
}

describe('a closed chat that invites', () => {
  it('does so in the language that is spoken now', async () => {
    const { widget, pass, hasPeek, text, peek } = closed({ peek: { text: 'Fragen?', delay: 9 } });
    pass();
    await hasPeek();
    const words = widget.words as Store<Vocabulary>;
    words.set({ ...launcherEnglish, ...german });
    const within = (selector: string) => peek()?.shadowRoot?.querySelector<HTMLElement>(selector);
    expect(within('.read')?.title).to.equal(german['away.open']);
    expect(within('.dismiss')?.getAttribute('aria-label')).to.equal(german['away.dismiss']);
    expect(text(), 'the words of the page stay').to.equal('Fragen?');
    expect(within('[role=status]'), 'it is not read out again').to.equal(null);
    within('.dismiss')?.click();
    words.set(launcherEnglish);
    await settled();
    expect(peek()).to.equal(null);
  });

  it('does so once in a visit, after its time, in the words of the setting', async () => {
    const done = new Set<string>();
    const { waits, pass, hasPeek, text, peek, timers } = closed({ peek: { text: 'Questions?', delay: 9 } }, { done });
    expect(waits()).to.deep.equal([9]);
    expect(peek()).to.equal(null);
    pass();
    await hasPeek();
    expect(text()).to.equal('Questions?');
    expect(timers).to.have.length(0);
    expect(closed({ peek: { text: 'Questions?', delay: 9 } }, { done }).timers).to.have.length(0);
    expect(closed({ peek: 'Something else?' }, { done }).timers).to.have.length(1);
  });

  it('shows the first message of the bot, without its marks', async () => {
    const { pass, hasPeek, text } = closed({ initial: '**Hello!** How can I help?' });
    pass();
    await hasPeek();
    expect(text()).to.equal('Hello! How can I help?');
  });

  it('says who says it, by its best name', async () => {
    const { pass, hasPeek, peek } = closed({ peek: 'Hi', heading: 'Northwind', assistantName: 'Nora' });
    pass();
    await hasPeek();
    expect(peek()?.shadowRoot?.querySelector('.name')?.textContent).to.equal('Nora');
  });

  it('goes after its time, but not from under the hands of a visitor', async () => {
    const { root, waits, pass, hasPeek, peek } = closed({ peek: { text: 'Questions?', delay: 0, timeout: 7 } });
    pass();
    await hasPeek();
    expect(waits()).to.deep.equal([7]);
    peek()?.shadowRoot?.querySelector('button')?.focus();
    pass();
    expect(peek()).to.not.equal(null);
    expect(waits()).to.have.length(1);
    root.querySelector<HTMLElement>('[part=launcher]')?.focus();
    pass();
    expect(peek()).to.equal(null);
    expect(waits()).to.deep.equal([]);
  });

  it('does not when the chat was opened before, and not again when it is closed', async () => {
    const done = new Set<string>();
    const { widget, timers } = closed({ peek: 'Questions?' }, { done });
    await widget.open();
    expect(timers).to.have.length(0);
    expect(closed({ peek: 'Questions?' }, { done }).timers).to.have.length(0);
  });

  it('does nothing unseen: where the chat is being opened, hidden or gone', async () => {
    for (const leave of [
      (widget: HTMLElement) => widget.setAttribute('open', ''),
      (widget: HTMLElement) => (widget.hidden = true),
      (widget: HTMLElement) => widget.remove(),
    ]) {
      const { widget, pass, peek, opened } = closed({ peek: 'Questions?', autoOpen: { after: 9_000 } });
      leave(widget);
      pass();
      pass();
      await settled();
      expect([peek(), opened()]).to.deep.equal([null, 0]);
    }
  });

  it('follows settings that change, and begins anew for no other reason', () => {
    const { waits, say, begin } = closed({ peek: { text: 'Questions?', delay: 9 } });
    begin();
    expect(waits()).to.deep.equal([9]);
    say({ peek: { text: 'Questions?', delay: 4 } });
    expect(waits()).to.deep.equal([4]);
    say({ peek: { text: 'Questions?', delay: 4 }, messagePeek: false });
    expect(waits()).to.deep.equal([]);
  });
});

describe('a closed chat that opens by itself', () => {
  it('does so once in a visit', async () => {
    const done = new Set<string>();
    const { waits, pass, opened } = closed({ autoOpen: { after: 9 } }, { done });
    expect(waits()).to.deep.equal([9]);
    pass();
    expect(opened()).to.equal(1);
    expect(closed({ autoOpen: { after: 8 } }, { done }).timers).to.have.length(0);
  });

  it('does not after the visitor opened it, and not on a phone', async () => {
    const { widget, timers } = closed({ autoOpen: { after: 9 } });
    await widget.open();
    expect(timers).to.have.length(0);
    expect(closed({ autoOpen: { after: 9 } }, { phone: true }).timers).to.have.length(0);
    expect(closed({ autoOpen: { after: 9, minWidth: 0 } }, { phone: true }).timers).to.have.length(1);
  });

  it('invites before, with one timer for both', async () => {
    const { waits, pass, hasPeek, opened, most } = closed({
      peek: { text: 'Questions?', delay: 5, timeout: 2 },
      autoOpen: { after: 9 },
    });
    expect(waits()).to.deep.equal([5]);
    pass();
    await hasPeek();
    expect(waits()).to.deep.equal([2]);
    pass();
    expect(waits()).to.deep.equal([2]);
    pass();
    expect(opened()).to.equal(1);
    expect(waits()).to.deep.equal([]);
    expect(most()).to.equal(1);
  });

  it('says on the console what it could not read, and goes on', () => {
    const { lines, waits } = closed({ autoOpen: { pages: ['^/pri', '/pricing'], after: 3 } });
    expect(lines).to.have.length(1);
    expect(lines[0]).to.contain('bad-pattern');
    expect(waits()).to.deep.equal([3]);
  });
});
