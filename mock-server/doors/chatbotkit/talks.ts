import type { Attachment } from '../../../src/protocol/message.js';
import type { Shelf } from '../../shelf.js';
import type { JsonObject } from '../json.js';
import type { ContactRecord } from './contact.js';

/** What is known of a conversation beside what was said in it. */
export interface Talk {
  /** The widget that opened it, its owner and its bot as they were then. */
  readonly widget: string;
  readonly owner: string | undefined;
  readonly botId: string;
  readonly createdAt: number;
  readonly collectsContacts: boolean;
  readonly meta: JsonObject;
  contact?: ContactRecord;
  /** Files that came since the last message: they belong to the next. */
  files: readonly Attachment[];
  /** The turn of what was sent, as long as nobody came to receive the answer. */
  waiting?: string | undefined;
  /** What the visitor thinks of each message, -100 to 100. */
  votes: Readonly<Record<string, number>>;
}

/** All conversations that a widget of ours opened. */
export interface Talks {
  readonly begin: (conversation: string, talk: Omit<Talk, 'files' | 'waiting' | 'votes'>) => Promise<Talk>;
  readonly find: (conversation: string) => Promise<Talk | undefined>;
  /** Notes what has changed. */
  readonly change: (conversation: string, talk: Talk, change: Partial<Talk>) => Promise<void>;
  /** By conversation, oldest first. */
  readonly all: () => Promise<readonly (readonly [string, Talk])[]>;
}

export function createTalks(shelf: Shelf<Talk>): Talks {
  return {
    async begin(conversation, talk) {
      const begun: Talk = { ...talk, files: [], votes: {} };
      await shelf.put(conversation, begun);
      return begun;
    },
    find: shelf.get,
    change: (conversation, talk, change) => shelf.put(conversation, Object.assign(talk, change)),
    all: async () => [...(await shelf.all())].sort(([, one], [, other]) => one.createdAt - other.createdAt),
  };
}
