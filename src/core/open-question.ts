import type { Message } from '../protocol/message.js';
import type { PartMap } from '../protocol/part.js';

type ToolPart = PartMap['tool-call'];

/** A question about a function of the page, as it stands in the conversation, and the message it stands in. */
export interface OpenQuestion {
  readonly home: Message;
  readonly part: ToolPart;
}

const isOpen = (part: Message['parts'][number]): part is ToolPart =>
  part.type === 'tool-call' && 'state' in part && part.state === 'waiting';

/** All that wait for the visitor's word, whoever drew them. */
export const openQuestions = (messages: readonly Message[]): readonly OpenQuestion[] =>
  messages.flatMap((home) => home.parts.filter(isOpen).map((part) => ({ home, part })));
