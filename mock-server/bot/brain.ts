import type { ChatCommand } from '../../src/protocol/commands.js';
import type { Part } from '../../src/protocol/part.js';
import type { Utterance } from '../utterance.js';
import type { Answer } from './answer.js';
import { answer } from './bot.js';

/** A piece of an answer that is still being said. */
export type Bit =
  | { readonly type: 'text' | 'thought'; readonly delta: string }
  | { readonly type: 'part'; readonly part: Part }
  /** What the answer holds besides words and parts: suggestions, calls, a handoff. */
  | { readonly type: 'more'; readonly answer: Answer };

/** What a brain hears of one turn. */
export interface Asked {
  readonly command: ChatCommand;
  readonly sessionId: string;
  /** The wire it came by, as the request log names it. */
  readonly transport: string;
  /** What was said before, oldest first. */
  readonly transcript: readonly Utterance[];
  /** Aborted when nobody wants the answer any more. */
  readonly signal: AbortSignal;
}

/** What answers behind every door: all at once, or bit by bit. */
export type Brain = (asked: Asked) => Answer | AsyncIterable<Bit>;

/** The mock server's own bot. */
export const scriptedBrain: Brain = ({ command }) => answer(command);
