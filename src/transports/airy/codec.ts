import { listOf, present, recordOf, textOf } from '../../net/untrusted.js';
import type { Message } from '../../protocol/message.js';
import { contentsOf, decodeContent } from './content.js';
import { timeOf } from './sent-at.js';

/** What the server says has become of a message. */
export type State = 'pending' | 'failed' | 'delivered';
const states: readonly unknown[] = ['pending', 'failed', 'delivered'] satisfies State[];

/** A message of either generation, read; `shown` is what it looks like here. */
export interface Heard {
  readonly id: string;
  readonly mine: boolean;
  /** Absent where the server does not say. */
  readonly state?: State;
  /** The visitor's own: what whoever sent it called it. */
  readonly key?: string;
  /** The words, to compare. */
  readonly text: string;
  readonly shown: Message;
}

const MAX_MESSAGES = 1_000;
const agents: readonly unknown[] = ['app_user', 'source_user'];

/** One message, or `undefined` for what is none. The older generation says the same in other words. */
export function readMessage(raw: unknown, now: number): Heard | undefined {
  const message = recordOf(raw);
  const id = textOf(message.id);
  if (!id) return undefined;
  const state = (textOf(message.delivery_state) ?? textOf(message.state))?.toLowerCase();
  const mine =
    typeof message.from_contact === 'boolean' ? message.from_contact : message.sender_type === 'source_contact';
  const sender = recordOf(message.sender);
  const name = textOf(sender.name);
  const at = timeOf(message.sent_at);
  const [first] = contentsOf(message.content);
  const key = mine ? textOf(first?.clientMessageId) : undefined;
  const { parts, suggestions } = decodeContent(message.content);
  const said = mine
    ? parts.map((part) => (part.type === 'text' ? { ...part, format: 'plain' as const } : part))
    : parts;
  return {
    id,
    mine,
    text: textOf(first?.text)?.trim() ?? '',
    ...present({
      state: states.includes(state) ? (state as State) : undefined,
      key,
    }),
    shown: {
      // In all tabs and on all devices the visitor's own words have one name.
      id: key ?? id,
      author: mine ? 'user' : name || agents.includes(message.sender_type) ? 'agent' : 'bot',
      parts: said,
      delivery: mine && state === 'failed' ? 'failed' : 'delivered',
      streaming: false,
      createdAt: at ?? now,
      ...present({ order: at, suggestions: suggestions.length && !mine ? suggestions : undefined }),
      ...(mine ? {} : present({ name, avatarUrl: textOf(sender.avatar_url) })),
    },
  };
}

/** The messages of a conversation, oldest first; of very many, the newest thousand. */
export const readHistory = (messages: unknown, now: number): readonly Heard[] =>
  (Array.isArray(messages) ? listOf(messages.slice(-MAX_MESSAGES), MAX_MESSAGES) : []).flatMap(
    (raw) => readMessage(raw, now) ?? [],
  );

/** The message in the body of a frame; `undefined` when there is none. */
export function readBody(body: string, now: number): Heard | undefined {
  try {
    return readMessage(recordOf(JSON.parse(body)).message, now);
  } catch {
    return undefined;
  }
}
