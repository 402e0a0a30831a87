import type { ChatCommand } from '../src/protocol/commands.js';
import type { Permission } from '../src/protocol/permission.js';
import type { Answer } from './bot/answer.js';
import type { Brain } from './bot/brain.js';
import type { Reply } from './bot/reply.js';
import type { Clock } from './clock.js';
import type { JsonObject } from './doors/json.js';
import type { Journal } from './journal.js';
import type { Utterance } from './utterance.js';

/** Doors whose conversations are the same ones: whoever knows an id of one family knows nothing of the others. */
export type Family = 'stentor' | 'chatbotkit' | 'session' | 'opencx' | 'airy';

/** What somebody says, before the room has noted when. */
export interface Words extends Omit<Utterance, 'id' | 'at' | 'place' | 'text' | 'author' | 'wire'> {
  readonly author: 'bot' | 'agent';
  readonly answer: Answer;
  /** A random one unless given. */
  readonly id?: string;
}

/** What came of a request, and whether it was acted on now. */
export interface Turn {
  readonly id: string;
  readonly reply: Reply;
  readonly committed: boolean;
  /** Says what the turn came to, and ends it: the same as the room's `utter`, but once, whichever process does it. */
  readonly utter: (...words: readonly Words[]) => Promise<readonly Utterance[]>;
}

/** How a turn is taken. */
export interface Manner {
  /** What its door wants to know of the visitor's words later. */
  readonly wire?: JsonObject;
  /** Where its process dies, what was said until then is all of it: its visitors cannot come back to an answer. */
  readonly cut?: boolean;
}

/** Takes a command, once per id: a repeated id gets the first answer again, and nothing is committed. */
export type Take = (command: ChatCommand, id: string | undefined, transport?: string, manner?: Manner) => Promise<Turn>;

/** One session, whichever doors of its family it came through. */
export interface Conversation {
  readonly id: string;
  /** Family and id: no other room has it. */
  readonly key: string;
  /** Random: a server that forgot the conversation has another one under the same id. */
  readonly epoch: string;
  /** What the bot asked leave for and has no answer to. */
  readonly asked: Permission | undefined;
  /** The person who took over from the bot. */
  readonly person: string | undefined;
  /** What was said, oldest first; the newest five hundred. */
  readonly transcript: readonly Utterance[];
  /** Lets the bot act. */
  readonly act: Take;
  /** Takes the words for the people in the room; the bot says nothing. */
  readonly pass: Take;
  /** A turn that was taken before, wherever that was. */
  readonly turn: (id: string) => Promise<Turn | undefined>;
  /** A person takes over, or gives back. */
  readonly assign: (person: string | undefined) => Promise<void>;
  /** Notes what the bot or an agent says, and tells all who listen. What shows nothing is not noted. */
  readonly utter: (words: Words) => Promise<Utterance>;
  /** Tells of everything that is said from now on, the visitor's own words too. Returns the way to stop it. */
  readonly listen: (listener: (said: Utterance) => void) => () => void;
  /** Tells all who heed signs what nobody has to remember, in this process and in the others. */
  readonly signal: (sign: JsonObject) => void;
  readonly heed: (listener: (sign: JsonObject) => void) => () => void;
  /** Somebody is in the room until they leave by what this answers. */
  readonly hold: () => () => void;
  /** Somebody is in it, or an answer is thought of or taken: it must not be forgotten for want of space. */
  readonly isInUse: () => boolean;
}

/** What the others in the room get to see: the words alone, never the profile or the tokens that came with them. */
export const wordsOf = (command: ChatCommand): string | undefined =>
  command.type === 'send-message'
    ? command.text
    : command.type === 'select-option' || command.type === 'send-postback'
      ? command.label
      : undefined;

/** What all rooms have in common. */
export interface House {
  readonly journal: Journal;
  readonly clock: Clock;
  readonly brain: Brain;
  /** Told of every error that is the server's own fault. */
  readonly report: (error: unknown) => void;
}

/** Says nothing, whatever it hears. */
export const quiet: Brain = () => ({ silent: true });

/** All sessions; of too many the one is forgotten that was quiet the longest, and none that is in use. */
export interface Conversations {
  /** The session of that id, made when it is new. */
  readonly join: (family: Family, id: string) => Promise<Conversation>;
  readonly find: (family: Family, id: string) => Promise<Conversation | undefined>;
  readonly all: () => Promise<readonly Conversation[]>;
  /** Whether the session of that id is in use in this process; asking does not keep it. */
  readonly isInUse: (family: Family, id: string) => boolean;
  readonly forget: (room: Conversation) => Promise<void>;
  readonly clear: () => void;
}
