import { definePart } from '../define-part.js';
import { aText, has, maybe } from '../shape.js';

/** Lines of code. */
export interface CodePart {
  readonly type: 'code';
  readonly id?: string;
  readonly code: string;
  /** As after a markdown fence: `js`, `python`. */
  readonly language?: string;
  /** What it is called, as a file name is; shown instead of the language. */
  readonly name?: string;
}
declare module '../../../src/protocol/part.js' {
  interface PartMap {
    code: CodePart;
  }
}

export const code = definePart({
  kind: 'code',
  tag: 'chat-code',
  accepts: has({ code: aText, language: maybe(aText), name: maybe(aText) }),
  load: () => import('./code.js'),
  toText: (part) => part.code,
});
