import type { Contact } from './contact.js';
import type { JsonObject } from '../json.js';

const TALKS = 1000;

/** What is known of a conversation beside what was said in it. */
export interface Talk {
  readonly collectsContacts: boolean;
  readonly meta: JsonObject;
  contact?: Contact & { readonly id: string };
}

/** All conversations that a widget of ours opened; the oldest of more than a thousand is forgotten. */
export interface Talks {
  readonly begin: (conversation: string, talk: Omit<Talk, 'contact'>) => Talk;
  readonly find: (conversation: string) => Talk | undefined;
  readonly clear: () => void;
}

export function createTalks(): Talks {
  const talks = new Map<string, Talk>();
  return {
    begin(conversation, talk) {
      const begun: Talk = { ...talk };
      talks.set(conversation, begun);
      const oldest = talks.keys().next();
      if (talks.size > TALKS && !oldest.done) talks.delete(oldest.value);
      return begun;
    },
    find: (conversation) => talks.get(conversation),
    clear: () => talks.clear(),
  };
}
