import { definePart } from '../define-part.js';
import { aText, has, maybe, oneOf } from '../shape.js';

/** A function at work: one of the page's, which the visitor may be asked about, or one of the backend's own. */
export interface ToolCallPart {
  readonly type: 'tool-call';
  readonly id: string;
  readonly name: string;
  /** What the visitor reads instead of the name. */
  readonly title?: string;
  /** What it does. */
  readonly description?: string;
  /** `waiting` is for the visitor's consent; `expired` when nobody waits for that any more. */
  readonly state: 'running' | 'waiting' | 'done' | 'failed' | 'refused' | 'expired';
  /** JSON. */
  readonly input?: unknown;
  /** JSON. */
  readonly result?: unknown;
  readonly error?: string;
}
declare module '../../../src/protocol/part.js' {
  interface PartMap {
    'tool-call': ToolCallPart;
  }
}

const check = has({
  id: aText,
  name: aText,
  title: maybe(aText),
  description: maybe(aText),
  state: oneOf('running', 'waiting', 'done', 'failed', 'refused', 'expired'),
  error: maybe(aText),
});

export const toolCall = definePart({
  kind: 'tool-call',
  tag: 'chat-tool-call',
  setting: 'tools',
  accepts: (part) => check(part),
  load: () => import('./tool-call.js'),
  toText: ({ title, name }) => title ?? name,
});
