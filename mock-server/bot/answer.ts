import type { ChatEvent } from '../../src/protocol/events.js';
import type { Part, Suggestion } from '../../src/protocol/part.js';
import type { Permission } from '../../src/protocol/permission.js';

/** A function of the page to be called. */
export interface FunctionCall {
  readonly id: string;
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** What the bot says in one turn. Each door puts it in its own wire's words. */
export interface Answer {
  /** Markdown. */
  readonly text?: string;
  /** The same words as HTML, for wires that carry it. */
  readonly html?: string;
  /** Speech markup instead of text. */
  readonly ssml?: string;
  /** What the words are in, for wires that can say it. */
  readonly language?: string;
  readonly parts?: readonly Part[];
  /** What went through its mind before; a wire that streams says it word by word. */
  readonly thoughts?: string;
  /** One part as it changes; a wire that cannot push shows its last state. */
  readonly steps?: readonly Part[];
  /** Functions of the page that it wants called. */
  readonly calls?: readonly FunctionCall[];
  /** What else happens, one after the other; wires that cannot push leave it out. */
  readonly happens?: readonly ChatEvent[];
  readonly suggestions?: readonly Suggestion[];
  readonly permission?: Permission;
  /** The visitor is to be handed to a person, by phone where a number is given. */
  readonly handoff?: { readonly phone?: string };
  /** The bot considers the conversation over. */
  readonly ended?: boolean;
  /** Milliseconds of thought before the answer. */
  readonly delay?: number;
  /** The bot breaks instead: the HTTP status it breaks with. */
  readonly fail?: number;
  /** Heard, and nothing to say. */
  readonly silent?: boolean;
}

/** Whether anybody sees anything of it. */
export const shows = ({ text, ssml, thoughts, parts = [], steps = [], silent, fail }: Answer): boolean =>
  !silent && !fail && Boolean(text || ssml || thoughts || parts.length + steps.length);
