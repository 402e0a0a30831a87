import type { Tabs } from '../platform/tabs.js';
import { knows } from '../protocol/match.js';

type Deeds = Readonly<Record<string, (...args: never[]) => unknown>>;
/** What tabs say to each other beside asking the leader; the keys are the words. */
type Words = Readonly<Record<string, (value: never, from: string) => void>>;

interface Asked {
  readonly deed: string;
  readonly args: readonly unknown[];
  readonly resolve: (result: unknown) => void;
}
interface Letter {
  readonly word: string;
  readonly value: unknown;
}
const isLetter = (raw: unknown): raw is Letter =>
  typeof raw === 'object' && raw !== null && 'word' in raw && typeof raw.word === 'string';

export interface TogetherOptions<D extends Deeds, W extends Words> {
  readonly tabs: Tabs;
  /** What only the leader does; `by` is the tab that asked. */
  readonly deeds: (by: string) => D;
  /** What is done about the word of another tab. */
  readonly words: W;
  /** Settles when this tab has taken up what was kept: nothing is done for anybody before. */
  readonly begun: Promise<void>;
  /** This tab leads from now on, or follows; settles when it has taken over. */
  readonly changed: (leads: boolean) => Promise<void>;
  /** Another tab leads, and may have done so for a while: this one was away, or has just come. */
  readonly joined: () => void;
}

/** One conversation in many tabs: what the leader alone does is asked of it, and everybody hears what happens. */
export interface Together<D extends Deeds, W extends Words> {
  /** Done here if this tab leads; else by the leader, and asked anew of the next one should it be gone before it has. */
  readonly ask: <K extends keyof D & string>(deed: K, ...args: Parameters<D[K]>) => Promise<unknown>;
  /** Tells all other tabs, if there are any. */
  readonly tell: <K extends keyof W & string>(word: K, value: Parameters<W[K]>[0]) => void;
  readonly close: () => void;
}

export function createTogether<D extends Deeds, W extends Words>(options: TogetherOptions<D, W>): Together<D, W> {
  const { tabs, words } = options;
  const asked = new Map<string, Asked>();
  let count = 0;
  let led = tabs.leads();
  let begun: Promise<void> | undefined;
  /** What is asked of this tab before it has taken over, in its order. */
  const late: string[] = [];
  /** What is asked of a tab that has taken over is done at once. */
  function begin(taking: Promise<void>): void {
    const mine = (begun = taking.then(() => {
      if (begun !== mine) return;
      begun = undefined;
      for (const id of late.splice(0)) void request(id);
    }));
  }
  begin(options.begun);

  const post = (letter: Letter): void => {
    if (tabs.others()) tabs.post(letter);
  };
  const act = (deed: string, args: readonly unknown[], by: string): unknown => {
    const deeds: Deeds = options.deeds(by);
    return knows(deeds, deed) ? (deeds[deed] as (...args: unknown[]) => unknown)(...args) : undefined;
  };

  /** What the other tabs may ask of this one, and be answered. */
  const own: Readonly<Record<string, (value: never, from: string) => void>> = {
    async ask({ id, deed, args }: { id: string; deed: string; args: readonly unknown[] }, from) {
      await begun;
      if (!tabs.leads()) return;
      const result = act(deed, args, from);
      // What is known at once is told at once: news that is told meanwhile must not come before it.
      post({ word: 'done', value: { id, result: result instanceof Promise ? ((await result) as unknown) : result } });
    },
    done({ id, result }: { id: string; result: unknown }) {
      asked.get(id)?.resolve(result);
      asked.delete(id);
    },
  };

  const unhear = tabs.onMessage((raw, from) => {
    if (!isLetter(raw)) return;
    const table: Words = knows(own, raw.word) ? own : words;
    if (knows(table, raw.word)) table[raw.word]?.(raw.value as never, from);
  });

  /** Here, or by whoever leads now. */
  async function request(id: string): Promise<void> {
    if (tabs.leads() && begun) return void late.push(id);
    const waiting = asked.get(id);
    if (!waiting) return;
    const { deed, args, resolve } = waiting;
    if (!tabs.leads()) return post({ word: 'ask', value: { id, deed, args } });
    // Kept until it is done: should another tab lead before that, it is asked.
    const result = await act(deed, args, tabs.id);
    if (asked.delete(id)) resolve(result);
  }
  const unwatch = tabs.onChange(() => {
    const leads = tabs.leads();
    if (leads !== led) begin(options.changed((led = leads)));
    else if (!leads) options.joined();
    for (const id of asked.keys()) void request(id);
  });

  return {
    ask: (deed, ...args) =>
      new Promise((resolve) => {
        const id = `${tabs.id}.${count++}`;
        asked.set(id, { deed, args, resolve });
        void request(id);
      }),
    tell: (word, value) => post({ word, value }),
    close() {
      unhear();
      unwatch();
      tabs.close();
    },
  };
}
