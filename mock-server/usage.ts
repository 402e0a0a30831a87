import { createKept, MOST_KEPT } from './kept.js';

/** What is counted for whoever a conversation belongs to. */
export type Counted = 'conversations' | 'messages' | 'upvotes' | 'downvotes' | 'voiceSeconds';

/** Counts by subject: a widget integration, an agent. Of too many the one is forgotten that was quiet the longest. */
export interface Usage {
  readonly add: (subject: string, what: Counted, amount?: number) => void;
  readonly of: (subject: string) => Readonly<Record<Counted, number>>;
  readonly clear: () => void;
}

const none = { conversations: 0, messages: 0, upvotes: 0, downvotes: 0, voiceSeconds: 0 };

export function createUsage(most = MOST_KEPT): Usage {
  const counts = createKept<string, Readonly<Record<Counted, number>>>(most);
  const of: Usage['of'] = (subject) => counts.get(subject) ?? none;
  return {
    of,
    add(subject, what, amount = 1) {
      const before = of(subject);
      counts.set(subject, { ...before, [what]: before[what] + amount });
    },
    clear: () => counts.clear(),
  };
}
