import type { Platform } from '../platform/platform.js';
import { memoryStorage, type KeyValueStorage } from '../platform/storage.js';
import { within } from '../platform/within.js';
import type { Message } from '../protocol/message.js';
import { readers, sealed, unsealed, type KeptCommand, type KeptMessage, type KeptSession } from './kept-records.js';
import { createWriteBehind, type WriteBehind } from './write-behind.js';

export type { KeptCommand, KeptSession } from './kept-records.js';

/** What an earlier page left, or another tab wrote. */
export interface Restored {
  readonly session?: KeptSession;
  readonly messages: readonly Message[];
  readonly commands: readonly KeptCommand[];
  readonly draft: string;
  /** Where the last of it stands in the line: what is said now comes after. */
  readonly lastPlace: number;
}

/** What of a conversation outlives its page. Nothing here rejects: whoever keeps can do without. */
export interface Kept {
  /** Answers within a second. */
  readonly restore: () => Promise<Restored>;
  readonly session: (kept: KeptSession) => void;
  /**
   * At most one write per message and second, the last state wins. False where there are newer ones enough: only so many
   * are kept.
   */
  readonly message: (message: Message, place: number) => boolean;
  readonly removeMessage: (id: string) => void;
  /** Settles when it is written, together with its bubble; after a second in any case. */
  readonly command: (kept: KeptCommand) => Promise<void>;
  readonly removeCommand: (id: string) => void;
  readonly draft: (text: string) => void;
  /** Writes what still waits. */
  readonly flush: () => Promise<void>;
  /** Everything of this scope goes. */
  readonly clear: () => Promise<void>;
}
export interface KeptOptions {
  readonly storage: KeyValueStorage;
  /** Begins every key. */
  readonly scope: string;
  readonly platform: Pick<Platform, 'after' | 'attention' | 'now' | 'warn'>;
  /** Milliseconds after the last activity. */
  readonly sessionDuration: number;
  /** `session`: until it has expired, unless the visitor wants it to stay. `always`: until it is cleared. */
  readonly persist: 'session' | 'always';
}

/** Longer than this nobody waits for a storage. */
const PATIENCE = 1000;
/** A clock that was put back makes the last activity lie ahead; a little of that is no news. */
const AHEAD = 60_000;
const MOST_MESSAGES = 1000;

const nothing: Restored = { messages: [], commands: [], draft: '', lastPlace: 0 };

/** Keeps a conversation in `storage`, below `scope`. */
export function createKept({ storage, scope, platform, sessionDuration, persist }: KeptOptions): Kept {
  const prefix = `${scope}/`;
  const keys = {
    session: `${prefix}session`,
    draft: `${prefix}draft`,
    message: (id: string) => `${prefix}message/${id}`,
    command: (id: string) => `${prefix}command/${id}`,
  };
  const places = new Map<string, number>();
  let records: WriteBehind = createWriteBehind({ storage, platform });

  function read(entries: readonly (readonly [string, unknown])[]) {
    const found = {
      session: undefined as KeptSession | undefined,
      draft: '',
      messages: new Map<string, KeptMessage>(),
      commands: new Map<string, KeptCommand>(),
    };
    /** Whether the record was whole, and lay where it belongs. */
    const takes: Readonly<Record<string, (key: string, value: unknown) => boolean>> = {
      session: (_, value) => (found.session = unsealed(readers.session, value)) !== undefined,
      draft(_, value) {
        const draft = unsealed(readers.draft, value);
        found.draft = draft?.text ?? '';
        return draft !== undefined;
      },
      message(key, value) {
        const kept = unsealed(readers.message, value);
        if (!kept || key !== keys.message(kept.message.id)) return false;
        found.messages.set(kept.message.id, kept);
        records.know(key, sealed(kept));
        return true;
      },
      command(key, value) {
        const kept = unsealed(readers.command, value);
        if (!kept || key !== keys.command(kept.command.id)) return false;
        found.commands.set(kept.command.id, kept);
        return true;
      },
    };
    const broken = entries.filter(([key, value]) => {
      const kind = key.slice(prefix.length).replace(/\/.*/s, '');
      return Object.hasOwn(takes, kind) && !takes[kind]?.(key, value);
    });
    if (broken.length)
      platform.warn('bad-record', `${broken.length} kept records were broken or of a newer version, and are removed.`);
    for (const [key] of broken) void records.remove(key);
    return found;
  }

  /** By the clock that people set, since the other one begins anew with each page. */
  function current(kept: KeptSession | undefined): KeptSession | undefined {
    const now = platform.now();
    if (!kept || kept.lastActive <= now + AHEAD) return kept;
    const corrected = { ...kept, lastActive: now };
    records.later(keys.session, sealed(corrected));
    return corrected;
  }
  const expired = (kept: KeptSession | undefined): boolean =>
    persist === 'session' && !kept?.stays && (!kept || platform.now() - kept.lastActive > sessionDuration);

  function forget(id: string): void {
    places.delete(id);
    void records.remove(keys.message(id));
  }

  async function restore(): Promise<Restored> {
    const asked = storage;
    await records.flush();
    const entries = await asked.entries(prefix);
    if (asked !== storage) return nothing;
    const found = read(entries);
    const session = current(found.session);
    const ended = expired(session);
    const commands = [...found.commands.values()].sort((a, b) => a.place - b.place);
    const kept = [...found.messages.values()]
      .filter(({ message }) => !ended || found.commands.has(message.id))
      .sort((a, b) => a.place - b.place);
    for (const { message, place } of kept) places.set(message.id, place);
    // The oldest go, but none that still waits to be sent.
    for (const { message } of kept.slice(0, -MOST_MESSAGES)) if (!found.commands.has(message.id)) forget(message.id);
    const messages = kept.map(({ message }) => message).filter(({ id }) => places.has(id));
    const lastPlace = Math.max(0, ...places.values(), ...commands.map(({ place }) => place));
    if (!ended) return { ...(session ? { session } : {}), messages, commands, draft: found.draft, lastPlace };
    const stay = new Set([...found.commands.keys()].flatMap((id) => [keys.command(id), keys.message(id)]));
    for (const [key] of entries) if (!stay.has(key)) void records.remove(key);
    return { messages, commands, draft: '', lastPlace };
  }

  return {
    restore: () =>
      within(platform.after, PATIENCE, restore()).catch(() => {
        // What an earlier page left stays as it is: nothing of this page may be mixed into it.
        storage = memoryStorage();
        records = createWriteBehind({ storage, platform });
        return nothing;
      }),
    session: (kept) => records.later(keys.session, sealed(kept)),
    message(message, at) {
      // A page that comes later knows what was said before, and not where it stood.
      const place = places.get(message.id) ?? at;
      if (!places.has(message.id) && places.size >= MOST_MESSAGES) {
        const [id, oldest] = [...places].reduce((one, other) => (other[1] < one[1] ? other : one));
        if (place < oldest) return false;
        forget(id);
      }
      places.set(message.id, place);
      records.later(keys.message(message.id), sealed({ message, place }));
      return true;
    },
    removeMessage: forget,
    async command(kept) {
      const id = kept.command.id;
      const written = [records.now(keys.command(id), sealed(kept)), records.hurry(keys.session, keys.message(id))];
      await within(platform.after, PATIENCE, Promise.all(written)).catch(() => undefined);
    },
    removeCommand(id) {
      // First how it ended, and what was answered: a page that dies between the two asks again, or has it all.
      void records.flush();
      void records.remove(keys.command(id));
    },
    draft: (text) => (text ? records.later(keys.draft, sealed({ text })) : void records.remove(keys.draft)),
    flush: () => records.flush(),
    clear() {
      places.clear();
      return records.clear(prefix);
    },
  };
}
