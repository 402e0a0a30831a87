import type { Attachment } from '../../../src/protocol/message.js';
import { createKept, MOST_KEPT } from '../../kept.js';
import type { Reply } from '../../bot/reply.js';
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
  /** What the bot says to what was sent, as long as nobody came to receive it. */
  waiting?: Reply | undefined;
  /** What the visitor thinks of each message, -100 to 100. */
  readonly votes: Map<string, number>;
}

/** All conversations that a widget of ours opened; of too many the one is forgotten that was quiet the longest. */
export interface Talks {
  readonly begin: (conversation: string, talk: Omit<Talk, 'contact' | 'files' | 'waiting' | 'votes'>) => Talk;
  readonly find: (conversation: string) => Talk | undefined;
  /** By conversation, oldest first. */
  readonly all: () => ReadonlyMap<string, Talk>;
  readonly clear: () => void;
}

export function createTalks(most = MOST_KEPT): Talks {
  const talks = createKept<string, Talk>(most);
  return {
    begin(conversation, talk) {
      const begun: Talk = { ...talk, files: [], votes: new Map() };
      talks.set(conversation, begun);
      return begun;
    },
    find: (conversation) => talks.get(conversation),
    all: talks.all,
    clear: talks.clear,
  };
}
