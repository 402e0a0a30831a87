import type { Backend } from '../../backend.js';
import { type Answer, type FunctionCall, shows } from '../../bot/answer.js';
import type { Bit } from '../../bot/brain.js';
import type { Turn } from '../../conversations.js';
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
/** There is no way back to a stream of this wire. */
const CUT = { cut: true };

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
export async function hear(
  stage: Pick<Stage, 'backend' | 'visitor' | 'entry'>,
  text: string,
): Promise<{ readonly id: string; readonly turn: Turn }> {
  const { backend, visitor, entry } = stage;
  const { conversation, talk } = visitor;
  const id = crypto.randomUUID();
  const attachments = await backend.talks.brought(conversation);
  const command = { type: 'send-message', id, text, ...(attachments.length > 0 && { attachments }) } as const;
  const room = await backend.conversations.join('chatbotkit', conversation);
  const turn = await room.act(command, undefined, entry.transport, CUT);
  entry.committed ||= turn.committed;
  const { fail } = turn.reply.ready ?? {};
  if (fail) throw new Problem(fail, 'bot-failed', 'The bot was asked to break.');
  if (attachments.length > 0) await backend.talks.sent(conversation, attachments.length);
  backend.usage.add(talk.widget, 'messages');
  return { id, turn };
}

/** The bot begins by itself. */
export async function begin({ backend, visitor, entry }: Pick<Stage, 'backend' | 'visitor' | 'entry'>): Promise<Turn> {
  const command = { type: 'launch', id: crypto.randomUUID() } as const;
  const room = await backend.conversations.join('chatbotkit', visitor.conversation);
  const turn = await room.act(command, undefined, entry.transport, CUT);
  entry.committed ||= turn.committed;
  return turn;
}

interface Said {
  readonly id: string;
  readonly text: string;
  readonly answer: Answer;
}

/** One message of the bot. What was told of it when the caller left is what was said. */
async function* round(stage: Stage, { reply, utter }: Turn): AsyncGenerator<StreamEvent, Said> {
  const { backend, visitor, streams, origin } = stage;
  const teller = createTeller(visitor.widget.verbose);
  const id = crypto.randomUUID();
  let noted = false;
  const note = async (answer: Answer) => {
    noted = true;
    await utter({ id, author: 'bot', answer });
    if (shows(answer)) backend.usage.add(visitor.talk.widget, 'messages');
  };
  const here = (bit: Bit): readonly Bit[] =>
    bit.type === 'part' ? (withOrigin({ parts: [bit.part] }, origin).parts ?? []).map((part) => ({ ...bit, part })) : [bit]; // prettier-ignore
  try {
    const bits = streams ? reply.bits() : bitsOf(await reply.whole());
    // Delegating to a list would wrap each of its steps: this runs for every token.
    for await (const bit of bits) for (const each of here(bit)) for (const event of teller.tell(each)) yield event;
    yield* teller.close();
    const answer = reply.ready ?? (await reply.whole());
    if (answer.fail) throw new Problem(answer.fail, 'bot-failed', 'The bot broke.');
    await note(answer);
    const text = teller.text();
    if (text !== '') yield { type: 'message', data: { type: 'bot', text } };
    return { id, text, answer };
  } finally {
    if (!noted) {
      reply.stop();
      await note({ text: teller.text() });
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
  const { heard } = await channels.listen(visitor.conversation, channel, signal);
  yield { type: 'waitForChannelMessageBegin', data: { channel, function: { name, args: input } } };
  const message = await heard;
  if (!message) return 'abort';
  yield { type: 'waitForChannelMessageEnd', data: { channel } };
  if (!('abort' in message)) return message;
  yield { type: 'abort', data: { reason: message.reason ?? 'The page stopped it.', functionName: name } };
  return 'abort';
}

/** The bot hears what a function said. */
async function told({ backend, visitor, entry }: Stage, { id, name }: FunctionCall, heard: Heard): Promise<Turn> {
  const command = { type: 'tool-result', id: crypto.randomUUID(), callId: id, name, ...heard } as const;
  const room = await backend.conversations.join('chatbotkit', visitor.conversation);
  return room.act(command, undefined, entry.transport, CUT);
}

/** An answer from its first word to its last: round after round, as long as the bot calls functions of the page. */
export async function* answering(stage: Stage, first: Turn): AsyncGenerator<StreamEvent, Outcome> {
  const instance = crypto.randomUUID();
  const turns = [first];
  let said: Said = { id: crypto.randomUUID(), text: '', answer: {} };
  let tokens = 0;
  let reason: End = 'stop';
  let iteration = 0;
  for (let turn = turns.shift(); turn && reason === 'stop'; turn = turns.shift()) {
    iteration += 1;
    yield { type: 'completeBegin', data: { instance, iteration } };
    said = yield* round(stage, turn);
    tokens += tokensOf(said.text);
    yield { type: 'completeEnd', data: { instance, iteration } };
    for (const call of said.answer.calls ?? []) {
      const heard: Heard | End = iteration < MOST_ROUNDS ? yield* ask(stage, call) : 'iteration';
      if (typeof heard === 'string') reason = heard;
      else turns.push(await told(stage, call, heard));
      if (reason !== 'stop') break;
    }
  }
  yield { type: 'usage', data: { model: 'northwind-1', inputTokensUsed: 0, outputTokensUsed: tokens } };
  return { id: said.id, text: said.text, usage: { token: tokens }, end: { reason } };
}
