import { expect } from '@open-wc/testing';
import { waitUntil } from '../../test/wait-until.js';
import { fakeClock } from '../net/fakes/clock.js';
import type { Attention } from './attention.js';
import { browserTabs, type BrowserTabsOptions } from './browser-tabs.js';
import { defaultPlatform, type Platform } from './platform.js';
import type { Tabs } from './tabs.js';

/** A page that is hidden, put aside and woken when the test says so. */
function fakePage() {
  const wakes = new Set<() => void>();
  const sleeps = new Set<() => void>();
  const on = (listeners: Set<() => void>) => (listener: () => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  const page = {
    hidden: false,
    wake: () => [...wakes].forEach((listener) => listener()),
    sleep: () => [...sleeps].forEach((listener) => listener()),
    listeners: () => wakes.size + sleeps.size,
  };
  const attention: Attention = {
    hidden: () => page.hidden,
    online: () => true,
    onWake: on(wakes),
    onSleep: on(sleeps),
  };
  return Object.assign(page, { attention });
}

let opened: Tabs[] = [];
let name: string;
/** The name of the lock and of the channel. */
const room = () => `${name} chat-widget/1`;

/** A tab with a page and a clock of its own; locks and channels are the browser's. */
function openTab(options: Partial<BrowserTabsOptions> & { id?: string; hidden?: boolean } = {}) {
  const clock = fakeClock();
  const page = fakePage();
  let slept = 0;
  page.hidden = options.hidden ?? false;
  const platform: Platform = {
    ...defaultPlatform,
    elapsed: () => clock.now() + slept,
    after(ms, callback) {
      const handle: unknown = clock.setTimeout(callback, ms);
      return () => clock.clearTimeout(handle as never);
    },
    random: () => 0,
    newId: () => options.id ?? crypto.randomUUID(),
    attention: page.attention,
  };
  const tabs = browserTabs({ name, platform, ...options });
  opened.push(tabs);
  /** Time passes without a timer running; all that fell due runs then. */
  const oversleep = (ms: number) => {
    slept += ms;
    clock.advance(2_000);
  };
  const heard: (readonly [unknown, string])[] = [];
  tabs.onMessage((message, from) => heard.push([message, from]));
  return { tabs, clock, page, heard, oversleep };
}
type Tab = ReturnType<typeof openTab>;
const leads = (tab: Tab) => waitUntil(() => tab.tabs.leads(), 'it leads');
const know = (...tabs: readonly Tab[]) =>
  waitUntil(() => tabs.every(({ tabs }) => tabs.others()), 'they know of each other');

/** What is said on the channel, as a stranger hears it. */
function listen() {
  const channel = new BroadcastChannel(room());
  const kinds: string[] = [];
  channel.onmessage = ({ data }) => kinds.push((data as { kind: string }).kind);
  return { kinds, close: () => channel.close() };
}
/** A page's channel that hears nothing for a while, and all of it afterwards. */
function stallingChannel(): typeof BroadcastChannel & { readonly stall: () => void; readonly thaw: () => void } {
  let stalled = false;
  let late: (() => void)[] = [];
  class Stalling extends BroadcastChannel {
    constructor(of: string) {
      super(of);
      this.addEventListener('message', (event) => {
        if (!stalled) return;
        event.stopImmediatePropagation();
        late.push(() => this.dispatchEvent(new MessageEvent('message', { data: event.data })));
      });
    }
  }
  return Object.assign(Stalling, {
    stall: () => void (stalled = true),
    thaw() {
      stalled = false;
      for (const deliver of late) deliver();
      late = [];
    },
  });
}
/** A page that has the lock and answers nobody. */
function holdSilently(): { readonly ended: Promise<string>; readonly held: Promise<void> } {
  let taken = () => {};
  const held = new Promise<void>((resolve) => (taken = resolve));
  const ended: Promise<string> = navigator.locks
    .request(room(), () => {
      taken();
      return new Promise<never>(() => {});
    })
    .catch(({ name: error }: Error) => error);
  return { held, ended };
}

describe('the tabs of a browser', () => {
  let tests = 0;
  beforeEach(() => void (name = `tabs-test-${++tests}`));
  afterEach(() => {
    for (const tabs of opened) tabs.close();
    opened = [];
  });

  for (const locks of [navigator.locks, null]) {
    const how = locks ? 'by locks' : 'by talking';

    it(`have a leader where one is alone, who says hello and waits for nothing (${how})`, async () => {
      const stranger = listen();
      const a = openTab({ locks, id: 'a' });
      a.clock.advance(300);
      await a.tabs.decided;
      expect(a.tabs.leads()).to.be.true;
      expect(a.tabs.others()).to.be.false;
      expect(a.clock.waiting()).to.equal(0);
      const b = openTab({ locks, id: 'b' });
      await know(a, b);
      a.tabs.post('the last of these');
      await waitUntil(() => stranger.kinds.at(-1) === 'post');
      expect(stranger.kinds).to.deep.equal(['hello', 'hello', 'here', 'post']);
      stranger.close();
    });

    it(`have one leader, and another when it closes (${how})`, async () => {
      const a = openTab({ locks });
      a.clock.advance(300);
      await leads(a);
      const b = openTab({ locks });
      await b.tabs.decided;
      await know(a, b);
      b.clock.advance(300);
      expect(b.tabs.leads()).to.be.false;

      const told: boolean[] = [];
      b.tabs.onChange(() => told.push(b.tabs.leads()));
      a.tabs.close();
      expect(a.tabs.leads()).to.be.false;
      await waitUntil(() => !b.tabs.others());
      b.clock.advance(300);
      await leads(b);
      expect(told.at(-1)).to.be.true;
    });

    it(`hear each other's words as copies (${how})`, async () => {
      const [a, b] = [openTab({ locks }), openTab({ locks })];
      await know(a, b);
      const message = { words: ['one'] };
      a.tabs.post(message);
      message.words.push('two');
      await waitUntil(() => b.heard.length === 1);
      expect(b.heard).to.deep.equal([[{ words: ['one'] }, a.tabs.id]]);
      expect(a.heard).to.deep.equal([]);
      expect(() => a.tabs.post(() => {}))
        .to.throw()
        .with.property('name', 'DataCloneError');
      b.tabs.post('still here');
      await waitUntil(() => a.heard.length === 1);
    });

    it(`do not take the lead from one that answers (${how})`, async () => {
      const [a, b] = [openTab({ locks, id: 'a' }), openTab({ locks, id: 'b' })];
      await know(a, b);
      a.clock.advance(300);
      await leads(a);
      for (let round = 1; round <= 3; round++) {
        const stranger = listen();
        b.clock.advance(2_000);
        await waitUntil(() => stranger.kinds.includes('here'));
        stranger.close();
        // What the stranger has heard, b hears now.
        await new Promise((resolve) => setTimeout(resolve));
        b.clock.advance(1_900);
      }
      expect([a.tabs.leads(), b.tabs.leads()]).to.deep.equal([true, false]);
    });

    it(`take the lead from one that stalls; when it goes on there is one leader again (${how})`, async () => {
      const channel = stallingChannel();
      const a = openTab({ locks, id: 'a', channel });
      a.clock.advance(300);
      await leads(a);
      const b = openTab({ locks, id: 'b' });
      await know(a, b);
      channel.stall();
      b.clock.advance(4_000);
      await leads(b);
      // Where it loses a lock it notices, and comes back at once.
      if (!locks) expect(b.tabs.others()).to.be.false;
      channel.thaw();
      await waitUntil(() => a.tabs.leads() !== b.tabs.leads(), 'one of them leads');
      await know(a, b);
      // A lock is the thief's; where they talk, the smaller id has it.
      expect([a.tabs.leads(), b.tabs.leads()]).to.deep.equal([!locks, Boolean(locks)]);
    });

    it(`give the lead to one in sight when they are stuck in the background (${how})`, async () => {
      const a = openTab({ locks, id: 'a' });
      a.clock.advance(300);
      await leads(a);
      const [c, b] = [openTab({ locks, id: 'c', hidden: true }), openTab({ locks, id: 'b' })];
      await know(a, b, c);
      /** b looks for the leader, which answers. */
      async function look() {
        const stranger = listen();
        b.clock.advance(2_000);
        await waitUntil(() => stranger.kinds.includes('here'), 'it answers');
        stranger.close();
        // What the stranger has heard, b hears now.
        await new Promise((resolve) => setTimeout(resolve));
      }
      a.page.hidden = true;
      await look();
      a.page.hidden = false;
      a.tabs.yieldWhen(() => true);
      await look();
      expect([a, b, c].map(({ tabs }) => tabs.leads())).to.deep.equal([true, false, false]);

      a.page.hidden = true;
      b.clock.advance(2_000);
      const led = (...wanted: readonly boolean[]) =>
        waitUntil(() => [a, b, c].every(({ tabs }, index) => tabs.leads() === wanted[index]), `${String(wanted)}`);
      await led(false, true, false);
      b.tabs.post('of the leader');
      await waitUntil(() => [a, c].every(({ heard }) => heard.length === 1));
      for (const { clock } of [a, c]) clock.advance(300);
      await led(false, true, false);

      b.tabs.yieldWhen(() => true);
      b.page.hidden = true;
      a.page.hidden = false;
      a.page.wake();
      await led(true, false, false);
    });

    it(`put aside, give the lead up at once; woken, they follow (${how})`, async () => {
      const [a, b] = [openTab({ locks, id: 'a' }), openTab({ locks, id: 'b' })];
      await know(a, b);
      for (const { clock } of [a, b]) clock.advance(300);
      await leads(a);
      let changes = 0;
      a.tabs.onChange(() => changes++);
      a.page.sleep();
      expect(a.tabs.leads()).to.be.false;
      expect(changes).to.equal(1);
      expect(a.clock.waiting()).to.equal(0);
      await waitUntil(() => !b.tabs.others());
      b.clock.advance(300);
      await leads(b);
      b.tabs.post('unheard');

      a.page.wake();
      await know(a, b);
      await waitUntil(() => changes === 2, 'it has learnt who leads');
      b.tabs.post('heard');
      await waitUntil(() => a.heard.length === 1);
      expect(a.heard).to.deep.equal([['heard', 'b']]);
      expect([a.tabs.leads(), b.tabs.leads()]).to.deep.equal([false, true]);
    });

    it(`leave nothing behind when they close (${how})`, async () => {
      const [a, b] = [openTab({ locks }), openTab({ locks })];
      await know(a, b);
      for (const { tabs, clock, page } of [a, b]) {
        tabs.close();
        expect(clock.waiting(), 'timers').to.equal(0);
        expect(page.listeners(), 'listeners').to.equal(0);
        tabs.close();
        expect(tabs.others()).to.be.false;
      }
      await waitUntil(async () => {
        const { held = [], pending = [] } = await navigator.locks.query();
        return ![...held, ...pending].some((lock) => lock.name === room());
      }, 'no lock');
      const stranger = listen();
      a.tabs.post('nobody hears this');
      a.page.wake();
      const c = openTab({ locks });
      c.clock.advance(300);
      await leads(c);
      const d = openTab({ locks });
      await know(c, d);
      await waitUntil(() => stranger.kinds.includes('here'));
      expect(stranger.kinds.filter((kind) => kind === 'post')).to.deep.equal([]);
      expect(stranger.kinds.filter((kind) => kind === 'hello').length, 'only of the new').to.be.lessThan(4);
      stranger.close();
    });
  }

  it('take the lock from a page that is frozen with it, which its clock shows to be within five seconds', async () => {
    const frozen = holdSilently();
    await frozen.held;
    const a = openTab();
    a.clock.advance(1_000);
    await a.tabs.decided;
    expect(a.tabs.leads()).to.be.false;
    a.clock.advance(999);
    expect(await Promise.race([frozen.ended, Promise.resolve('not yet')])).to.equal('not yet');
    a.clock.advance(1);
    await leads(a);
    expect(await frozen.ended).to.equal('AbortError');
    expect(a.clock.waiting()).to.equal(0);
  });

  it('leave a silent leader alone while they are hidden, and ask it when they are seen', async () => {
    const frozen = holdSilently();
    await frozen.held;
    const a = openTab({ hidden: true });
    const stranger = listen();
    a.clock.advance(1_000);
    await a.tabs.decided;
    expect(a.clock.waiting(), 'no timer').to.equal(0);
    a.page.wake();
    expect(a.clock.waiting(), 'no timer').to.equal(0);
    a.page.hidden = false;
    a.page.wake();
    await waitUntil(() => stranger.kinds.length === 1);
    expect(stranger.kinds).to.deep.equal(['ping']);
    stranger.close();
    a.clock.advance(2_000);
    await leads(a);
    await frozen.ended;
  });

  it('do not blame the leader for a sleep of their own', async () => {
    const frozen = holdSilently();
    await frozen.held;
    const a = openTab();
    const stranger = listen();
    a.oversleep(60_000);
    await waitUntil(() => stranger.kinds.includes('ping'), 'it asks again');
    stranger.close();
    expect(a.tabs.leads()).to.be.false;
    a.clock.advance(2_000);
    await leads(a);
    await frozen.ended;
  });

  it('give back a lock that comes when it is no longer wanted', async () => {
    const frozen = holdSilently();
    await frozen.held;
    const a = openTab();
    a.clock.advance(2_000);
    a.tabs.close();
    await frozen.ended;
    const b = openTab();
    await leads(b);
  });

  it('know at once when their lock was stolen, and follow', async () => {
    const a = openTab();
    await leads(a);
    let release = () => {};
    const stolen = new Promise<boolean>((resolve) => a.tabs.onChange(() => resolve(a.tabs.leads())));
    const released = new Promise<void>((resolve) => (release = resolve));
    void navigator.locks.request(room(), { steal: true }, () => released);
    expect(await stolen).to.be.false;
    release();
    await leads(a);
  });

  it('who want the lead at the same time: the smaller id has it', async () => {
    const [b, a, c] = ['b', 'a', 'c'].map((id) => openTab({ locks: null, id })) as [Tab, Tab, Tab];
    await know(a, b, c);
    for (const { clock } of [c, b, a]) clock.advance(300);
    await leads(a);
    expect([a, b, c].map(({ tabs }) => tabs.leads())).to.deep.equal([true, false, false]);
  });

  it('who lead both without having heard of each other: the smaller id stays', async () => {
    const [b, a] = [openTab({ locks: null, id: 'b' }), openTab({ locks: null, id: 'a' })];
    for (const { clock } of [a, b]) clock.advance(300);
    expect([a.tabs.leads(), b.tabs.leads()]).to.deep.equal([true, true]);
    await waitUntil(() => !b.tabs.leads());
    await know(a, b);
    for (const { clock } of [a, b]) clock.advance(300);
    expect([a.tabs.leads(), b.tabs.leads()]).to.deep.equal([true, false]);
  });

  it('are alone where they may not talk, or may not have locks', async () => {
    class Forbidden {
      constructor() {
        throw new DOMException('Not here.', 'SecurityError');
      }
    }
    const refusing = { request: () => Promise.reject(new DOMException('Not here.', 'SecurityError')) };
    const alone = [
      openTab({ channel: null }),
      openTab({ channel: Forbidden as never }),
      openTab({ locks: refusing as never }),
    ];
    for (const { tabs, page, clock } of alone) {
      await tabs.decided;
      expect(tabs.leads()).to.be.true;
      tabs.post('to nobody');
      page.sleep();
      page.wake();
      expect(tabs.leads()).to.be.true;
      expect(tabs.others()).to.be.false;
      expect(clock.waiting()).to.equal(0);
    }
  });

  it('do not hear other products and other versions', async () => {
    const a = openTab();
    await leads(a);
    const stranger = new BroadcastChannel(room());
    const said = { from: 'x', leads: true, kind: 'post', message: 'not yours' };
    for (const message of ['words', null, 7, said, { ...said, word: 'chat-widget/999' }, { word: 'chat-widget/1' }])
      stranger.postMessage(message);
    const b = openTab();
    await know(a, b);
    b.tabs.post('yours');
    await waitUntil(() => a.heard.length > 0);
    expect(a.heard).to.deep.equal([['yours', b.tabs.id]]);
    stranger.close();
  });
});
