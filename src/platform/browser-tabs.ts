import { lockSeat } from './lock-seat.js';
import { defaultPlatform, type Platform } from './platform.js';
import type { Seat } from './seat.js';
import type { Tabs } from './tabs.js';
import { talkedSeat } from './talked-seat.js';

export interface BrowserTabsOptions {
  /** Tabs of one origin with the same name belong together. */
  readonly name: string;
  readonly platform?: Platform;
  /** `null`: as if the browser had none. */
  readonly locks?: LockManager | null;
  readonly channel?: typeof BroadcastChannel | null;
}

/** Tabs that do not speak the same language cannot lead each other: a new version of it gets a new word. */
const WORD = 'chat-widget/1';

interface Envelope {
  readonly word: typeof WORD;
  readonly from: string;
  readonly leads: boolean;
  /**
   * `hello`: who is there? · `ping`: does the leader live? · `here`: the answer · `yours`: the tab named in the message
   * shall lead · `bye` · `post`: not our business
   */
  readonly kind: 'hello' | 'ping' | 'here' | 'yours' | 'bye' | 'post';
  readonly message?: unknown;
}

const DECIDED_MS = 1_000;
const ASK_EVERY_MS = 2_000;
const ANSWER_MS = 2_000;
/** Two followers see the same silence: one of them takes the lead before the other does. */
const JITTER_MS = 250;

/**
 * The tabs of this browser profile. The leader holds a lock; a follower in sight asks it for a sign of life, because a
 * frozen page keeps its lock, and one in the background may have lost its connection and not look for another. Without
 * locks tabs elect by talking, and where they may not talk each is alone.
 */
export function browserTabs({
  name,
  platform = defaultPlatform,
  locks = globalThis.navigator?.locks ?? null,
  channel: Channel = globalThis.BroadcastChannel ?? null,
}: BrowserTabsOptions): Tabs {
  const { after, elapsed, random, attention } = platform;
  const room = `${name} ${WORD}`;
  const id = platform.newId();
  const heard = new Set<string>();
  const messages = new Set<(message: unknown, from: string) => void>();
  const changes = new Set<() => void>();
  const gone = new Set<() => void>();
  let channel: BroadcastChannel | undefined;
  let leader: string | undefined;
  let alone = false;
  let stopWaiting = () => {};
  let isStuck = () => false;

  let decide = () => {};
  const decided = new Promise<void>((resolve) => {
    const undo = after(DECIDED_MS, resolve);
    decide = () => {
      undo();
      resolve();
    };
  });
  const leads = () => leader === id;

  function know(next: string | undefined): void {
    if (next) decide();
    if (next === leader) return;
    leader = next;
    for (const listener of [...changes]) listener();
  }
  function say(kind: Envelope['kind'], message?: unknown): void {
    channel?.postMessage({ word: WORD, from: id, leads: leads(), kind, message } satisfies Envelope);
  }

  /** One timer at a time: until the next question, or until the answer is overdue. */
  function wait(ms: number, then: () => void): void {
    stopWaiting();
    if (leads() || !channel || attention.hidden()) return;
    stopWaiting = after(ms, () => {
      if (!attention.hidden()) then();
    });
  }
  function ask(): void {
    if (leads() || attention.hidden()) return;
    say('ping');
    expectAnswer();
  }
  function expectAnswer(): void {
    const since = elapsed();
    const patience = ANSWER_MS + random() * JITTER_MS;
    wait(patience, () => {
      // Late timers mean that this page was the one that slept: the answer may be waiting behind.
      if (elapsed() - since > patience + ANSWER_MS / 2) return ask();
      if (leader) heard.delete(leader);
      know(undefined);
      seat.seize();
      expectAnswer();
    });
  }

  function hear({ data }: MessageEvent<Partial<Envelope> | null>): void {
    if (typeof data !== 'object' || data?.word !== WORD || typeof data.from !== 'string') return;
    const { from, kind } = data;
    if (kind === 'bye') {
      heard.delete(from);
      lose(from);
      for (const listener of [...gone]) listener();
      return;
    }
    const known = heard.has(from);
    heard.add(from);
    if (data.leads) follow(from);
    else lose(from);
    if (kind === 'yours' && data.message === id) return take();
    // Only a tab in sight asks.
    if (kind === 'ping' && leads() && attention.hidden() && isStuck()) return give(from);
    if (kind === 'hello') seat.newcomer?.(from);
    if (kind === 'hello' || (leads() && (kind === 'ping' || !known))) say('here');
    if (kind === 'post') for (const listener of [...messages]) listener(data.message, from);
  }
  function follow(other: string): void {
    seat.claimed?.(other);
    if (leads()) return;
    know(other);
    wait(ASK_EVERY_MS, ask);
  }
  function lose(other: string): void {
    if (leader !== other) return;
    know(undefined);
    seat.vacant?.();
  }

  /** The lead goes to another tab; this one stands behind it. */
  function give(to: string): void {
    seat.leave();
    know(undefined);
    say('yours', to);
    stand();
  }
  function take(): void {
    if (leads()) return;
    seat.seize();
    expectAnswer();
  }

  function won(): void {
    stopWaiting();
    know(id);
    if (heard.size > 0) say('here');
  }
  function lost(): void {
    know(undefined);
    stand();
  }
  function stand(): void {
    say('hello');
    seat.stand();
    expectAnswer();
  }
  /** Not allowed to talk, or to have locks: a tab on its own leads. */
  function refused(): void {
    part();
    alone = true;
    know(id);
  }
  const seat: Seat = locks
    ? lockSeat(locks, room, { won, lost, refused })
    : talkedSeat({ id, leads, say, after, won, lost });

  function join(): void {
    try {
      if (!Channel) return refused();
      channel = new Channel(room);
    } catch {
      return refused();
    }
    channel.onmessage = hear;
    stand();
  }
  /** Nothing may reach a page in the back/forward cache, or it is thrown out of it. */
  function part(): void {
    stopWaiting();
    know(undefined);
    say('bye');
    channel?.close();
    channel = undefined;
    heard.clear();
    seat.leave();
  }

  const undos = [
    attention.onSleep(() => {
      if (!alone) part();
    }),
    attention.onWake(() => {
      if (channel) ask();
      else if (!alone) join();
    }),
  ];
  join();

  return {
    id,
    leads,
    decided,
    others: () => heard.size > 0,
    knows: (other) => heard.has(other),
    post: (message) => say('post', message),
    onMessage(listener) {
      messages.add(listener);
      return () => void messages.delete(listener);
    },
    onChange(listener) {
      changes.add(listener);
      return () => void changes.delete(listener);
    },
    onGone(listener) {
      gone.add(listener);
      return () => void gone.delete(listener);
    },
    yieldWhen: (stuck) => void (isStuck = stuck),
    close() {
      for (const undo of undos) undo();
      messages.clear();
      changes.clear();
      decide();
      part();
    },
  };
}
