import type { ChatCommand } from '../../src/protocol/commands.js';
import type { Attachment } from '../../src/protocol/message.js';
import type { Part, Suggestion } from '../../src/protocol/part.js';

/** What was said before, as language models want it told. */
export interface Said {
  readonly role: 'user' | 'assistant';
  readonly text: string;
}

/** One turn of the conversation: what the visitor said, and what may help to answer it. */
export interface ChatTurn {
  /** The client's id of it. */
  readonly id: string;
  /** The visitor's words; those of a choice or a form are made from it. */
  readonly text: string;
  readonly attachments: readonly Attachment[];
  /** Oldest first, without this turn. */
  readonly history: readonly Said[];
  readonly sessionId: string;
  /** The wire it came by: `direct`, `chatbotkit`, `opencx` … */
  readonly transport: string;
  /** Aborted when the visitor stops the answer or is gone. */
  readonly signal: AbortSignal;
  /** What the visitor did, as the widget told it. */
  readonly command: ChatCommand;
}

/** What an answer may hold besides words and parts. */
export interface Besides {
  /** Quick replies below it. */
  readonly suggestions?: readonly Suggestion[];
  /** The visitor is to be handed to a person, by phone where a number is given. */
  readonly handoff?: { readonly phone?: string };
  /** The conversation is over. */
  readonly ended?: boolean;
}

/** One piece of an answer: markdown to add, a rich part, or what goes along with it. */
export type ChatPiece = string | Part | Besides;

/** Answers one turn, piece by piece. What it throws is the visitor's “could not answer”, and is reported. */
export type AnswerTurn = (turn: ChatTurn) => AsyncIterable<ChatPiece>;
