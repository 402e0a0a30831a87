import { definePart } from '../define-part.js';
import { aNumber, aText, has, maybe, oneOf, type Check } from '../shape.js';
import { noticeWords } from './notice-words.js';

/** What happened in the conversation: somebody came or left, a person was asked for, a place in line, the end; nobody is there. */
export interface NoticePart {
  readonly type: 'notice';
  readonly id?: string;
  readonly event: 'joined' | 'left' | 'handoff' | 'handback' | 'queue' | 'ended' | 'new-session' | 'gap' | 'away';
  /** Who came or left. */
  readonly name?: string;
  /** The visitor's place in line; one is next. */
  readonly position?: number;
}
declare module '../../../src/protocol/part.js' {
  interface PartMap {
    notice: NoticePart;
  }
}

const check: Check = has({
  event: oneOf('joined', 'left', 'handoff', 'handback', 'queue', 'ended', 'new-session', 'gap', 'away'),
  name: maybe(aText),
  position: maybe(aNumber),
});

export const notice = definePart({
  kind: 'notice',
  tag: 'chat-notice',
  accepts: (part) => check(part),
  load: () => import('./notice.js'),
  toText: noticeWords,
});
