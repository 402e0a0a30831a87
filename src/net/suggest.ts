import type { Platform } from '../platform/platform.js';
import { readCapped } from './read-capped.js';
import { readRetryAfter } from './retry-after.js';
import { recordOf, textOf } from './untrusted.js';

/** What a visitor may want to say. */
export interface Suggested {
  readonly text: string;
  /** What of it stands out: from, and up to but not including. */
  readonly strong: readonly (readonly [from: number, to: number])[];
}
export interface SuggesterOptions {
  readonly address: () => string | undefined;
  readonly platform: Pick<Platform, 'after' | 'elapsed' | 'warn'>;
  readonly fetch?: typeof globalThis.fetch;
}
/** Asks somebody what the visitor may want to say: seldom, and never twice for the same. */
export interface Suggester {
  /** `undefined` when something else was asked for meanwhile, or nobody answered. */
  readonly ask: (text: string) => Promise<readonly Suggested[] | undefined>;
  readonly abort: () => void;
}

/** Suggestions of one answer. */
const MOST = 5;
/** Characters of a suggestion, and of what is asked about. */
const LONGEST = 300;
/** Bytes of an answer. */
const MAX_ANSWER = 65_536;
/** Milliseconds: until a pause in writing, and the whole answer. */
const PAUSE = 200;
const PATIENCE = 5_000;
/** Whoever fails is left alone for so long, unless it says how long itself. */
const REST = 30_000;
/** Texts whose answers are remembered. */
const REMEMBERED = 50;

/** Ranges that `format` names: `{bold: {start, end}}`. */
function strongIn(format: unknown, length: number): Suggested['strong'] {
  if (!Array.isArray(format)) return [];
  let last = 0;
  return format.slice(0, 20).flatMap((each) => {
    const { start, end } = recordOf(recordOf(each)['bold']);
    if (!Number.isInteger(start) || !Number.isInteger(end)) return [];
    const [from, to] = [start as number, end as number];
    if (from < last || to <= from || to > length) return [];
    last = to;
    return [[from, to] as const];
  });
}

/** An answer as XAPP's service gives it: `{suggestions: [{suggestion, format: [{bold: {start, end}}]}]}`. */
export function readSuggestions(answer: unknown): readonly Suggested[] {
  const { suggestions } = recordOf(answer);
  if (!Array.isArray(suggestions)) return [];
  const read = suggestions.flatMap((each): Suggested[] => {
    const text = textOf(recordOf(each)['suggestion'])?.trim();
    return text && text.length <= LONGEST ? [{ text, strong: strongIn(recordOf(each)['format'], text.length) }] : [];
  });
  return read.filter(({ text }, index) => read.findIndex((other) => other.text === text) === index).slice(0, MOST);
}

export function createSuggester({ address, platform, fetch = globalThis.fetch }: SuggesterOptions): Suggester {
  const { after, elapsed, warn } = platform;
  const known = new Map<string, readonly Suggested[]>();
  let current = new AbortController();
  let notBefore = 0;
  let told = false;

  function fail(sentence: string, wait = REST): void {
    notBefore = elapsed() + wait;
    // Once: whoever types would fill the console.
    if (!told) warn('suggestions-failed', sentence);
    told = true;
  }
  const pause = (signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      const cancel = after(PAUSE, resolve);
      signal.addEventListener('abort', () => {
        cancel();
        resolve();
      });
    });

  async function fetched(base: string, text: string, { signal }: AbortController): Promise<unknown> {
    const url = new URL(base, globalThis.document?.baseURI);
    url.searchParams.set('size', String(MOST));
    url.searchParams.set('queryText', text);
    const response = await fetch(url.href, {
      headers: { accept: 'application/json' },
      credentials: 'omit',
      redirect: 'manual',
      signal,
    });
    if (response.status === 200) return JSON.parse(await readCapped(response, () => undefined, MAX_ANSWER));
    void response.body?.cancel().catch(() => undefined);
    if (response.status !== 204)
      fail(
        `Suggestions were answered with status ${response.status}.`,
        readRetryAfter(response.headers.get('retry-after'), Date.now()),
      );
    return undefined;
  }

  return {
    async ask(text) {
      current.abort();
      const mine = (current = new AbortController());
      const base = address();
      if (!base || text.length > LONGEST) return undefined;
      const remembered = known.get(text);
      if (remembered) return remembered;
      await pause(mine.signal);
      if (mine.signal.aborted || elapsed() < notBefore) return undefined;
      const disarm = after(PATIENCE, () => {
        if (!mine.signal.aborted) fail('Suggestions took too long.');
        mine.abort();
      });
      try {
        const answer = await fetched(base, text, mine);
        if (mine.signal.aborted || answer === undefined) return undefined;
        const read = readSuggestions(answer);
        known.set(text, read);
        const [oldest] = known.keys();
        if (known.size > REMEMBERED && oldest !== undefined) known.delete(oldest);
        return read;
      } catch (reason) {
        if (!mine.signal.aborted)
          fail(`Suggestions could not be fetched: ${reason instanceof Error ? reason.message : 'no answer'}`);
        return undefined;
      } finally {
        disarm();
      }
    },
    abort: () => current.abort(),
  };
}
