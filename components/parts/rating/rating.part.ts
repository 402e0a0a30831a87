import { definePart } from '../define-part.js';
import { aText, has, maybe, oneOf } from '../shape.js';

/** Asks how the conversation was: points, and a few words if the visitor likes. */
export interface RatingPart {
  readonly type: 'rating';
  readonly id?: string;
  readonly question?: string;
  /** The most points, 2 to 10; absent means five. The backend always gets points out of five. */
  readonly scale?: number;
  /** `faces` are five; other scales have stars. */
  readonly look?: 'stars' | 'faces';
}
declare module '../../../src/protocol/part.js' {
  interface PartMap {
    rating: RatingPart;
  }
}

const check = has({
  question: maybe(aText),
  scale: maybe((scale) => Number.isInteger(scale) && Number(scale) >= 2 && Number(scale) <= 10),
  look: maybe(oneOf('stars', 'faces')),
});

export const rating = definePart({
  kind: 'rating',
  tag: 'chat-rating',
  accepts: (part) => check(part),
  load: () => import('./rating.js'),
  toText: ({ question = '' }) => question,
});
