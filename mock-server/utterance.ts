import type { Answer } from './bot/answer.js';
import type { JsonObject } from './doors/json.js';

/** Something that was said in a conversation, and stays said. */
export interface Utterance {
  /** The client's id of the visitor's own words; what the door calls them on the wire for all others. */
  readonly id: string;
  readonly author: 'user' | 'bot' | 'agent';
  /** Who the agent is. */
  readonly name?: string;
  /** Markdown; empty for rich parts alone. */
  readonly text: string;
  /** All of what the bot or an agent said. */
  readonly answer?: Answer;
  /** Milliseconds since 1970, by the server's clock; never the same twice in a conversation. */
  readonly at: number;
  /** How much the bot and agents had said with it. */
  readonly place: number;
  /** What the door that the visitor came through wants to know of the words. */
  readonly wire?: JsonObject;
}
