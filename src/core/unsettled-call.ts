import type { Message } from '../protocol/message.js';
import type { PartMap } from '../protocol/part.js';

type ToolPart = PartMap['tool-call'];

/** A function that waits for the visitor's word or is at work, as it stands in the conversation, and its message. */
export interface UnsettledCall {
  readonly home: Message;
  readonly part: ToolPart;
}

/** Whether it is a call that has no end yet. */
export const isUnsettled = (part: Message['parts'][number]): part is ToolPart =>
  part.type === 'tool-call' && 'state' in part && (part.state === 'waiting' || part.state === 'running');

/** All that have no end yet, whoever drew them. */
export const unsettledCalls = (messages: readonly Message[]): readonly UnsettledCall[] =>
  messages.flatMap((home) => home.parts.filter(isUnsettled).map((part) => ({ home, part })));

/** All of them, also those that have an end. */
export const shownCalls = (messages: readonly Message[]): readonly ToolPart[] =>
  messages.flatMap(({ parts }) =>
    parts.filter((part): part is ToolPart => part.type === 'tool-call' && 'state' in part),
  );
