import type { Frame as WireFrame } from '../../../src/transports/websocket/wire.js';
import { websocketTransport } from '../../../src/transports/websocket/websocket-transport.js';
import { isObject, type JsonObject } from '../../doors/json.js';
import { excerpt, parsed } from '../ask.js';
import { dial, type Line } from '../line.js';
import { claim, NotOffered, type Ground, type Rule } from '../rule.js';
import { widgetRules } from '../visit.js';

const RUSH = 100;
const HUGE = 'x'.repeat(100 * 1024);
/** What a widget takes for “not allowed”, “too large”, “too fast”, “not understood”. */
const refusals: readonly number[] = [1007, 1008, 1009, 1013, 4400, 4401, 4403, 4429];

/** What was heard: nobody has checked it yet. */
type Frame = Partial<Omit<WireFrame, 'event' | 'data'>> & { readonly event: string; readonly data?: unknown };

/** A visitor in a room, and the frames they heard. */
interface Visitor {
  readonly line: Line;
  readonly sessionId: string;
  readonly frames: () => readonly Frame[];
  readonly send: (event: string, data?: object) => void;
  readonly say: (words: string, requestId: string) => void;
  /** Comes in; gives what the router says of the session. */
  readonly join: (data?: object) => Promise<JsonObject>;
  /** The first frame with that event that fits. */
  readonly hears: (event: string, fits?: (frame: Frame) => boolean) => Promise<Frame>;
}

async function visitor(ground: Ground, sessionId: string = crypto.randomUUID()): Promise<Visitor> {
  const userId = crypto.randomUUID();
  const url = new URL(ground.target.url);
  for (const [name, value] of Object.entries({ userId, isAdmin: 'false', createWsReason: 'Connect' }))
    url.searchParams.set(name, value);
  const line = await dial(ground, url.href);
  const frames = () => line.heard.map((text) => parsed(text)).filter((frame): frame is Frame => isObject(frame));
  const send = (event: string, data?: object) =>
    line.say(JSON.stringify({ event, sessionId, timeMs: Date.now(), sender: { deviceId: 'Widget', userId }, data }));
  const hears: Visitor['hears'] = (event, fits = () => true) =>
    line.until(
      () => frames().find((frame) => frame.event === event && fits(frame)),
      `No frame “${event}” that fits came, but ${[...new Set(frames().map((frame) => frame.event))].join(', ') || 'none'}.`,
    );
  return {
    ...{ line, sessionId, frames, send, hears },
    say: (rawQuery, requestId) =>
      send('new message', {
        ...{ type: 'INTENT_REQUEST', intentId: 'NLU_RESULT_PLACEHOLDER', rawQuery, requestId, userId, sessionId },
        ...{ isNewSession: false, platform: 'stentor-platform', channel: 'widget', attributes: {} },
      }),
    async join(data) {
      send('user joined', data);
      const { data: told } = await hears('connection update');
      return isObject(told) ? told : {};
    },
    hears,
  };
}
const isBots = ({ sender }: Frame): boolean => sender?.deviceId === 'Bot';
const spoken = ({ frames }: Visitor): readonly Frame[] =>
  frames().filter((frame) => frame.event === 'new message' && isBots(frame));

/** A visitor of a server that has this feature. */
async function withFeature(ground: Ground, feature: string, session?: string) {
  const here = await visitor(ground, session);
  const told = await here.join();
  const { features } = told;
  if (!Array.isArray(features) || !features.includes(feature))
    throw new NotOffered(`“${feature}” is not among the features.`);
  return { ...here, told };
}
/** Says something and hears the end of the answer. */
async function turn(here: Visitor, words = 'hello'): Promise<string> {
  const id = crypto.randomUUID();
  const before = spoken(here).length;
  here.say(words, id);
  await here.line.until(() => (spoken(here).length > before ? true : undefined), 'The bot did not answer.');
  return id;
}

/** The promises of PROTOCOL.md, “WebSocket”. */
export const rules: readonly Rule[] = [
  {
    name: 'hello',
    says: 'Whoever says “user joined” hears a “connection update” with sessionCreated.',
    async check(ground) {
      const { sessionCreated } = await (await visitor(ground)).join();
      claim(sessionCreated === true, 'sessionCreated is not true.');
    },
  },
  {
    name: 'envelope',
    says: 'Every frame is one JSON object with event, sessionId, timeMs and a sender.',
    async check(ground) {
      const here = await visitor(ground);
      await here.join();
      await turn(here);
      claim(here.frames().length === here.line.heard.length, 'A frame is no JSON object.');
      for (const { event, sessionId, timeMs, sender } of here.frames()) {
        claim(typeof event === 'string', 'A frame has no event.');
        claim(sessionId === here.sessionId, `“${event}” is of the session ${excerpt(String(sessionId))}.`);
        claim(Number.isFinite(timeMs), `“${event}” has no timeMs.`);
        claim(
          ['Widget', 'Bot', 'Router'].includes(sender?.deviceId ?? ''),
          `“${event}” has the sender ${JSON.stringify(sender?.deviceId)}.`,
        );
      }
    },
  },
  {
    name: 'plain',
    says: 'Nothing of the extension comes that was not announced.',
    async check(ground) {
      const here = await visitor(ground);
      const { features = [] } = await here.join();
      claim(Array.isArray(features), '“features” is no list.');
      await turn(here);
      for (const { event, seq } of here.frames()) {
        claim(event !== 'ack' || features.includes('ack'), 'There is an “ack” that nobody announced.');
        claim(seq === undefined || features.includes('history'), 'There is a “seq” that nobody announced.');
      }
    },
  },
  {
    name: 'room',
    says: 'A second widget of the same session hears what the first one and the bot say.',
    async check(ground) {
      const one = await visitor(ground);
      await one.join();
      const other = await visitor(ground, one.sessionId);
      await other.join();
      one.say('hello everybody', crypto.randomUUID());
      await other.hears('new message', (frame) => JSON.stringify(frame.data ?? '').includes('hello everybody'));
      await other.hears('new message', isBots);
    },
  },
  {
    name: 'ack',
    says: 'Each request has an “ack” with its requestId, a repeated one again, and is acted on once.',
    async check(ground) {
      const here = await withFeature(ground, 'ack');
      const id = await turn(here);
      const acks = () =>
        here.frames().filter(({ event, data }) => event === 'ack' && isObject(data) && data['requestId'] === id);
      await here.line.until(() => acks()[0], 'No “ack” came.');
      here.say('hello', id);
      await here.line.until(() => acks()[1], 'The repeated request had no “ack”.');
      await turn(here, 'and again');
      claim(spoken(here).length === 2, 'The repeated request was answered again.');
    },
  },
  {
    name: 'numbers',
    says: 'Messages for the whole room count from 1 without a gap, each with an id of its own.',
    async check(ground) {
      const here = await withFeature(ground, 'history');
      await turn(here);
      await turn(here);
      const said = spoken(here);
      claim(
        said.every(({ seq }, index) => seq === index + 1),
        `They are counted ${said.map(({ seq }) => seq ?? 'not').join(', ')}.`,
      );
      claim(new Set(said.map(({ id }) => id)).size === said.length && said[0]?.id !== undefined, 'Their ids repeat.');
    },
  },
  {
    name: 'history',
    says: 'Who asks for the history is sent what they missed, in order, and then where it ends.',
    async check(ground) {
      const one = await withFeature(ground, 'history');
      await turn(one);
      await turn(one);
      const late = await withFeature(ground, 'history', one.sessionId);
      late.send('history', { after: 1 });
      const { data } = await late.hears('history');
      const missed = spoken(late).map(({ seq }) => seq);
      claim(missed.join() === '2', `After 1 came ${missed.join() || 'nothing'}, not 2.`);
      claim(
        isObject(data) && data['after'] === 2 && data['first'] === 1,
        'It does not end with { after: 2, first: 1 }.',
      );
      const { epoch, first, seq } = late.told;
      claim(typeof epoch === 'string' && epoch === one.told['epoch'], 'The epoch changed, or there is none.');
      claim(first === 1 && seq === 2, 'The “connection update” does not say where the session stands.');
    },
  },
  {
    name: 'ping',
    says: 'A “ping” is answered with a “pong” that has the last number.',
    async check(ground) {
      const here = await withFeature(ground, 'ping');
      await turn(here);
      here.send('ping');
      const { data } = await here.hears('pong');
      const last = spoken(here).at(-1)?.seq;
      claim(last === undefined || (isObject(data) && data['seq'] === last), `The “pong” does not say ${last}.`);
    },
  },
  {
    name: 'malformed',
    says: 'A frame that is no JSON hurts nobody: the conversation goes on, or the socket closes with a code for that.',
    async check(ground) {
      const here = await visitor(ground);
      await here.join();
      for (const text of ['{', 'words', '[]', '{"event":7}']) here.line.say(text);
      const ended = await turn(here).then(
        () => undefined,
        () => here.line.code(),
      );
      claim(ended === undefined || refusals.includes(ended), `The socket closed with ${ended}.`);
      claim((await (await visitor(ground)).join())['sessionCreated'] === true, 'Nobody is let in any more.');
    },
  },
  {
    name: 'oversize',
    says: 'A frame of 100 KB closes the socket with 1009.',
    async check(ground) {
      const here = await visitor(ground);
      await here.join();
      const id = crypto.randomUUID();
      here.say(HUGE, id);
      const code = await here.line.until(
        () => here.line.code() ?? (spoken(here).length > 0 ? 0 : undefined),
        'Nothing happened.',
      );
      if (code === 0) throw new NotOffered('Frames may be that large.');
      claim(code === 1009, `The socket closed with ${code}.`);
    },
  },
  {
    name: 'rush',
    says: 'Who says too much at once hears a “failure” with its delay, or the socket closes with a code for that.',
    async check(ground) {
      const here = await visitor(ground);
      await here.join();
      for (let round = 0; round < RUSH; round += 1) here.say(`hello ${round}`, crypto.randomUUID());
      const failed = () => here.frames().find(({ event }) => event === 'failure');
      const seen = await here.line.until(
        () => failed() ?? here.line.code() ?? (spoken(here).length >= RUSH ? 'all' : undefined),
        'Neither answers nor a refusal came.',
      );
      if (seen === 'all') throw new NotOffered(`${RUSH} messages at once were all answered.`);
      if (typeof seen === 'number') return claim(refusals.includes(seen), `The socket closed with ${seen}.`);
      const { data } = seen;
      claim(isObject(data) && Number(data['delay']) >= 0, 'The “failure” has no delay.');
    },
  },
  {
    name: 'forged',
    says: 'A forged token is ignored by who wants none, and closes the socket with 4401 or 4403 elsewhere.',
    async check(ground) {
      const here = await visitor(ground);
      const told = await here.join({ accessToken: 'e30.e30.forged' }).catch(() => undefined);
      if (told) throw new NotOffered('This server wants no token.');
      const code = here.line.code();
      claim(code === 4401 || code === 4403, `The socket closed with ${code ?? 'nothing'}.`);
    },
  },
  ...widgetRules((options) => websocketTransport(options)),
];
