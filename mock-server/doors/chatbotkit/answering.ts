import type { Attachment } from '../../../src/protocol/message.js';
import type { Backend } from '../../backend.js';
import { type Answer, type FunctionCall, shows } from '../../bot/answer.js';
import type { Bit } from '../../bot/brain.js';
import type { Reply } from '../../bot/reply.js';
import { Problem } from '../../problem.js';
import type { LogEntry } from '../../request-log.js';
import { withOrigin } from '../media/origin.js';
import type { Channels } from './channels.js';
import type { PageFunction } from './functions.js';
import type { StreamEvent } from './jsonl.js';
import { bitsOf, createTeller } from './teller.js';
import type { Visitor } from './call.js';

/** A bot that never stops asking the page is stopped. */
const MOST_ROUNDS = 10;
const CHARACTERS_PER_TOKEN = 4;

/** Why an answer ended. */
type End = 'stop' | 'activity' | 'abort' | 'iteration';

/** What an answer comes to. */
export interface Outcome {
  /** The last message. */
  readonly id: string;
  readonly text: string;
  readonly usage: { readonly token: number };
  readonly end: { readonly reason: End };
}

/** Where an answer is given. */
export interface Stage {
  readonly backend: Backend;
  readonly channels: Channels;
  readonly visitor: Pick<Visitor, 'conversation' | 'widget' | 'talk'>;
  readonly entry: LogEntry;
  /** This server's own address. */
  readonly origin: string;
  readonly functions: ReadonlyMap<string, PageFunction>;
  /** The caller hears the answer as it is said, and may be asked for something meanwhile. */
  readonly streams: boolean;
  /** Aborted when the caller has left. */
  readonly signal: AbortSignal;
}

const tokensOf = (text: string): number => Math.ceil(text.length / CHARACTERS_PER_TOKEN);

/** The bot hears something; throws a `Problem` where it is asked to break. Files that came before go with the words. */
export function hear(
  stage: Pick<Stage, 'backend' | 'visitor' | 'entry'>,
  text: string,
): { readonly id: string; readonly reply: Reply } {
  const { backend, visitor, entry } = stage;
  const { conversation, talk } = visitor;
  const id = crypto.randomUUID();
  const attachments: readonly Attachment[] = talk.files;
  const command = { type: 'send-message', id, text, ...(attachments.length > 0 && { attachments }) } as const;
  const { reply, committed } = backend.conversations.join(conversation).act(command, undefined, entry.transport);
  entry.committed ||= committed;
  if (reply.ready?.fail) throw new Problem(reply.ready.fail, 'bot-failed', 'The bot was asked to break.');
  talk.files = [];
  backend.usage.add(talk.widget, 'messages');
  return { id, reply };
}

/** The bot begins by itself. */
export function begin({ backend, visitor, entry }: Pick<Stage, 'backend' | 'visitor' | 'entry'>): Reply {
  const command = { type: 'launch', id: crypto.randomUUID() } as const;
  const { reply, committed } = backend.conversations
    .join(visitor.conversation)
    .act(command, undefined, entry.transport);
  entry.committed ||= committed;
  return reply;
}

interface Said {
  readonly id: string;
  readonly text: string;
  readonly answer: Answer;
}

/** One message of the bot. What was told of it when the caller left is what was said. */
async function* round(stage: Stage, reply: Reply): AsyncGenerator<StreamEvent, Said> {
  const { backend, visitor, streams, origin } = stage;
  const room = backend.conversations.join(visitor.conversation);
  const teller = createTeller(visitor.widget.verbose);
  const id = crypto.randomUUID();
  let noted = false;
  const note = (answer: Answer) => {
    noted = true;
    room.utter({ id, author: 'bot', answer });
    if (shows(answer)) backend.usage.add(visitor.talk.widget, 'messages');
  };
  const here = (bit: Bit): readonly Bit[] =>
    bit.type === 'part' ? (withOrigin({ parts: [bit.part] }, origin).parts ?? []).map((part) => ({ ...bit, part })) : [bit]; // prettier-ignore
  try {
    const bits = streams ? reply.bits() : bitsOf(await reply.whole());
    for await (const bit of bits) for (const each of here(bit)) yield* teller.tell(each);
    yield* teller.close();
    const answer = reply.ready ?? (await reply.whole());
    if (answer.fail) throw new Problem(answer.fail, 'bot-failed', 'The bot broke.');
    note(answer);
    const text = teller.text();
    if (text !== '') yield { type: 'message', data: { type: 'bot', text } };
    return { id, text, answer };
  } finally {
    if (!noted) {
      reply.stop();
      note({ text: teller.text() });
    }
  }
}

type Heard = { readonly result: unknown } | { readonly error: string };

/** What a function of the page says: at once where the page said so before, or over its channel. */
async function* ask(stage: Stage, { name, input }: FunctionCall): AsyncGenerator<StreamEvent, Heard | End> {
  const { channels, functions, visitor, streams, signal } = stage;
  const known = functions.get(name);
  if (!known) return { error: `There is no function “${name}” here.` };
  if (known.result) return { result: known.result.data };
  // Whoever gets all at once cannot be asked meanwhile.
  if (!streams) return 'activity';
  const channel = known.channel ?? crypto.randomUUID();
  // The caller may answer as soon as it is asked.
  const heard = channels.wait(visitor.conversation, channel, signal);
  yield { type: 'waitForChannelMessageBegin', data: { channel, function: { name, args: input } } };
  const message = await heard;
  if (!message) return 'abort';
  yield { type: 'waitForChannelMessageEnd', data: { channel } };
  if (!('abort' in message)) return message;
  yield { type: 'abort', data: { reason: message.reason ?? 'The page stopped it.', functionName: name } };
  return 'abort';
}

/** The bot hears what a function said. */
function told({ backend, visitor, entry }: Stage, { id, name }: FunctionCall, heard: Heard): Reply {
  const command = { type: 'tool-result', id: crypto.randomUUID(), callId: id, name, ...heard } as const;
  return backend.conversations.join(visitor.conversation).act(command, undefined, entry.transport).reply;
}

/** An answer from its first word to its last: round after round, as long as the bot calls functions of the page. */
export async function* answering(stage: Stage, first: Reply): AsyncGenerator<StreamEvent, Outcome> {
  const instance = crypto.randomUUID();
  const replies = [first];
  let said: Said = { id: crypto.randomUUID(), text: '', answer: {} };
  let tokens = 0;
  let reason: End = 'stop';
  let iteration = 0;
  for (let reply = replies.shift(); reply && reason === 'stop'; reply = replies.shift()) {
    iteration += 1;
    yield { type: 'completeBegin', data: { instance, iteration } };
    said = yield* round(stage, reply);
    tokens += tokensOf(said.text);
    yield { type: 'completeEnd', data: { instance, iteration } };
    for (const call of said.answer.calls ?? []) {
      const heard: Heard | End = iteration < MOST_ROUNDS ? yield* ask(stage, call) : 'iteration';
      if (typeof heard === 'string') reason = heard;
      else replies.push(told(stage, call, heard));
      if (reason !== 'stop') break;
    }
  }
  yield { type: 'usage', data: { model: 'northwind-1', inputTokensUsed: 0, outputTokensUsed: tokens } };
  return { id: said.id, text: said.text, usage: { token: tokens }, end: { reason } };
}
