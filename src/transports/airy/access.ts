import { addressOf } from '../../net/address.js';
import { clockOf, type Clock } from '../../net/clock.js';
import { postJson } from '../../net/http.js';
import { tokenSource } from '../../net/token.js';
import { present, recordOf, textOf } from '../../net/untrusted.js';
import { ChatError, toChatError, TransportError } from '../../protocol/errors.js';
import type { Shelf, TransportOptions } from '../../protocol/transport.js';
import { paths } from './wire.js';

/** What the server said when it let us in. */
export interface Entrance {
  /** What was said in the conversation; absent where the server keeps no history for us. */
  readonly messages?: readonly unknown[];
  /** It is another conversation than before. */
  readonly anew: boolean;
}

export interface AccessOptions {
  readonly options: TransportOptions;
  /** A resume token that the visitor came with. */
  readonly arrived?: string | undefined;
  readonly onEntered: (entrance: Entrance) => void;
}

/** The way into one conversation: a token to speak with for an hour, and one to come back with for a week. */
export interface Access {
  /** The token to speak with, asked for at the first need. */
  readonly token: () => Promise<string>;
  /** Comes in again, in the same conversation where that can be; what was said there comes to `onEntered`. */
  readonly enter: () => Promise<void>;
  /** The token to speak with counts no more. */
  readonly refused: () => void;
  /** Asks for a way back where there is none yet; after so many milliseconds it is worth asking again, if it is. */
  readonly secure: () => Promise<number | undefined>;
  /** Whether there is one. */
  readonly canResume: () => boolean;
  /** Posts JSON to one of the server's paths, with the token to speak with. */
  readonly post: (path: string, body: unknown, signal: AbortSignal) => Promise<unknown>;
  /** The conversation is over: the next entrance begins another one. */
  readonly forget: () => void;
  /** Gives up what is under way. */
  readonly stop: () => void;
}

/** Where something is on the server: `url` is its root, with or without a slash at the end. */
export function addressAt(options: TransportOptions, path: string): URL {
  const root = addressOf(options, ['http:', 'https:', 'ws:', 'wss:']);
  root.protocol = root.protocol.replace('ws', 'http');
  root.pathname = `${root.pathname.replace(/\/$/, '')}/${path}`;
  return root;
}

/** Bytes of an answer: a whole conversation comes at once. */
const LONGEST = 8 * 1_048_576;
/** How soon a way back that could not be had is asked for again, in milliseconds. */
const AGAIN = 10_000;

/** The longest that a wait grows by, in milliseconds. */
const LATEST = 300_000;
/** How long to wait after so many failures in a row: longer each time, and not in step with all others who failed. */
export const waitAfter = ({ random }: Pick<Clock, 'random'>, failures: number, soonest: number): number =>
  soonest + random() * Math.min(LATEST, soonest * 2 ** failures);

/** Read and refused, so that the same will be refused again. */
export const isRefusal = ({ outcome }: ChatError): boolean => outcome === 'rejected' || outcome === 'auth';

function memoryShelf(): Shelf {
  const tokens = new Map<string, string | undefined>();
  return { get: (name) => tokens.get(name), put: (name, token) => void tokens.set(name, token) };
}

export function createAccess({ options, arrived, onEntered }: AccessOptions): Access {
  const { shelf = memoryShelf(), channelId, headers, log } = options;
  const clock = clockOf(options);
  const given = tokenSource(options);
  let entering: Promise<void> | undefined;
  let controller = new AbortController();
  /** Counts conversations: what comes late from an earlier one is not listened to. */
  let era = 0;
  /** The page's own way back was tried, or is not wanted any more. */
  let isSpent = false;
  let isSecured = false;
  /** We were let in, in this page or an earlier one. */
  let isInside = shelf.get('session') !== undefined;
  /** Not known in a page that came with a token. */
  let keepsHistory: boolean | undefined;
  /** By the clock that only goes forward: the server asked us to stay away until then, and for longer from ways back. */
  let notBefore = 0;
  let notSecuredBefore = 0;
  let securings = 0;

  if (arrived) {
    shelf.put('resume', arrived);
    shelf.put('session', undefined);
  }

  const ask = (path: string, body: unknown, signal: AbortSignal, token?: string): Promise<unknown> =>
    postJson({
      ...options,
      most: LONGEST,
      address: addressAt(options, path),
      headers: { ...headers, ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body,
      signal,
    });

  async function wayBack(): Promise<string | undefined> {
    const kept = shelf.get('resume');
    if (kept || isSpent) return kept;
    return given.current();
  }

  async function authenticate(resume: string | undefined, signal: AbortSignal): Promise<unknown> {
    if (!channelId && !resume)
      throw new ChatError('bad-config', 'The attribute “channel-id” is missing: it says whose chat this is.', {
        outcome: 'rejected',
      });
    return ask(paths.authenticate, present({ channel_id: channelId, resume_token: resume }), signal);
  }

  /** Waits; who gives up meanwhile leaves no timer behind. */
  const pause = (ms: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      const end = (): void => {
        cancel();
        signal.removeEventListener('abort', end);
        resolve();
      };
      const cancel = clock.after(ms, end);
      signal.addEventListener('abort', end);
    });

  async function comeIn(): Promise<void> {
    const mine = era;
    const { signal } = controller;
    const wait = notBefore - clock.elapsed();
    if (wait > 0) await pause(wait, signal);
    const resume = await wayBack();
    let anew = !resume;
    let answer: unknown;
    try {
      answer = await authenticate(resume, signal).catch((reason: unknown) => {
        const refusal = toChatError(reason);
        if (!resume || !channelId || !isRefusal(refusal)) throw refusal;
        log?.('The way back into the conversation does not count any more: a new one begins.', refusal.message);
        anew = true;
        return authenticate(undefined, signal);
      });
    } catch (reason) {
      const { retryAfter } = toChatError(reason);
      if (retryAfter !== undefined) notBefore = clock.elapsed() + retryAfter;
      throw reason;
    }
    const { token: said, messages } = recordOf(answer);
    const token = textOf(said);
    if (!token) throw new TransportError('bad-reply', 'The server let us in without a token.', { outcome: 'unknown' });
    if (mine !== era) return;
    const isOther = anew && (isInside || resume !== undefined);
    isSpent = true;
    isInside = true;
    keepsHistory = Array.isArray(messages);
    if (anew) isSecured = false;
    shelf.put('resume', anew ? undefined : resume);
    shelf.put('session', token);
    onEntered({ anew: isOther, ...(Array.isArray(messages) ? { messages } : {}) });
  }

  function enter(): Promise<void> {
    if (entering) return entering;
    const mine = comeIn().finally(() => {
      if (entering === mine) entering = undefined;
    });
    entering = mine;
    return mine;
  }

  async function token(): Promise<string> {
    for (;;) {
      const known = shelf.get('session');
      if (known) return known;
      await enter();
    }
  }

  return {
    token,
    enter,
    refused: () => shelf.put('session', undefined),
    async secure() {
      const mine = era;
      if (isSecured || (keepsHistory === false && !shelf.get('resume'))) return undefined;
      const left = notSecuredBefore - clock.elapsed();
      if (left > 0) return left;
      isSecured = true;
      try {
        const answer = await ask(paths.resumeToken, {}, controller.signal, await token());
        const resume = textOf(recordOf(answer).resume_token);
        if (resume && mine === era) shelf.put('resume', resume);
        securings = 0;
        return undefined;
      } catch (reason) {
        const failure = toChatError(reason);
        log?.('The server gave no way back into the conversation.', failure.message);
        if (isRefusal(failure)) return undefined;
        isSecured = false;
        const { retryAfter = 0 } = failure;
        notSecuredBefore = clock.elapsed() + retryAfter;
        return Math.max(waitAfter(clock, securings++, AGAIN), retryAfter);
      }
    },
    canResume: () => shelf.get('resume') !== undefined,
    post: async (path, body, signal) => ask(path, body, signal, await token()),
    forget() {
      era += 1;
      isSpent = true;
      isSecured = false;
      isInside = false;
      entering = undefined;
      shelf.put('resume', undefined);
      shelf.put('session', undefined);
    },
    stop() {
      controller.abort();
      controller = new AbortController();
      entering = undefined;
    },
  };
}
