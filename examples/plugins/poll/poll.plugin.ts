import { definePart, definePlugin } from 'chat-widget/parts';

/** A question with a few answers; everybody sees how the others chose, once they have chosen themselves. */
export interface PollPart {
  readonly type: 'poll';
  readonly id?: string;
  readonly question: string;
  readonly options: readonly {
    /** What the backend gets when it is chosen. */
    readonly id: string;
    readonly label: string;
    /** How many have chosen it so far. */
    readonly votes?: number;
  }[];
}
declare module 'chat-widget/parts' {
  interface PartMap {
    poll: PollPart;
  }
}

const isText = (value: unknown): boolean => typeof value === 'string' && value.trim() !== '';

/** Parts come from a backend: what is not of this shape is shown as words. */
function isOption(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { id, label, votes = 0 } = value as Readonly<Record<string, unknown>>;
  return isText(id) && isText(label) && Number.isSafeInteger(votes) && Number(votes) >= 0;
}

export const pollPart = definePart({
  kind: 'poll',
  tag: 'example-poll',
  accepts: (part) => {
    const { question, options } = { ...part } as Readonly<Record<string, unknown>>;
    return isText(question) && Array.isArray(options) && options.length > 0 && options.every(isOption);
  },
  load: () => import('./poll.js'),
  toText: ({ question, options }) => [question, ...options.map(({ label }) => `- ${label}`)].join('\n'),
  example: {
    type: 'poll',
    question: 'Where shall we have breakfast?',
    options: [
      { id: 'garden', label: 'In the garden', votes: 7 },
      { id: 'terrace', label: 'On the terrace', votes: 4 },
      { id: 'room', label: 'In the room', votes: 1 },
    ],
  },
});

/** The kind of content as a plugin: known once the page has registered it and `plugins` names it. */
export const poll = definePlugin({ name: 'poll', parts: [pollPart] });
