import { clockOf } from '../../net/clock.js';
import { present, recordOf, textOf } from '../../net/untrusted.js';
import { settledOrAborted } from '../../net/settled-or-aborted.js';
import { ChatError, RejectedError, toChatError, TransportError } from '../../protocol/errors.js';
import type { TransportOptions } from '../../protocol/transport.js';
import { call, readJson } from './call.js';
import { reachable, retold } from './encode.js';
import { keepPass, readPass, takePass, withAnswer, type Pass } from './kept-session.js';
import { lifetimeOf, remainingOf } from './lifetime.js';

/** Why there is a new conversation at the backend. */
export type Cause = 'first' | 'again' | 'wish';

/** The conversations of a transport, one at a time: found again, begun, and begun anew when the backend forgot. */
export interface Sessions {
  /** The pass to speak with. Rejects with outcome `not-sent` while none can be had. */
  readonly current: (signal: AbortSignal) => Promise<Pass>;
  /** Gets another pass for one that was refused. */
  readonly renew: () => Promise<void>;
  /** That pass opens nothing any more. */
  readonly refuse: (pass: Pass) => void;
  /** A new conversation by the visitor's wish: nothing is told again. */
  readonly begin: (session: string, signal: AbortSignal) => Promise<void>;
  /** What an earlier page, or another tab, left for that session counts from now on. */
  readonly look: (session: string) => void;
  readonly name: (pass: Pass, ours: string, theirs: string) => void;
  /** What the backend calls that answer of this conversation. */
  readonly theirs: (ours: string) => string | undefined;
  /** Forgets it here and on the shelf. */
  readonly end: () => void;
  /** Nothing that is under way counts any more. */
  readonly leave: () => void;
}

/** Nothing was said yet: a conversation that could not be begun is no word that may have arrived. */
function unsaid(reason: unknown): ChatError {
  const { code, message, outcome = 'not-sent', retryable, retryAfter, status } = toChatError(reason);
  const Failure = retryable ? TransportError : RejectedError;
  const more = { cause: reason, ...present({ retryAfter, status }) };
  return new Failure(code === 'session-expired' ? 'unauthorized' : code, message, {
    ...more,
    outcome: outcome === 'unknown' ? 'not-sent' : outcome === 'auth' ? 'rejected' : outcome,
  });
}

/** Seconds that a session may be asked to last. */
const LEAST = 1_800;
const MOST = 86_400;

export function createSessions(
  options: TransportOptions,
  begun: (pass: Pass, reply: unknown, cause: Cause) => void,
): Sessions {
  const { shelf, widgetId, said, contact, attributes, bodyProperties, timeout } = options;
  const { now, elapsed, after } = clockOf(options);
  let session = options.session.id;
  let pass: Pass | undefined;
  /** By the clock that only goes forward. */
  let until = Infinity;
  let refused: string | undefined;
  /** The visitor wants a new one, and there is none yet. */
  let wished = false;
  let creating: Promise<Pass> | undefined;
  /** The backend asked for a wait until then, by the clock that only goes forward. */
  let notBefore = -Infinity;
  let life = new AbortController();

  function request(cause: Cause): object {
    // Both have a place of their own.
    const { functions: _, userProfile: __, ...meta } = attributes?.() ?? {};
    const seconds = bodyProperties?.['durationInSeconds'];
    const messages = cause === 'wish' ? [] : retold(said?.() ?? []);
    return {
      ...(typeof seconds === 'number' ? { durationInSeconds: Math.min(MOST, Math.max(LEAST, seconds)) } : {}),
      ...present({ contact: contact && reachable(contact()) }),
      ...(messages.length > 0 ? { messages } : {}),
      ...(Object.keys(meta).length > 0 ? { meta } : {}),
    };
  }
  const post = (cause: Cause, signal: AbortSignal, token?: string): Promise<unknown> =>
    call(
      {
        path: `/integration/widget/${encodeURIComponent(widgetId ?? '')}/session/create`,
        body: request(cause),
        signal,
        ...present({ token }),
      },
      options,
      readJson,
    );
  /** From the page's own server, where it makes the sessions. */
  async function fromPage(cause: Cause): Promise<unknown> {
    let disarm = (): void => {};
    const late = new Promise<never>((_, reject) => {
      disarm = after(timeout, () => reject(new Error('The page gave no session in time.')));
    });
    try {
      const { id, ...rest } = recordOf(
        await Promise.race([options.getSession?.(cause === 'again' ? 'refused' : 'first'), late]),
      );
      return { conversationId: id, ...rest };
    } catch (reason) {
      throw new TransportError('unauthorized', 'The page gave no session.', { cause: reason, outcome: 'not-sent' });
    } finally {
      disarm();
    }
  }
  async function create(cause: Cause, last?: Pass): Promise<Pass> {
    const { signal } = life;
    if (!widgetId && !options.getSession) {
      const message = 'The setting widget-id is missing: it says which widget of the workspace this is.';
      throw new ChatError('bad-config', message, { outcome: 'rejected' });
    }
    const left = notBefore - elapsed();
    if (left > 0) {
      const asked = 'The backend asked for a wait before another session.';
      throw new TransportError('rate-limited', asked, { outcome: 'not-sent', retryAfter: left });
    }
    const reply = await (options.getSession ? fromPage(cause) : post(cause, signal, last?.token)).catch(
      (reason: unknown) => {
        const error = unsaid(reason);
        if (error.retryAfter !== undefined) notBefore = elapsed() + error.retryAfter;
        throw error;
      },
    );
    const next = readPass(reply, session);
    if (signal.aborted) throw new ChatError('aborted', 'Nobody waits for the session.', { outcome: 'not-sent' });
    if (!next) throw new TransportError('bad-reply', 'The backend gave no session.', { outcome: 'not-sent' });
    const lifetime = lifetimeOf(next.token, next.expiresAt, now());
    until = lifetime === undefined ? Infinity : elapsed() + lifetime;
    wished = false;
    keep({ ...next, answers: [] });
    begun(next, reply, cause);
    return next;
  }
  function keep(next: Pass | undefined): void {
    pass = next;
    keepPass(shelf, next);
  }
  /** One at a time, whoever asks for it. */
  async function obtain(cause: Cause, last?: Pass): Promise<Pass> {
    const mine = (creating ??= create(cause, last));
    try {
      return await mine;
    } finally {
      if (creating === mine) creating = undefined;
    }
  }
  function leave(): void {
    life.abort();
    life = new AbortController();
    creating = undefined;
  }
  const cause = (): Cause => (wished ? 'wish' : pass || retold(said?.() ?? []).length > 0 ? 'again' : 'first');
  const isOver = (): boolean => pass === undefined || pass.token === refused || elapsed() >= until;

  return {
    current: (signal) => settledOrAborted(() => (pass && !isOver() ? pass : obtain(cause())), signal),
    async renew() {
      // Somebody else asked for it at the same time, or it has come already.
      if (isOver() || creating) await obtain(cause());
    },
    refuse(old) {
      refused = old.token;
    },
    async begin(next, signal) {
      leave();
      session = next;
      const last = pass?.token === refused ? undefined : pass;
      keep(undefined);
      wished = true;
      await settledOrAborted(() => obtain('wish', last), signal);
    },
    look(next) {
      session = next;
      const found = shelf ? takePass(shelf, next) : pass?.session === next ? pass : undefined;
      if (found?.token === pass?.token) return;
      pass = found;
      const left = found && remainingOf(found.expiresAt, now());
      until = left === undefined ? Infinity : elapsed() + left;
    },
    name(of, ours, theirs) {
      if (pass?.conversation === of.conversation) keep(withAnswer(pass, ours, theirs));
    },
    theirs: (ours) => pass?.answers.find(([each]) => each === ours)?.[1],
    end() {
      leave();
      keep(undefined);
    },
    leave,
  };
}

/** The bot's words in a reply, in their order. */
export function firstWords(reply: unknown): readonly string[] {
  const { messages } = recordOf(reply);
  const all: readonly unknown[] = Array.isArray(messages) ? messages : [];
  return all.flatMap((each) => {
    const { type, text } = recordOf(each);
    const words = textOf(text);
    return type === 'bot' && words !== undefined ? [words] : [];
  });
}
