import type { Attachment, Message } from '../protocol/message.js';
import { textIn } from '../protocol/part.js';
import type { BotIdentity } from './options.js';
import type { BotMessageType, ChatAgent, ChatAttachment, MessageType } from './chat-state.js';

type Part = Message['parts'][number];

/** Lines of the conversation itself, in the words of OpenCX's history. */
const lines: Readonly<Record<string, string>> = { joined: 'agent_joined', handoff: 'handoff' };

const iso = (at: number | undefined): string => (at === undefined ? '' : new Date(at).toISOString());

const attached = (attachments: readonly Attachment[] | undefined): { attachments?: readonly ChatAttachment[] } =>
  attachments?.length
    ? {
        attachments: attachments.map(({ url, name = '', size = 0, type = '' }, index) => ({
          id: url || `${index}`,
          name,
          size,
          type,
          url,
        })),
      }
    : {};

const wordsOf = (part: Part): string | undefined => (part.type === 'text' ? textIn(part) : undefined);

/** What is drawn by one component each; texts that follow each other are one. */
function pieces(message: Message): readonly Pick<BotMessageType, 'component' | 'data'>[] {
  const found: Pick<BotMessageType, 'component' | 'data'>[] = [];
  for (const part of message.parts) {
    const words = wordsOf(part);
    const last = found.at(-1);
    if (words === undefined) {
      const { type, ...data } = part;
      const event = type === 'notice' && 'event' in part ? part.event : undefined;
      found.push({ component: event === undefined ? type : (lines[event] ?? event), data });
    } else if (last?.component === 'TEXT')
      found[found.length - 1] = { ...last, data: { ...last.data, message: `${last.data.message}\n\n${words}` } };
    else if (words)
      found.push({
        component: 'TEXT',
        data: { message: words, ...(message.delivery === 'failed' ? { variant: 'error' } : {}) },
      });
  }
  return found;
}

function agentOf({ author, name, avatarUrl }: Message, bot: BotIdentity): ChatAgent | undefined {
  if (author === 'agent') return { isAi: false, id: null, name: name ?? '', avatar: avatarUrl };
  if (author !== 'bot') return undefined;
  const { id = null, is_ai: isAi = true } = bot;
  return {
    isAi,
    id: id === null ? null : String(id),
    name: name ?? bot.name ?? '',
    avatar: avatarUrl ?? bot.avatarUrl,
  };
}

/** One of our messages as those of the reference: each part that has a component of its own is one. */
function messagesOf(message: Message, bot: BotIdentity): readonly MessageType[] {
  const { id, author, delivery, createdAt, attachments, parts } = message;
  const timestamp = iso(createdAt);
  if (author === 'user')
    return [
      {
        type: 'FROM_USER',
        id,
        content: parts.map((part) => wordsOf(part) ?? '').join('\n'),
        deliveredAt: delivery === 'delivered' ? timestamp : null,
        status: delivery,
        timestamp,
        ...attached(attachments),
        original: message,
      },
    ];
  const agent = agentOf(message, bot);
  const files = attached(attachments);
  const shown = pieces(message);
  const drawn = shown.length || !files.attachments ? shown : [{ component: 'TEXT', data: { message: '' } }];
  return drawn.map((piece, index) => ({
    type: author === 'agent' ? 'FROM_AGENT' : 'FROM_BOT',
    id: index ? `${id}#${index}` : id,
    ...piece,
    timestamp,
    ...(agent ? { agent } : {}),
    ...(index ? {} : files),
    original: message,
  }));
}

/** Reads messages as those of the reference; one that did not change is the same object as before. */
export function messageReader(): (messages: readonly Message[], bot: BotIdentity) => readonly MessageType[] {
  let known = new WeakMap<Message, readonly MessageType[]>();
  let asked: BotIdentity | undefined;
  let last: readonly MessageType[] = [];
  return (messages, bot) => {
    if (bot !== asked) known = new WeakMap();
    asked = bot;
    const next = messages.flatMap((message) => {
      const read = known.get(message) ?? messagesOf(message, bot);
      known.set(message, read);
      return read;
    });
    if (next.length !== last.length || next.some((message, index) => message !== last[index])) last = next;
    return last;
  };
}
