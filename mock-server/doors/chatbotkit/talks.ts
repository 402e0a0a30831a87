import type { Attachment } from '../../../src/protocol/message.js';
import type { Reply } from '../../bot/reply.js';
import type { JsonObject } from '../json.js';
import type { ContactRecord } from './contact.js';

const TALKS = 1000;

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
  /** What the bot says to what was sent, as long as nobody came to receive it. */
  waiting?: Reply | undefined;
  /** What the visitor thinks of each message, -100 to 100. */
  readonly votes: Map<string, number>;
}

/** All conversations that a widget of ours opened; the oldest of more than a thousand is forgotten. */
export interface Talks {
  readonly begin: (conversation: string, talk: Omit<Talk, 'contact' | 'files' | 'waiting' | 'votes'>) => Talk;
  readonly find: (conversation: string) => Talk | undefined;
  /** By conversation, oldest first. */
  readonly all: () => ReadonlyMap<string, Talk>;
  readonly clear: () => void;
}

export function createTalks(): Talks {
  const talks = new Map<string, Talk>();
  return {
    begin(conversation, talk) {
      const begun: Talk = { ...talk, files: [], votes: new Map() };
      talks.set(conversation, begun);
      const oldest = talks.keys().next();
      if (talks.size > TALKS && !oldest.done) talks.delete(oldest.value);
      return begun;
    },
    find: (conversation) => talks.get(conversation),
    all: () => talks,
    clear: () => talks.clear(),
  };
}
