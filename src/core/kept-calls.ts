import type { Platform } from '../platform/platform.js';
import type { KeyValueStorage } from '../platform/storage.js';
import { within } from '../platform/within.js';
import type { Session } from '../protocol/session.js';
import type { ToolCall } from '../protocol/tool.js';
import { aNumber, anId, anObject, aString, having, listOf, maybe, read, type Checks } from './checks.js';
import { sealed, unsealed } from './kept-records.js';
import type { ReadonlyStore } from './store.js';

/** A call that has no end yet, and the part that shows it. */
export interface KeptCall {
  readonly call: ToolCall;
  /** The tab whose page works on it; absent while the visitor is asked. */
  readonly by?: string;
  /** Since when, in milliseconds since 1970. */
  readonly at: number;
}

/**
 * Calls of the page's functions that outlive their page. What is drawn proves nothing, since a backend draws, too: only a
 * call that lies here was begun by us.
 */
export interface KeptCalls {
  readonly keep: (partId: string, call: ToolCall, by?: string) => void;
  readonly drop: (partId: string) => void;
  /** The call that the part shows; `undefined` where nobody waits for its end. */
  readonly find: (partId: string) => Promise<KeptCall | undefined>;
  /** Takes a call up. False where that was done before, in an earlier page or another tab: its end comes from there. */
  readonly take: (callId: string) => Promise<boolean>;
}
export interface KeptCallsOptions {
  readonly storage: KeyValueStorage;
  /** Begins every key. */
  readonly scope: string;
  readonly session: ReadonlyStore<Session>;
  readonly platform: Pick<Platform, 'after' | 'now'>;
}

/** Longer than this nobody waits for a storage, in milliseconds. */
const PATIENCE = 1_000;
/** Calls that are remembered when they are over: backends say again what they keep, and that is less. */
const REMEMBERED = 500;

const toolCall: Checks<ToolCall> = { id: anId, name: anId, input: anObject, messageId: maybe(aString) };
const keptCall: Checks<KeptCall> = { call: having(toolCall), by: maybe(anId), at: aNumber };
const taken: Checks<{ readonly ids: readonly string[] }> = { ids: listOf(anId) };
const owned: Checks<{ readonly sessionId: string }> = { sessionId: aString };

export function createKeptCalls({ storage, scope, session, platform }: KeptCallsOptions): KeptCalls {
  const keyOf = (partId: string): string => `${scope}/question/${partId}`;
  // No part has this id: they are random.
  const takenKey = keyOf('taken');
  // Whoever keeps can do without: the storage itself says what is wrong.
  const quietly = (deed: Promise<void>): void => void deed.catch(() => undefined);
  const write = (key: string, record: object): void =>
    quietly(storage.set(key, sealed({ ...record, sessionId: session.get().id })));
  async function readAt<T>(key: string, checks: Checks<T>): Promise<T | undefined> {
    const raw = await within(platform.after, PATIENCE, storage.get(key));
    return unsealed(
      (value) => (read(owned, value)?.sessionId === session.get().id ? read(checks, value) : undefined),
      raw,
    );
  }
  /** Each knows those that were taken up before it. */
  let taking: Promise<unknown> = Promise.resolve();
  async function take(callId: string): Promise<boolean> {
    const found = await readAt(takenKey, taken).catch(() => 'unknown' as const);
    // What could not be read is not written over.
    if (found === 'unknown') return true;
    const { ids = [] } = found ?? {};
    if (ids.includes(callId)) return false;
    write(takenKey, { ids: [...ids, callId].slice(-REMEMBERED) });
    return true;
  }
  return {
    keep: (partId, call, by) => write(keyOf(partId), { call, at: platform.now(), ...(by === undefined ? {} : { by }) }),
    drop: (partId) => quietly(storage.remove(keyOf(partId))),
    find: (partId) => readAt(keyOf(partId), keptCall).catch(() => undefined),
    take(callId) {
      const mine = taking.then(() => take(callId));
      taking = mine;
      return mine;
    },
  };
}
