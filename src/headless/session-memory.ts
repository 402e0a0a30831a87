import { isPlain } from '../config/plain.js';
import type { Session } from '../protocol/session.js';
import type { WidgetSession } from './chat-state.js';
import type { NormalizedConfig } from './create-config.js';
import { machineOf, type Platform } from './host.js';
import { visitorOf } from './visitor.js';

/** Where a host that kept sessions for the reference has them. */
export const sessionKeyOf = (config: NormalizedConfig): string =>
  `${visitorOf(config) || 'unknown'}:${config.token}:session`;

/** The session as the reference keeps it, so that a host finds it, and one that comes from there goes on. */
export interface SessionMemory {
  readonly read: () => Promise<Partial<Session> | undefined>;
  readonly write: (session: WidgetSession | null) => void;
  readonly clear: () => Promise<void>;
}

function parsed(text: string | null | undefined): Partial<Session> | undefined {
  try {
    const session: unknown = JSON.parse(text ?? '');
    if (!isPlain(session) || typeof session['id'] !== 'string') return undefined;
    const startedAt = Date.parse(String(session['createdAt']));
    return { id: session['id'], ...(Number.isFinite(startedAt) ? { startedAt } : {}) };
  } catch {
    return undefined;
  }
}

/** Reads and writes it, one after the other; a storage that fails keeps nothing, and says so once. */
export function sessionMemory(config: NormalizedConfig, host: Platform): SessionMemory {
  const storage = config.settings.persistSession ? host.storage : undefined;
  const key = sessionKeyOf(config);
  const { warn } = machineOf(host);
  let last: Promise<unknown> = Promise.resolve();
  let warned = false;
  function next<T>(deed: () => T | Promise<T>): Promise<T | undefined> {
    const done = last.then(deed).catch((reason: unknown) => {
      if (!warned) warn('not-kept', 'The storage of this host failed: its session is not kept.', reason);
      warned = true;
      return undefined;
    });
    last = done;
    return done;
  }
  return {
    read: async () => (storage ? parsed(await next(() => storage.getItem(key))) : undefined),
    write(session) {
      if (storage && session) void next(() => storage.setItem(key, JSON.stringify(session)));
    },
    async clear() {
      if (storage) await next(() => storage.removeItem(key));
    },
  };
}
