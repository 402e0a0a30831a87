import { definePart } from '../define-part.js';
import { aText, has } from '../shape.js';

/** A formula in TeX, as far as KaTeX knows it. */
export interface MathPart {
  readonly type: 'math';
  readonly id?: string;
  readonly tex: string;
  /** On a line of its own, with room above and below its signs. */
  readonly display?: boolean;
}
declare module '../../../src/protocol/part.js' {
  interface PartMap {
    math: MathPart;
  }
}

export const math = definePart({
  kind: 'math',
  tag: 'chat-math',
  setting: 'math',
  accepts: has({ tex: aText }),
  load: () => import('./math.js'),
  toText: ({ tex }) => tex,
});
