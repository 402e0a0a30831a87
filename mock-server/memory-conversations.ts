import type { ChatCommand } from '../src/protocol/commands.js';
import type { Permission } from '../src/protocol/permission.js';
import { shows } from './bot/answer.js';
import type { Brain } from './bot/brain.js';
import { createCompany } from './company.js';
import { readyReply, streamedReply, type Reply } from './bot/reply.js';
import {
  quiet,
  wordsOf,
  type Conversation,
  type Conversations,
  type Family,
  type House,
  type Manner,
  type Take,
  type Turn,
  type Words,
} from './conversations.js';
import { createKept, MOST_KEPT } from './kept.js';
import type { Utterance } from './utterance.js';

const REMEMBERED = 500;

function createConversation(family: Family, id: string, { journal, clock, brain }: House): Conversation {
  const turns = createKept<string, Turn>(REMEMBERED, ({ reply }) => reply.isBusy());
  const company = createCompany();
  let transcript: readonly Utterance[] = [];
  let asked: Permission | undefined;
  let person: string | undefined;

  function note(said: Omit<Utterance, 'at' | 'place'>): Utterance {
    const { at = 0, place = 0 } = transcript.at(-1) ?? {};
    const noted = { ...said, at: Math.max(clock.now(), at + 1), place: said.answer ? place + 1 : place };
    transcript = [...transcript, noted].slice(-REMEMBERED);
    company.tell(noted);
    return noted;
  }
  function say(words: Words): Utterance {
    const said = { ...words, id: words.id ?? crypto.randomUUID(), text: words.answer.text ?? '' };
    journal.say(said.id, id, words.answer);
    return shows(words.answer) ? note(said) : { ...said, at: clock.now(), place: 0 };
  }
  function replyOf(command: ChatCommand, turn: string, transport: string, thinks: Brain): Reply {
    const controller = new AbortController();
    const said = thinks({ command, sessionId: id, transport, transcript, signal: controller.signal });
    if (!(Symbol.asyncIterator in said)) {
      if (!said.fail) asked = said.permission;
      return readyReply(said, clock);
    }
    const reply = streamedReply(said, controller);
    void reply.over().then(({ fail, permission }) => {
      asked = permission;
      // A broken answer is no answer: the same id may be tried again.
      if (fail) turns.delete(turn);
    });
    return reply;
  }
  const taking =
    (thinks: Brain): Take =>
    async (command, requestId, transport = '', { wire }: Manner = {}) => {
      const known = requestId === undefined ? undefined : turns.get(requestId);
      if (known) return { ...known, committed: false };
      const turn = requestId ?? crypto.randomUUID();
      const reply = replyOf(command, turn, transport, thinks);
      const taken = { id: turn, reply, committed: true, utter: async (...words: readonly Words[]) => words.map(say) };
      if (reply.ready?.fail) return { ...taken, committed: false };
      turns.set(turn, taken);
      const text = wordsOf(command);
      const said = { id: requestId ?? command.id, text: text ?? '' };
      journal.commit({ transport, sessionId: id, ...said });
      if (text !== undefined) note({ ...said, author: 'user', ...(wire && { wire }) });
      return taken;
    };

  return {
    id,
    key: `${family}:${id}`,
    epoch: crypto.randomUUID(),
    get asked() {
      return asked;
    },
    get person() {
      return person;
    },
    get transcript() {
      return transcript;
    },
    act: taking(brain),
    pass: taking(quiet),
    turn: async (turn) => turns.get(turn),
    assign: async (next) => void (person = next),
    utter: async (words) => say(words),
    ...company.ways,
    signal: company.sign,
    isInUse: () => company.isHere() || [...turns.all().values()].some(({ reply }) => reply.isBusy()),
  };
}

/** All sessions, in this process and nowhere else. */
export function memoryConversations(house: House, most = MOST_KEPT): Conversations {
  const rooms = createKept<string, Conversation>(most, (room) => room.isInUse());
  return {
    join: async (family, id) => {
      const key = `${family}:${id}`;
      const room = rooms.get(key) ?? createConversation(family, id, house);
      rooms.set(key, room);
      return room;
    },
    find: async (family, id) => rooms.get(`${family}:${id}`),
    all: async () => [...rooms.all().values()],
    isInUse: (family, id) => rooms.all().get(`${family}:${id}`)?.isInUse() ?? false,
    forget: async ({ key }) => void rooms.delete(key),
    clear: () => rooms.clear(),
  };
}
