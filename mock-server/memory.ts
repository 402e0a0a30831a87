import type { Conversations, House } from './conversations.js';
import { memoryFiles, type KeptFiles } from './files.js';
import { MOST_KEPT } from './kept.js';
import { memoryConversations } from './memory-conversations.js';
import { createRateLimit, type RateLimit } from './rate-limit.js';
import { createSessions, type Sessions } from './sessions/sessions.js';
import { memoryShelves, type Shelves } from './shelf.js';

/** What is known of visitors: all processes of a server have to know the same. */
export interface Memory {
  readonly conversations: Conversations;
  readonly sessions: Sessions;
  readonly rateLimit: RateLimit;
  /** What each address begins. */
  readonly arrivals: RateLimit;
  readonly shelves: Shelves;
  readonly files: KeptFiles;
  /** Forgets all of it, in every process. */
  readonly erase: () => Promise<void>;
  /** Lets go of whatever it is kept in; what is kept stays. */
  readonly close: () => Promise<void>;
}

/** What a memory is made for. */
export interface MemoryNeeds {
  readonly house: House;
  /** What session tokens are signed with, where the owner gave it. */
  readonly secret: string | undefined;
  /** Messages a minute per session. */
  readonly rateLimit: number;
  /** Conversations, contacts and files a minute per address. */
  readonly arrivals: number;
}

/** The memory of a server that is one process: so many conversations, and besides those that are in use. */
export function ownMemory({ house, secret, rateLimit, arrivals }: MemoryNeeds, most = MOST_KEPT): Memory {
  const { clock } = house;
  const conversations = memoryConversations(house, most);
  const { isInUse } = conversations;
  const kept = {
    conversations,
    sessions: createSessions({ clock, secret, isInUse, most }),
    rateLimit: createRateLimit(rateLimit, clock),
    arrivals: createRateLimit(arrivals, clock),
    shelves: memoryShelves(isInUse, most),
    files: memoryFiles(),
  };
  return {
    ...kept,
    erase: async () => Object.values(kept).forEach(({ clear }) => clear()),
    close: async () => {},
  };
}
