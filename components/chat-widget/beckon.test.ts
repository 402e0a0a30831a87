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

/** Counts who listens. */
class Heard extends EventTarget {
  listeners = 0;
  override addEventListener(type: string, listener: () => void, options: AddEventListenerOptions): void {
    this.listeners++;
    options.signal?.addEventListener('abort', () => this.listeners--, { once: true });
    super.addEventListener(type, listener, options);
  }
}

interface Given {
  readonly done?: Set<string>;
  readonly phone?: boolean;
  /** The path of the page. */
  readonly at?: string;
  /** The browser has no Navigation API. */
  readonly old?: boolean;
}

/** A closed widget on a page, and a clock that goes when the test says so. */
function closed(settings: Readonly<Record<string, unknown>>, given: Given = {}) {
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'open' });
  root.innerHTML = '<div class="frame"><button part="launcher">Chat</button></div>';
  document.body.append(host);
  stops.push(() => host.remove());
  const lines: string[] = [];
  const timers: { readonly due: number; readonly callback: () => void }[] = [];
  let now = 0;
  let most = 0;
  let opened = 0;
  const navigation = new Heard();
  const page = Object.assign(new Heard(), {
    innerWidth: given.phone ? 390 : 1280,
    location: new URL(given.at ?? '/pricing', 'https://shop.example'),
    matchMedia: () => ({ matches: given.phone ?? false }),
    ...(given.old ? {} : { navigation }),
  });
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
    page,
    clock: {
      elapsed: () => now,
      after(ms, callback) {
        const timer = { due: now + ms, callback };
        timers.push(timer);
        most = Math.max(most, timers.length);
        return () => {
          const at = timers.indexOf(timer);
          if (at >= 0) timers.splice(at, 1);
        };
      },
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
    waits: () => timers.map(({ due }) => due - now),
    listeners: () => page.listeners + navigation.listeners,
    say: (next: Readonly<Record<string, unknown>>) => {
      state.config = resolveConfig({ properties: next });
      begin();
    },
    /** The next thing that is due happens. */
    pass() {
      const next = timers.shift();
      now = next?.due ?? now;
      next?.callback();
    },
    /** Time in which nothing is due. */
    live: (ms: number) => (now += ms),
    /** The page goes elsewhere without a load, and the browser says so in its way. */
    go(path: string, told: 'currententrychange' | 'popstate' | 'hashchange' | 'nothing' = 'currententrychange') {
      page.location = new URL(path, page.location);
      (told === 'currententrychange' ? navigation : page).dispatchEvent(new Event(told));
    },
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

  it('does what was due while it was hidden once it is shown', async () => {
    for (const due of [true, false]) {
      const peeking = closed({ peek: 'Questions?' });
      const opening = closed({ autoOpen: { after: 9_000, pages: ['/pricing'] } });
      for (const { widget, pass } of [peeking, opening]) {
        widget.hidden = true;
        if (due) pass();
        widget.title = 'Something else changes';
        await settled();
        expect([peeking.peek(), opening.opened()]).to.deep.equal([null, 0]);
      }
      for (const { widget, pass } of [peeking, opening]) {
        widget.hidden = false;
        if (!due) pass();
      }
      await waitUntil(() => peeking.peek() !== null && opening.opened() === 1);
    }
  });

  it('does not open on another page what was due on one while it was hidden', async () => {
    const { widget, pass, opened, go } = closed({ autoOpen: { after: 1_000, pages: ['/pricing'] } });
    widget.hidden = true;
    pass();
    go('/contact');
    widget.hidden = false;
    await settled();
    expect(opened()).to.equal(0);
    go('/pricing');
    pass();
    expect(opened(), 'what was not done is not done for good').to.equal(1);
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

  const pricing = { autoOpen: { pages: ['/pricing*'], after: 9 } };

  it('looks again wherever the visitor goes without a load', () => {
    const { go, live, waits, pass, opened } = closed(pricing, { at: '/' });
    expect(waits()).to.deep.equal([]);
    live(100);
    go('/pricing');
    expect(waits()).to.deep.equal([9]);
    go('/contact');
    expect(waits()).to.deep.equal([]);
    go('/pricing');
    live(5);
    go('/pricing/rooms#sea');
    expect(waits()).to.deep.equal([4]);
    expect(opened()).to.equal(0);
    pass();
    expect(opened()).to.equal(1);
    go('/');
    go('/pricing');
    expect(waits()).to.deep.equal([]);
  });

  it('does not put off the invitation by it, with one timer for both', () => {
    const { go, live, waits, most } = closed({ ...pricing, peek: { text: 'Questions?', delay: 20 } }, { at: '/' });
    live(8);
    go('/pricing');
    expect(waits()).to.deep.equal([9]);
    live(5);
    go('/');
    expect(waits()).to.deep.equal([7]);
    expect(most()).to.equal(1);
  });

  it('goes by the history where the browser tells of no more, and looks once more before it opens', () => {
    const { go, waits, pass, opened } = closed(pricing, { at: '/', old: true });
    for (const told of ['popstate', 'hashchange'] as const) {
      go('/pricing', told);
      expect(waits()).to.deep.equal([9]);
      go('/', told);
      expect(waits()).to.deep.equal([]);
    }
    go('/pricing', 'popstate');
    go('/contact', 'nothing');
    pass();
    expect([opened(), waits()]).to.deep.equal([0, []]);
    go('/pricing', 'popstate');
    pass();
    expect(opened()).to.equal(1);
  });

  it('listens to the page only while a rule names pages, nothing was opened and it is on the page', async () => {
    for (const none of [{ after: 9 }, { minWidth: 0 }, { pages: [] }, { pages: ['^/'] }])
      expect(closed({ autoOpen: none, peek: 'Questions?' }).listeners()).to.equal(0);
    expect(closed(pricing, { done: new Set(['open']) }).listeners()).to.equal(0);

    for (const old of [false, true]) {
      const { widget, listeners, begin, waits, go, live } = closed(pricing, { old });
      const all = old ? 2 : 1;
      expect(listeners()).to.equal(all);
      begin();
      expect(listeners()).to.equal(all);
      widget.remove();
      begin();
      expect([listeners(), waits()]).to.deep.equal([0, []]);
      live(100);
      document.body.append(widget);
      begin();
      expect([listeners(), waits()]).to.deep.equal([all, [9]]);
      await widget.open();
      expect([listeners(), waits()]).to.deep.equal([0, []]);
      widget.removeAttribute('open');
      begin();
      go('/pricing/rooms');
      expect([listeners(), waits()]).to.deep.equal([0, []]);
    }

    const { listeners, pass } = closed(pricing);
    pass();
    expect(listeners()).to.equal(0);
    const changed = closed(pricing);
    changed.say({ autoOpen: { after: 9 } });
    expect(changed.listeners()).to.equal(0);
    const untold = closed(pricing);
    untold.widget.remove();
    untold.go('/');
    expect(untold.listeners()).to.equal(0);
  });

  it('does not on a page that the visitor comes to after the chat was open', async () => {
    const { widget, go, waits } = closed(pricing, { at: '/' });
    await widget.open();
    widget.removeAttribute('open');
    go('/pricing');
    expect(waits()).to.deep.equal([]);
  });

  it('says on the console what it could not read, and goes on', () => {
    const { lines, waits, go } = closed({ autoOpen: { pages: ['^/pri', '/pricing'], after: 3 } });
    expect(lines).to.have.length(1);
    expect(lines[0]).to.contain('bad-pattern');
    expect(waits()).to.deep.equal([3]);
    go('/');
    go('/pricing');
    expect(lines).to.have.length(1);
  });
});
