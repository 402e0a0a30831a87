import type { Message } from '../protocol/message.js';
import type { PartMap } from '../protocol/part.js';

type ToolPart = PartMap['tool-call'];

/** A function that waits for the visitor's word or is at work, as it stands in the conversation, and its message. */
export interface UnsettledCall {
  readonly home: Message;
  readonly part: ToolPart;
}

const isUnsettled = (part: Message['parts'][number]): part is ToolPart =>
  part.type === 'tool-call' && 'state' in part && (part.state === 'waiting' || part.state === 'running');

/** All that have no end yet, whoever drew them. */
export const unsettledCalls = (messages: readonly Message[]): readonly UnsettledCall[] =>
  messages.flatMap((home) => home.parts.filter(isUnsettled).map((part) => ({ home, part })));
