import type { ChatCommand } from '../src/protocol/commands.js';
import type { Permission } from '../src/protocol/permission.js';
import { shows, type Answer } from './bot/answer.js';
import type { Brain } from './bot/brain.js';
import { readyReply, streamedReply, type Reply } from './bot/reply.js';
import type { Clock } from './clock.js';
import type { Journal } from './journal.js';
import type { Utterance } from './utterance.js';

const CONVERSATIONS = 1000;
const REMEMBERED = 500;

/** What came of a request, and whether it was acted on now. */
export interface Turn {
  readonly reply: Reply;
  readonly committed: boolean;
}

/** What somebody says, before the room has noted when. */
export interface Words extends Omit<Utterance, 'id' | 'at' | 'text' | 'author'> {
  readonly author: 'bot' | 'agent';
  readonly answer: Answer;
  /** A random one unless given. */
  readonly id?: string;
}

/** One session, whichever doors it came through. */
export interface Conversation {
  readonly id: string;
  /** Random: a server that forgot the conversation has another one under the same id. */
  readonly epoch: string;
  /** What the bot asked leave for and has no answer to. */
  asked: Permission | undefined;
  /** The person who took over from the bot. */
  person: string | undefined;
  /** What was said, oldest first; the newest five hundred. */
  readonly transcript: readonly Utterance[];
  /** Lets the bot act, once per id: a repeated id gets the first answer again, and nothing is committed. */
  readonly act: (command: ChatCommand, id: string | undefined, transport?: string) => Turn;
  /** Takes the words for the people in the room, once per id; the bot says nothing. */
  readonly pass: (command: ChatCommand, id: string | undefined, transport?: string) => Turn;
  /** Notes what the bot or an agent says, and tells all who listen. What shows nothing is not noted. */
  readonly utter: (words: Words) => Utterance;
  /** Tells of everything that is said from now on, the visitor's own words too. Returns the way to stop it. */
  readonly listen: (listener: (said: Utterance) => void) => () => void;
}

const forgetOldest = <K>(kept: Map<K, unknown>, size: number): void => {
  const oldest = kept.keys().next();
  if (kept.size > size && !oldest.done) kept.delete(oldest.value);
};

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
}

const quiet: Brain = () => ({ silent: true });

function createConversation(id: string, { journal, clock, brain }: House): Conversation {
  const replies = new Map<string, Reply>();
  const listeners = new Set<(said: Utterance) => void>();
  let transcript: readonly Utterance[] = [];

  function note(said: Omit<Utterance, 'at'>): Utterance {
    const last = transcript.at(-1)?.at ?? 0;
    const noted = { ...said, at: Math.max(clock.now(), last + 1) };
    transcript = [...transcript, noted].slice(-REMEMBERED);
    for (const listener of listeners) listener(noted);
    return noted;
  }

  function replyOf(command: ChatCommand, requestId: string | undefined, transport: string, thinks: Brain): Reply {
    const controller = new AbortController();
    const said = thinks({ command, sessionId: id, transport, transcript, signal: controller.signal });
    if (!(Symbol.asyncIterator in said)) {
      if (!said.fail) conversation.asked = said.permission;
      return readyReply(said, clock);
    }
    const reply = streamedReply(said, controller);
    void reply.over().then(({ fail, permission }) => {
      conversation.asked = permission;
      if (fail && requestId !== undefined) replies.delete(requestId);
    });
    return reply;
  }

  const once = (command: ChatCommand, requestId: string | undefined, transport: string, thinks: Brain): Turn => {
    const known = requestId === undefined ? undefined : replies.get(requestId);
    if (known) return { reply: known, committed: false };
    const reply = replyOf(command, requestId, transport, thinks);
    // A broken answer is no answer: the same id may be tried again.
    if (reply.ready?.fail) return { reply, committed: false };
    if (requestId !== undefined) replies.set(requestId, reply);
    forgetOldest(replies, REMEMBERED);
    const text = wordsOf(command);
    journal.commit({ transport, sessionId: id, id: requestId ?? command.id, text: text ?? '' });
    if (text !== undefined) note({ id: requestId ?? command.id, author: 'user', text });
    return { reply, committed: true };
  };
  const conversation: Conversation = {
    id,
    epoch: crypto.randomUUID(),
    asked: undefined,
    person: undefined,
    get transcript() {
      return transcript;
    },
    act: (command, requestId, transport = '') => once(command, requestId, transport, brain),
    pass: (command, requestId, transport = '') => once(command, requestId, transport, quiet),
    utter(words) {
      const said = { ...words, id: words.id ?? crypto.randomUUID(), text: words.answer.text ?? '' };
      journal.say(said.id, id, words.answer);
      return shows(words.answer) ? note(said) : { ...said, at: clock.now() };
    },
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  return conversation;
}

/** All sessions; the oldest of more than a thousand is forgotten. */
export interface Conversations {
  /** The session of that id, made when it is new. */
  readonly join: (id: string) => Conversation;
  readonly find: (id: string) => Conversation | undefined;
  readonly all: () => readonly Conversation[];
  readonly forget: (id: string) => void;
  readonly clear: () => void;
}

export function createConversations(house: House): Conversations {
  const sessions = new Map<string, Conversation>();
  return {
    join: (id) => {
      const conversation = sessions.get(id) ?? createConversation(id, house);
      sessions.set(id, conversation);
      forgetOldest(sessions, CONVERSATIONS);
      return conversation;
    },
    find: (id) => sessions.get(id),
    all: () => [...sessions.values()],
    forget: (id) => void sessions.delete(id),
    clear: () => sessions.clear(),
  };
}
