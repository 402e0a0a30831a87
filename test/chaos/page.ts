import type { Attention } from '../../src/platform/attention.js';
import type { Platform } from '../../src/platform/platform.js';
import type { Chance } from './chance.js';
import type { Time } from './time.js';

/** One load of a document. A frozen one does nothing until it thaws; a dead one does nothing any more. */
export interface Page {
  readonly name: string;
  readonly life: () => 'awake' | 'frozen' | 'dead';
  /** Whatever reaches a page from outside: now, when it thaws, or never. */
  readonly run: (deed: () => void) => void;
  readonly after: Platform['after'];
  readonly platform: Platform;
  /** How many callbacks it still waits for. */
  readonly timers: () => number;
  readonly hide: () => void;
  readonly show: () => void;
  /** Put aside: `warned` as browsers do it, or as a stalled process. */
  readonly freeze: (warned: boolean) => void;
  readonly thaw: () => void;
  readonly wake: () => void;
  readonly die: (how: 'orderly' | 'crash') => void;
  /** It died without a word. */
  readonly crashed: () => boolean;
}

/** What a page gets from its world. */
export interface PageWorld {
  readonly time: Time;
  readonly chance: Chance;
  /** How wrong the visitor's clock is, in milliseconds. */
  readonly skew: () => number;
  /** What the browser says of the network. */
  readonly onLine: () => boolean;
  readonly say: (line: string) => void;
}

/** A document that has just been loaded, in view. */
export function createPage(name: string, { time, chance, skew, onLine, say }: PageWorld): Page {
  const wakers = new Set<() => void>();
  const sleepers = new Set<() => void>();
  const timers = new Set<() => void>();
  let late: (() => void)[] = [];
  let life: ReturnType<Page['life']> = 'awake';
  let hidden = false;
  let crashed = false;
  let ids = 0;

  const run = (deed: () => void) => {
    if (life === 'awake') deed();
    else if (life === 'frozen') late.push(deed);
  };
  const tell = (listeners: ReadonlySet<() => void>) => {
    for (const listener of [...listeners]) listener();
  };
  const wake = () => {
    if (life === 'awake' && !hidden) tell(wakers);
  };
  const listen = (listeners: Set<() => void>, listener: () => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  const attention: Attention = {
    hidden: () => hidden,
    online: onLine,
    onWake: (listener) => listen(wakers, listener),
    onSleep: (listener) => listen(sleepers, listener),
  };
  const after: Platform['after'] = (ms, callback) => {
    const undo = () => {
      timers.delete(undo);
      cancel();
    };
    const cancel = time.after(ms, () =>
      run(() => {
        if (timers.delete(undo)) callback();
      }),
    );
    timers.add(undo);
    return undo;
  };

  return {
    name,
    life: () => life,
    run,
    after,
    timers: () => timers.size,
    wake,
    platform: {
      now: () => time.now() + skew(),
      elapsed: time.elapsed,
      after,
      random: chance.next,
      newId: () => `${name}-${(ids += 1)}-${Math.floor(chance.next() * 2 ** 32).toString(36)}`,
      warn: (code, sentence) => say(`${name} warns ${code}: ${sentence}`),
      attention,
    },
    hide: () => void (hidden = true),
    show() {
      hidden = false;
      wake();
    },
    freeze(warned) {
      if (life !== 'awake') return;
      if (warned) {
        hidden = true;
        tell(sleepers);
      }
      life = 'frozen';
    },
    thaw() {
      if (life !== 'frozen') return;
      life = 'awake';
      const missed = late;
      late = [];
      // One task each, as a browser does it.
      for (const deed of missed) time.after(0, () => run(deed));
      if (!hidden) return;
      hidden = false;
      wake();
    },
    crashed: () => crashed,
    die(how) {
      life = 'dead';
      crashed = how === 'crash';
      for (const undo of [...timers]) undo();
      late = [];
    },
  };
}
