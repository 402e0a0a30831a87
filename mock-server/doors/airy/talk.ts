import type { ChatCommand } from '../../../src/protocol/commands.js';
import type { Content, FirstMessage, Message } from '../../../src/transports/airy/wire.js';
import type { Conversation, Turn } from '../../conversations.js';
import type { Utterance } from '../../utterance.js';
import type { JsonObject } from '../json.js';
import type { Channel } from './channels.js';
import { encodeAnswer } from './encode.js';

/** Messages of a conversation; the oldest are forgotten. */
const REMEMBERED = 500;
const BOT = 'bot-1';
const AGENT = 'agent-1';

/** One conversation as Airy has it: every message with an id, a time and a state, pushed to whoever listens. */
export interface Talk {
  /** Oldest first. */
  readonly messages: readonly Message[];
  /** The visitor says it: the message that was stored, where the bot acts on it, and the bot's turn. */
  readonly say: (
    command: ChatCommand,
    content: JsonObject,
    transport: string,
  ) => Promise<{ readonly message: Message | undefined; readonly turn: Turn }>;
  /** Tells of every message, in both directions. Returns the way to stop it. */
  readonly listen: (listener: (message: Message) => void) => () => void;
}

/** What is kept with the visitor's words: the id and the content that this wire has for them. */
interface Stored extends JsonObject {
  readonly message: string;
  readonly content: JsonObject;
}

const talks = new WeakMap<Conversation, Talk>();

function createTalk(room: Conversation): Talk {
  const listeners = new Set<(message: Message) => void>();
  let messages: readonly Message[] = [];

  const shape = (id: string, content: Content, at: number, sender: Message['sender'], mine: boolean): Message => ({
    id,
    content,
    sent_at: new Date(at).toISOString(),
    delivery_state: 'delivered',
    from_contact: mine,
    source: 'chatplugin',
    metadata: {},
    sender,
  });
  /** What others say is pushed on its way and again when it is delivered. */
  function push(message: Message): void {
    messages = [...messages, message].slice(-REMEMBERED);
    const states = message.from_contact ? (['delivered'] as const) : (['pending', 'delivered'] as const);
    for (const delivery_state of states) for (const listener of listeners) listener({ ...message, delivery_state });
  }
  function note({ id, author, name = 'Agent', text, answer = { text }, at, wire }: Utterance): void {
    if (author === 'user') {
      const { message = id, content = { text } } = (wire ?? {}) as Partial<Stored>;
      return push(shape(message, content, at, { id: room.id }, true));
    }
    const sender = author === 'agent' ? { id: AGENT, name } : { id: BOT };
    encodeAnswer(answer).forEach((content, index) =>
      push(shape(index === 0 ? id : `${id}.${index + 1}`, content, at, sender, false)),
    );
  }
  for (const said of room.transcript) note(said);
  room.listen(note);

  return {
    get messages() {
      return messages;
    },
    async say(command, content, transport) {
      const message = crypto.randomUUID();
      const wire = { message, content } satisfies Stored;
      const turn = await room.act(command, undefined, transport, { wire });
      return { message: messages.find(({ id }) => id === message), turn };
    },
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** The talk in a room, from now on and as far as it is remembered. */
export function talkIn(room: Conversation): Talk {
  const talk = talks.get(room) ?? createTalk(room);
  talks.set(room, talk);
  return talk;
}

const upper = { pending: 'PENDING', failed: 'FAILED', delivered: 'DELIVERED' } as const;

/** A message in the words of the first generation: in the answer to a request, or as a text on the socket. */
function firstMessage(
  { id, content, delivery_state, from_contact, sent_at }: Message,
  isPushed: boolean,
): FirstMessage {
  return {
    id,
    content: isPushed ? JSON.stringify(content) : content,
    // The answer comes before the message has gone its way.
    state: isPushed ? upper[delivery_state] : 'PENDING',
    sender_type: from_contact ? 'source_contact' : 'app_user',
    sent_at: sent_at.replace('Z', '+0000'),
  };
}

/** The answer to `chatplugin.send`. */
export const stored = (message: Message, { generation }: Channel): object =>
  generation === 'first' ? firstMessage(message, false) : message;

/** The body of a frame. */
export const pushed = (message: Message, { id, generation }: Channel, conversation: string): object =>
  generation === 'first'
    ? { message: firstMessage(message, true) }
    : { conversation_id: conversation, channel_id: id, message };
