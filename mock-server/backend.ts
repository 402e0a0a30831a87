import { systemClock, type Clock } from './clock.js';
import { createConnections, type Connections } from './connections.js';
import type { Conversation, Conversations } from './conversations.js';
import { createFaults, type Faults } from './faults/faults.js';
import type { Files } from './files.js';
import { createJournal, type Journal } from './journal.js';
import { ownMemory } from './memory.js';
import type { RateLimit } from './rate-limit.js';
import { createRequestLog, type RequestLog } from './request-log.js';
import { isAway } from './problem.js';
import { createTalks, type Talks } from './doors/chatbotkit/talks.js';
import { scriptedBrain, type Brain } from './bot/brain.js';
import { createUploadStore, type UploadStore } from './doors/uploads/upload-store.js';
import type { LookUp } from './doors/unfurl/look-up.js';
import { createFrameBooks, type FrameBooks } from './sockets/frame-books.js';
import { createUsage, type Usage } from './usage.js';
import { seeds } from './seeds.js';
import type { Sessions } from './sessions/sessions.js';
import type { Shelves } from './shelf.js';
import { memoryStore, type Store } from './store.js';

const PER_MINUTE = 60;
const SERVICE_RESTART = 1012;

/** A file of the built widget. */
export interface Asset {
  readonly body: Uint8Array<ArrayBuffer>;
  /** MIME type. */
  readonly type: string;
}

export interface BackendOptions {
  /** Where widgets and bots are kept; in memory, with the seeds, unless given. */
  readonly store?: Store;
  /** Where files of visitors lie, in place of where the store keeps conversations; it is for the owner to bound them. */
  readonly files?: Files;
  /** Pages that may come in: exact origins, `*.example.com` for all below, `null` literally. Absent means all. */
  readonly origin?: readonly string[];
  /** Host names this server answers to, against DNS rebinding. Absent means any. */
  readonly hosts?: readonly string[];
  /** The one account key that the bot's HTTP door takes. Absent means any or none. */
  readonly apiKey?: string;
  /** Whether stentor's doors want a session token of this server instead of an account key. */
  readonly tokens?: boolean;
  /** What session tokens are signed with; another one for each process unless given. */
  readonly secret?: string;
  /** Milliseconds that each answer waits. */
  readonly latency?: number;
  /** What answers; the mock server's own bot unless given. */
  readonly brain?: Brain;
  /** Whether tests may look into it and break it at `/__mock`; they may unless told. */
  readonly control?: boolean;
  /** How many frames of each conversation are kept for those who were away; 500 unless given. */
  readonly history?: number;
  /** Messages a minute per session, half of them at once; 0 means no limit. */
  readonly rateLimit?: number;
  /**
   * Conversations, contacts and files that strangers begin a minute per address, half of them at once; 0 means no limit. 60
   * unless given, and then this machine's own addresses are not counted.
   */
  readonly perAddress?: number;
  /** Reads a file of the built widget by its name below `dist/cdn`. Absent means this server has none. */
  readonly asset?: (name: string) => Promise<Asset | undefined>;
  /** Reads a page that a link leads to. Absent means that only the bot's own pages have previews. */
  readonly lookUp?: LookUp;
  readonly clock?: Clock;
  /** Told of every error that is the server's own fault. */
  readonly report?: (error: unknown) => void;
}

/** What all doors share: one bot's memory, one log, one set of faults. */
export interface Backend {
  readonly store: Store;
  readonly conversations: Conversations;
  readonly log: RequestLog;
  readonly faults: Faults;
  readonly journal: Journal;
  readonly connections: Connections;
  readonly rateLimit: RateLimit;
  readonly arrivals: RateLimit;
  readonly uploads: UploadStore;
  readonly usage: Usage;
  readonly frameBooks: FrameBooks;
  readonly sessions: Sessions;
  readonly talks: Talks;
  readonly shelves: Shelves;
  readonly clock: Clock;
  readonly latency: number;
  readonly origin: readonly string[] | undefined;
  readonly hosts: readonly string[] | undefined;
  readonly apiKey: string | undefined;
  readonly tokens: boolean;
  readonly control: boolean;
  readonly asset: BackendOptions['asset'];
  readonly lookUp: BackendOptions['lookUp'];
  readonly report: (error: unknown) => void;
  /** A visitor wants to be forgotten: their conversation goes, and the files in it. */
  readonly forget: (room: Conversation) => Promise<void>;
  /** Forgets conversations, sessions, log, faults, counts and files; resources stay. */
  readonly reset: () => Promise<void>;
  /** As after a crash: the server's memory is gone and its sockets close. What tests look at stays. */
  readonly restart: () => void;
  /** Lets go of what its memory is kept in. */
  readonly close: () => Promise<void>;
}

export function createBackend(options: BackendOptions = {}): Backend {
  const {
    store = memoryStore(seeds),
    clock = systemClock,
    latency = 0,
    rateLimit = PER_MINUTE,
    perAddress = PER_MINUTE,
    brain = scriptedBrain,
    control = true,
  } = options;
  const tell = options.report ?? ((error: unknown) => console.error(error));
  // That its memory is away it tells by itself, and once.
  const report = (error: unknown) => isAway(error) || tell(error);
  const journal = createJournal(clock, control);
  const watching = {
    journal,
    log: createRequestLog(clock, control),
    faults: createFaults(clock),
    connections: createConnections(),
  };
  const house = { journal, clock, brain, report };
  const { close, erase, ...memory } = (store.memory ?? ownMemory)({
    ...{ house, secret: options.secret, rateLimit },
    arrivals: perAddress,
  });
  const here = { usage: createUsage() };
  const { conversations, shelves } = memory;
  const uploads = createUploadStore({ files: options.files ?? memory.files, shelves, clock });
  const clear = (parts: Readonly<Record<string, { readonly clear: () => void }>>) => {
    for (const each of Object.values(parts)) each.clear();
  };
  return {
    ...watching,
    ...memory,
    ...here,
    uploads,
    talks: createTalks(shelves),
    frameBooks: createFrameBooks(options.history),
    store,
    clock,
    latency,
    origin: options.origin,
    hosts: options.hosts,
    apiKey: options.apiKey,
    tokens: options.tokens ?? false,
    control,
    asset: options.asset,
    lookUp: options.lookUp,
    report,
    async forget(room) {
      await uploads.forget(room.key);
      await conversations.forget(room);
    },
    reset: async () => {
      clear({ ...watching, ...here });
      await erase();
    },
    restart: () => {
      journal.restart();
      watching.connections.closeAll(SERVICE_RESTART, 'The server starts again.');
      clear({ ...memory, ...here });
    },
    close,
  };
}
