import { definePart } from '../define-part.js';
import { aNumber, has, maybe } from '../shape.js';

/** What a model thought before it answered; markdown. It streams with `text-delta` and `to: 'reasoning'`. */
export interface ReasoningPart {
  readonly type: 'reasoning';
  readonly id?: string;
  readonly text: string;
  /** How long it took; without it, what could be seen of it is measured. */
  readonly seconds?: number;
}
declare module '../../../src/protocol/part.js' {
  interface PartMap {
    reasoning: ReasoningPart;
  }
}

const check = has({ text: (text) => typeof text === 'string', seconds: maybe(aNumber) });

export const reasoning = definePart({
  kind: 'reasoning',
  tag: 'chat-reasoning',
  accepts: (part) => check(part),
  load: () => import('./reasoning.js'),
  // Thoughts are no answer: where they cannot be folded away, they are left out.
  toText: () => '',
});
