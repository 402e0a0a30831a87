import { socketioTransport } from '../../../src/transports/socketio/socketio-transport.js';
import { isObject, type JsonObject } from '../../doors/json.js';
import { parsed } from '../ask.js';
import { dial, type Line } from '../line.js';
import { claim, NotOffered, type Ground, type Rule } from '../rule.js';
import { widgetRules } from '../visit.js';

const HUGE = 'x'.repeat(100 * 1024);

/** Packets of one connection, as their texts and as events. */
interface Talk {
  readonly line: Line;
  readonly events: () => readonly (readonly [name: string, data: unknown])[];
  readonly tell: (name: string, data: unknown, ack?: number) => void;
  readonly hears: (name: string) => Promise<unknown>;
  /** What a message is acknowledged with. */
  readonly acknowledged: (ack: number) => Promise<unknown>;
}

async function open(ground: Ground): Promise<Talk & { readonly namespace: string }> {
  const { pathname, origin, protocol, host } = new URL(ground.target.url);
  const namespace = pathname === '/' ? '' : `${pathname},`;
  const root = origin === 'null' ? `${protocol}//${host}` : origin;
  const line = await dial(ground, `${root}/socket.io/?EIO=4&transport=websocket`);
  const after = (start: string): readonly unknown[] =>
    line.heard.flatMap((text) => (text.startsWith(start) ? [parsed(text.slice(start.length))] : []));
  const events: Talk['events'] = () =>
    after(`42${namespace}`).flatMap((packet) =>
      Array.isArray(packet) && typeof packet[0] === 'string' ? [[packet[0], packet[1]] as const] : [],
    );
  return {
    ...{ line, namespace, events },
    tell: (name, data, ack) => line.say(`42${namespace}${ack ?? ''}${JSON.stringify([name, data])}`),
    hears: async (name) => {
      const found = await line.until(() => events().find(([each]) => each === name), `No “${name}” came.`);
      return found[1];
    },
    acknowledged: (ack) =>
      line.until(() => after(`43${namespace}${ack}`).find(Array.isArray)?.[0] as unknown, 'No acknowledgement came.'),
  };
}
/** Once the library would say that it is connected. */
async function connected(ground: Ground) {
  const talk = await open(ground);
  await talk.line.until(() => talk.line.heard.find((text) => text.startsWith('0')), 'The server did not begin.');
  talk.line.say(`40${talk.namespace}`);
  await talk.line.until(
    () => talk.line.heard.find((text) => text.startsWith(`40${talk.namespace}`)),
    'The connection to the namespace was not confirmed.',
  );
  return talk;
}
/** A visitor who came in. */
async function visitor(ground: Ground, token: string = crypto.randomUUID()) {
  const talk = await connected(ground);
  const userId = crypto.randomUUID();
  talk.tell('connection update', token);
  talk.tell('add user', { userId, token });
  const joined = await talk.line.until(
    () => talk.events().find(([name, data]) => name === 'user joined' && isObject(data) && data['token'] !== undefined),
    'No “user joined” with a token came.',
  );
  const say = (msg: string, ack?: number) =>
    talk.tell('new message', { type: 'msg', msg, timestamp: Date.now(), user: { userId } }, ack);
  return { ...talk, token, joined: joined[1] as JsonObject, say };
}
const errorIn = (acknowledgement: unknown): JsonObject | undefined => {
  const error = isObject(acknowledgement) ? acknowledgement['error'] : undefined;
  return isObject(error) ? error : undefined;
};
/** Whether this server acknowledges at all: the vendor's does not. */
async function acknowledges(ground: Ground) {
  const here = await visitor(ground);
  here.say('hello', 1);
  await here.hears('new message');
  if (!here.line.heard.some((text) => text.startsWith(`43${here.namespace}1`)))
    throw new NotOffered('Messages are not acknowledged.');
  return here;
}

/** The promises of PROTOCOL.md, “socket.io”. */
export const rules: readonly Rule[] = [
  {
    name: 'handshake',
    says: 'The socket begins as Engine.IO 4 does, and says when it asks whether we live.',
    async check(ground) {
      const { line } = await open(ground);
      const first = await line.until(() => line.heard[0], 'The server says nothing.');
      const hello = first.startsWith('0') ? parsed(first.slice(1)) : undefined;
      claim(isObject(hello) && typeof hello['sid'] === 'string', 'The first packet is not 0{"sid":…}.');
      for (const name of ['pingInterval', 'pingTimeout']) claim(Number(hello[name]) > 0, `It has no ${name}.`);
    },
  },
  {
    name: 'connect',
    says: 'A connection to the namespace is confirmed with a sid.',
    async check(ground) {
      const { line, namespace } = await connected(ground);
      const text = line.heard.find((each) => each.startsWith(`40${namespace}`)) ?? '';
      const confirmed = parsed(text.slice(2 + namespace.length));
      claim(isObject(confirmed) && typeof confirmed['sid'] === 'string', 'The confirmation has no sid.');
    },
  },
  {
    name: 'joined',
    says: '“add user” is answered with “user joined”, which has the token of the conversation.',
    async check(ground) {
      const { joined } = await visitor(ground);
      claim(typeof joined['token'] === 'string' && joined['token'] !== '', 'The token is no text.');
    },
  },
  {
    name: 'answer',
    says: 'A “new message” is answered with one that has a username and a message.',
    async check(ground) {
      const here = await visitor(ground);
      here.say('hello');
      const said = await here.hears('new message');
      claim(isObject(said) && isObject(said['message']), 'The answer has no object “message”.');
      const words = ['text', 'html', 'displays', 'card', 'list', 'options', 'attributes'];
      const { message } = said as { readonly message: JsonObject };
      claim(
        words.some((name) => message[name] !== undefined),
        'The message says nothing.',
      );
    },
  },
  {
    name: 'typing',
    says: 'A bot that says “typing” also says “stop typing”.',
    async check(ground) {
      const here = await visitor(ground);
      here.say('hello');
      await here.hears('new message');
      if (!here.events().some(([name]) => name === 'typing')) throw new NotOffered('Nobody is seen typing.');
      await here.hears('stop typing');
    },
  },
  {
    name: 'acknowledged',
    says: 'A message that asks for an acknowledgement has one without an error.',
    async check(ground) {
      const here = await acknowledges(ground);
      claim(errorIn(await here.acknowledged(1)) === undefined, 'A good message was refused.');
    },
  },
  {
    name: 'refused',
    says: 'A message that makes no sense is acknowledged with { error: { status, message } }.',
    async check(ground) {
      const here = await acknowledges(ground);
      for (const [index, data] of [7, {}, { type: 'custom', payload: '{' }].entries()) {
        here.tell('new message', data, index + 2);
        const error = errorIn(await here.acknowledged(index + 2));
        claim(error, `${JSON.stringify(data)} was taken.`);
        claim(
          typeof error['status'] === 'number' && typeof error['message'] === 'string',
          'The error has no status and message.',
        );
      }
    },
  },
  {
    name: 'ids',
    says: 'Messages that have an id in their attributes have one of their own each.',
    async check(ground) {
      const here = await visitor(ground);
      const said = () => here.events().filter(([name]) => name === 'new message');
      for (let round = 1; round <= 2; round += 1) {
        here.say('hello');
        await here.line.until(() => said()[round - 1], 'The bot did not answer.');
      }
      const ids = said().map(([, data]) => {
        const message = isObject(data) ? data['message'] : undefined;
        const attributes = isObject(message) ? message['attributes'] : undefined;
        return isObject(attributes) ? attributes['id'] : undefined;
      });
      if (ids[0] === undefined) throw new NotOffered('Messages have no ids.');
      claim(new Set(ids).size === ids.length, 'The second answer has the id of the first.');
    },
  },
  {
    name: 'apart',
    says: 'Who has another token hears nothing of this conversation.',
    async check(ground) {
      const [here, other] = [await visitor(ground), await visitor(ground)];
      here.say('hello');
      await here.hears('new message');
      // What is answered to this comes after whatever the first message caused.
      other.say('good morning');
      await other.hears('new message');
      const heard = other.events().filter(([name]) => name === 'new message');
      claim(heard.length === 1, 'Words of another conversation came.');
    },
  },
  {
    name: 'malformed',
    says: 'What is no packet closes the socket, or hurts nobody.',
    async check(ground) {
      const here = await visitor(ground);
      here.line.say('42{"a":1}');
      here.say('hello');
      await here.line.until(
        () => here.line.code() ?? here.events().find(([name]) => name === 'new message'),
        'Neither an end nor an answer came.',
      );
      claim(typeof (await visitor(ground)).joined['token'] === 'string', 'Nobody is let in any more.');
    },
  },
  {
    name: 'oversize',
    says: 'A packet of 100 KB is not taken: the socket closes.',
    async check(ground) {
      const here = await visitor(ground);
      here.say(HUGE);
      const seen = await here.line.until(
        () => here.line.code() ?? here.events().find(([name]) => name === 'new message'),
        'Nothing happened.',
      );
      if (typeof seen !== 'number') throw new NotOffered('Packets may be that large.');
    },
  },
  ...widgetRules((options) => socketioTransport(options)),
];
