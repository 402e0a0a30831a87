import { definePart } from '../define-part.js';
import { aText, has, maybe } from '../shape.js';

/** Asks whether an answer helped. Its message is what the visitor judges. */
export interface FeedbackPart {
  readonly type: 'feedback';
  readonly id?: string;
  readonly question?: string;
  /** What may have been wrong: offered after a no. */
  readonly reasons?: readonly string[];
}
declare module '../../../src/protocol/part.js' {
  interface PartMap {
    feedback: FeedbackPart;
  }
}

const check = has({
  question: maybe(aText),
  reasons: maybe((reasons) => Array.isArray(reasons) && reasons.every(aText)),
});

export const feedback = definePart({
  kind: 'feedback',
  tag: 'chat-feedback',
  accepts: (part) => check(part),
  load: () => import('./feedback.js'),
  toText: ({ question = '' }) => question,
});
