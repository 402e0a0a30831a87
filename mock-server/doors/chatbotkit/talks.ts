import type { Attachment } from '../../../src/protocol/message.js';
import type { Shelves } from '../../shelf.js';
import type { JsonObject } from '../json.js';
import type { ContactRecord } from './contact.js';

/** Files that wait for their message. */
const MOST_FILES = 20;

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
  /** The turn of what was sent, as long as nobody came to receive the answer. */
  waiting?: string | undefined;
  /** What the visitor thinks of each message, -100 to 100. */
  votes: Readonly<Record<string, number>>;
}

/** All conversations that a widget of ours opened. */
export interface Talks {
  readonly begin: (conversation: string, talk: Omit<Talk, 'waiting' | 'votes'>) => Promise<Talk>;
  readonly find: (conversation: string) => Promise<Talk | undefined>;
  /** Notes what has changed. */
  readonly change: (conversation: string, talk: Talk, change: Partial<Talk>) => Promise<void>;
  /** A file came: it belongs to the next message. */
  readonly bring: (conversation: string, file: Attachment) => Promise<void>;
  readonly brought: (conversation: string) => Promise<readonly Attachment[]>;
  /** So many files went with a message. */
  readonly sent: (conversation: string, count: number) => Promise<void>;
  /** By conversation, oldest first. */
  readonly all: () => Promise<readonly (readonly [string, Talk])[]>;
}

export function createTalks({ shelf, lists }: Shelves): Talks {
  const talks = shelf<Talk>('talks', 'chatbotkit');
  const files = lists<Attachment>('talk files', MOST_FILES);
  return {
    async begin(conversation, talk) {
      const begun: Talk = { ...talk, votes: {} };
      await talks.put(conversation, begun);
      return begun;
    },
    find: talks.get,
    async change(conversation, talk, change) {
      Object.assign(talk, change);
      // What another process has changed meanwhile stays.
      await talks.put(conversation, Object.assign((await talks.get(conversation)) ?? talk, change));
    },
    bring: files.add,
    brought: files.get,
    sent: files.drop,
    all: async () => [...(await talks.all())].sort(([, one], [, other]) => one.createdAt - other.createdAt),
  };
}
