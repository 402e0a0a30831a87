import type { Backend } from '../../backend.js';
import type { Turn as Said } from '../../conversations.js';
import { Problem } from '../../problem.js';
import { admitted, badRequest, bodyOf, checkRate, type Call, type Deed, type Visitor } from './call.js';
import type { Channels } from './channels.js';
import { answering, begin, hear, type Outcome, type Stage } from './answering.js';
import { jsonlResponse, type StreamEvent, wantsStream } from './jsonl.js';
import { readTurnRequest, type TurnRequest } from './turn-request.js';

/** Everything that a turn needs, once its caller was let in and its words were read. */
interface Turn extends Stage {
  readonly request: TurnRequest;
  /** The caller has left. */
  readonly leave: () => void;
}

/** What came in is heard at once; what goes out is said as the caller takes it. */
async function* withResult(turn: Turn, heard: readonly StreamEvent[], said: Said): AsyncGenerator<StreamEvent, void> {
  yield* heard;
  try {
    const outcome = yield* answering(turn, said);
    yield { type: 'receiveResult', data: outcome };
    yield { type: 'result', data: outcome };
  } catch (thrown) {
    if (!(thrown instanceof Problem)) turn.backend.report(thrown);
    yield { type: 'error', data: { message: 'The bot broke while it answered.', code: 'INTERNAL_SERVER_ERROR' } };
  }
}

async function wholeOf(turn: Turn, said: Said): Promise<Outcome> {
  const events = answering(turn, said);
  for (;;) {
    const step = await events.next();
    if (step.done) return step.value;
  }
}

async function answered(call: Call, turn: Turn, said: Said, heard: readonly StreamEvent[] = []): Promise<Response> {
  if (!turn.streams) return call.json(await wholeOf(turn, said));
  const leave = () => {
    turn.leave();
    said.reply.stop();
  };
  return jsonlResponse(withResult(turn, heard, said), turn.backend, leave);
}

/** The turn of what was sent and not answered yet, for whoever asks first. */
async function sent({ backend, visitor }: Turn): Promise<Said | undefined> {
  const { conversation, talk } = visitor;
  const { waiting } = talk;
  if (waiting === undefined) return undefined;
  await backend.talks.change(conversation, talk, { waiting: undefined });
  return (await backend.conversations.join('chatbotkit', conversation)).turn(waiting);
}

/** What was sent and not answered yet; where there is nothing the bot begins. */
async function pending(turn: Turn): Promise<Said> {
  return (await sent(turn)) ?? begin(turn);
}

/** What was sent before and not answered is answered with this. */
async function said(turn: Turn, text: string): ReturnType<typeof hear> {
  const heard = await hear(turn, text);
  const before = await sent(turn);
  before?.reply.stop();
  await before?.utter({ author: 'bot', answer: { silent: true } });
  return heard;
}

/** How a turn is taken: by a caller who was let in, with a body that was read. */
type Take = (call: Call, turn: Turn) => Response | Promise<Response>;

/** The visitor's words in, the bot's out; without words the bot goes on. */
const complete: Take = async (call, turn) => {
  const { text, entities } = turn.request;
  if (text === undefined) return answered(call, turn, await pending(turn));
  const { id, turn: heard } = await said(turn, text);
  return answered(call, turn, heard, [{ type: 'sendResult', data: { id, entities } }]);
};

/** The visitor's words alone. */
const send: Take = async (call, turn) => {
  const { text, entities } = turn.request;
  if (text === undefined) throw badRequest('There is no “text” to send.');
  const { id, turn: heard } = await said(turn, text);
  const { conversation, talk } = turn.visitor;
  await turn.backend.talks.change(conversation, talk, { waiting: heard.id });
  const data = { id, entities };
  if (!turn.streams) return call.json(data);
  async function* events(): AsyncGenerator<StreamEvent> {
    yield { type: 'sendResult', data };
    yield { type: 'result', data };
  }
  return jsonlResponse(events(), turn.backend, turn.leave);
};

/** The bot's words alone. */
const receive: Take = async (call, turn) => answered(call, turn, await pending(turn));

/** The bot opens the talk, whatever was said before. */
const initiate: Take = async (call, turn) => answered(call, turn, await begin(turn));

/** The routes of a turn, by the last word of their path. */
export const takes: Readonly<Record<string, Take>> = { complete, send, receive, initiate };

function stageOf(backend: Backend, channels: Channels, visitor: Visitor, call: Call): Omit<Turn, 'request'> {
  const controller = new AbortController();
  return {
    backend,
    channels,
    visitor,
    entry: call.env.entry,
    origin: new URL(call.req.url).origin,
    functions: new Map(),
    streams: wantsStream(call.req.header('accept')),
    signal: controller.signal,
    leave: () => controller.abort(),
  };
}

/** A turn at the door: the token first, then the body, then the pace. */
export const turning =
  (backend: Backend, channels: Channels, take: Take): Deed =>
  async (call) => {
    const visitor = await admitted(backend, call);
    const request = readTurnRequest(await bodyOf(call));
    await checkRate(backend, visitor.conversation);
    const functions = visitor.widget.callsFunctions ? request.functions : new Map<string, never>();
    return take(call, { ...stageOf(backend, channels, visitor, call), request, functions });
  };

/** What the bot says to a visitor's words, all at once; undefined where it breaks. */
export async function answerTo(
  backend: Backend,
  channels: Channels,
  visitor: Visitor,
  call: Call,
  text: string,
): Promise<string | undefined> {
  const turn = { ...stageOf(backend, channels, visitor, call), streams: false, request: readTurnRequest({ text }) };
  try {
    return (await wholeOf(turn, (await hear(turn, text)).turn)).text;
  } catch (thrown) {
    if (thrown instanceof Problem) return undefined;
    throw thrown;
  }
}
