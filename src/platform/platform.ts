import { pageAttention, type Attention } from './attention.js';

/** What the core needs of the machine it runs on: time, chance, ids, attention and a place to complain. */
export interface Platform {
  /** Milliseconds since 1970, by a clock that people set: for display, and for what outlives the page. */
  readonly now: () => number;
  /** Milliseconds since some moment, by a clock that only goes forward: for waiting. */
  readonly elapsed: () => number;
  /** Calls back once, `ms` milliseconds from now; returns its undo. */
  readonly after: (ms: number, callback: () => void) => () => void;
  /** From 0 up to, not including, 1. */
  readonly random: () => number;
  /** Unique and unguessable. */
  readonly newId: () => string;
  /** One line for the developer: `[chat-widget] code: sentence`. */
  readonly warn: (code: string, sentence: string, detail?: unknown) => void;
  readonly attention: Attention;
}

/** `crypto.randomUUID` is missing on http pages that are not on loopback. */
function newId(): string {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Any browser, and Node. */
export const defaultPlatform: Platform = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
  random: () => Math.random(),
  newId,
  warn: (code, sentence, ...detail) => console.warn(`[chat-widget] ${code}: ${sentence}`, ...detail),
  attention: pageAttention,
};
