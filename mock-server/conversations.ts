import type { ChatCommand } from '../src/protocol/commands.js';
import type { Permission } from '../src/protocol/permission.js';
import type { Frame } from '../src/transports/websocket/wire.js';
import type { Answer } from './bot/answer.js';
import { answer } from './bot/bot.js';
import type { Journal } from './journal.js';

const CONVERSATIONS = 1000;
const REMEMBERED = 500;

/** What came of a request, and whether it was acted on now. */
export interface Turn {
  readonly answer: Answer;
  readonly committed: boolean;
}

/** Somebody with an open socket. */
export interface Member {
  readonly hear: (frame: Frame) => void;
}

/** A frame that whoever was away may ask for again. */
interface Kept {
  readonly frame: Frame;
  /** Where it stands: its own `seq`, or that of the last numbered frame before it. */
  readonly place: number;
}

/** One session, whichever doors it came through. */
export interface Conversation {
  readonly id: string;
  /** Random: a server that forgot the conversation has another one under the same id. */
  readonly epoch: string;
  readonly members: Set<Member>;
  /** What the bot asked leave for and has no answer to. */
  asked: Permission | undefined;
  /** The person who took over from the bot. */
  person: string | undefined;
  /** Lets the bot act, once per id: a repeated id gets the first answer again, and nothing is committed. */
  readonly act: (command: ChatCommand, id: string | undefined, transport?: string) => Turn;
  /** Takes the words for the people in the room, once per id; the bot says nothing. */
  readonly pass: (command: ChatCommand, id: string | undefined, transport?: string) => Turn;
  /** Numbers a frame for everybody, keeps it, and tells all members. */
  readonly tell: (frame: Frame) => void;
  /** Tells all members but the one who said it; what was said is kept, who came and went is not. */
  readonly relay: (frame: Frame, from: Member) => void;
  /** What came after `seq` and is kept still, besides the asker's own words. */
  readonly since: (seq: number, userId: string | undefined) => readonly Frame[];
  /** The first number that is kept, one more than the last where nothing is, and the last. */
  readonly span: () => { readonly first: number; readonly last: number };
}

const forgetOldest = <K>(kept: Map<K, unknown>, size: number): void => {
  const oldest = kept.keys().next();
  if (kept.size > size && !oldest.done) kept.delete(oldest.value);
};

/** What the others in the room get to see: the words alone, never the profile or the tokens that came with them. */
export const wordsOf = (command: ChatCommand): string | undefined =>
  command.type === 'send-message' ? command.text : command.type === 'select-option' ? command.label : undefined;

function createConversation(id: string, record: Journal, history: number): Conversation {
  const answers = new Map<string, Answer>();
  const members = new Set<Member>();
  let journal: Kept[] = [];
  let seq = 0;

  const keep = (frame: Frame) => {
    journal = [...journal, { frame, place: seq }].slice(-history);
  };
  const once = (command: ChatCommand, requestId: string | undefined, transport: string, say: () => Answer): Turn => {
    const known = requestId === undefined ? undefined : answers.get(requestId);
    if (known) return { answer: known, committed: false };
    const said = say();
    // A broken answer is no answer: the same id may be tried again.
    if (said.fail) return { answer: said, committed: false };
    conversation.asked = said.permission;
    if (requestId !== undefined) answers.set(requestId, said);
    forgetOldest(answers, REMEMBERED);
    record.commit({ transport, sessionId: id, id: requestId ?? command.id, text: wordsOf(command) ?? '' });
    return { answer: said, committed: true };
  };
  const conversation: Conversation = {
    id,
    epoch: crypto.randomUUID(),
    members,
    asked: undefined,
    person: undefined,
    act: (command, requestId, transport = '') => once(command, requestId, transport, () => answer(command)),
    pass: (command, requestId, transport = '') => once(command, requestId, transport, () => ({ silent: true })),
    tell: (frame) => {
      seq += 1;
      const numbered = { ...frame, seq };
      keep(numbered);
      for (const member of members) member.hear(numbered);
    },
    relay: (frame, from) => {
      if (frame.event === 'new message') keep(frame);
      for (const member of members) if (member !== from) member.hear(frame);
    },
    since: (after, userId) =>
      journal
        .filter(({ frame, place }) =>
          frame.seq === undefined ? place >= after && frame.sender?.userId !== userId : place > after,
        )
        .map(({ frame }) => frame),
    span: () => ({ first: journal.find(({ frame }) => frame.seq !== undefined)?.place ?? seq + 1, last: seq }),
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

/** Each keeps its last `history` frames for those who were away. */
export function createConversations(journal: Journal, history = REMEMBERED): Conversations {
  const sessions = new Map<string, Conversation>();
  return {
    join: (id) => {
      const conversation = sessions.get(id) ?? createConversation(id, journal, history);
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
