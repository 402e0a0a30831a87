import type { Backend } from '../../backend.js';
import type { Reply } from '../../bot/reply.js';
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
async function* withResult(turn: Turn, heard: readonly StreamEvent[], reply: Reply): AsyncGenerator<StreamEvent, void> {
  yield* heard;
  try {
    const outcome = yield* answering(turn, reply);
    yield { type: 'receiveResult', data: outcome };
    yield { type: 'result', data: outcome };
  } catch (thrown) {
    if (!(thrown instanceof Problem)) turn.backend.report(thrown);
    yield { type: 'error', data: { message: 'The bot broke while it answered.', code: 'INTERNAL_SERVER_ERROR' } };
  }
}

async function wholeOf(turn: Turn, reply: Reply): Promise<Outcome> {
  const events = answering(turn, reply);
  for (;;) {
    const step = await events.next();
    if (step.done) return step.value;
  }
}

async function answered(call: Call, turn: Turn, reply: Reply, heard: readonly StreamEvent[] = []): Promise<Response> {
  if (!turn.streams) return call.json(await wholeOf(turn, reply));
  const leave = () => {
    turn.leave();
    reply.stop();
  };
  return jsonlResponse(withResult(turn, heard, reply), turn.backend, leave);
}

/** What was sent and not answered yet; where there is nothing the bot begins. */
function pending({ visitor, ...stage }: Turn): Reply {
  const { waiting } = visitor.talk;
  visitor.talk.waiting = undefined;
  return waiting ?? begin({ visitor, ...stage });
}

/** What was sent before and not answered is answered with this. */
function said(turn: Turn, text: string): ReturnType<typeof hear> {
  const heard = hear(turn, text);
  turn.visitor.talk.waiting?.stop();
  turn.visitor.talk.waiting = undefined;
  return heard;
}

/** How a turn is taken: by a caller who was let in, with a body that was read. */
type Take = (call: Call, turn: Turn) => Response | Promise<Response>;

/** The visitor's words in, the bot's out; without words the bot goes on. */
const complete: Take = (call, turn) => {
  const { text, entities } = turn.request;
  if (text === undefined) return answered(call, turn, pending(turn));
  const { id, reply } = said(turn, text);
  return answered(call, turn, reply, [{ type: 'sendResult', data: { id, entities } }]);
};

/** The visitor's words alone. */
const send: Take = (call, turn) => {
  const { text, entities } = turn.request;
  if (text === undefined) throw badRequest('There is no “text” to send.');
  const { id, reply } = said(turn, text);
  turn.visitor.talk.waiting = reply;
  const sent = { id, entities };
  if (!turn.streams) return call.json(sent);
  async function* events(): AsyncGenerator<StreamEvent> {
    yield { type: 'sendResult', data: sent };
    yield { type: 'result', data: sent };
  }
  return jsonlResponse(events(), turn.backend, turn.leave);
};

/** The bot's words alone. */
const receive: Take = (call, turn) => answered(call, turn, pending(turn));

/** The bot opens the talk, whatever was said before. */
const initiate: Take = (call, turn) => answered(call, turn, begin(turn));

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
    checkRate(backend, visitor.conversation);
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
    return (await wholeOf(turn, hear(turn, text).reply)).text;
  } catch (thrown) {
    if (thrown instanceof Problem) return undefined;
    throw thrown;
  }
}
