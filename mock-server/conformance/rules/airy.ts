import { airyTransport } from '../../../src/transports/airy/airy-transport.js';
import { isObject, type JsonObject } from '../../doors/json.js';
import { jsonIn, objectIn, parsed, post, textIn, type Asked, type HeaderList } from '../ask.js';
import { dial, type Line } from '../line.js';
import { pageRules, type Question } from '../page-rules.js';
import { claim, NotOffered, type Ground, type Rule } from '../rule.js';
import { claimStatus, forged } from '../tokens.js';
import { widgetRules } from '../visit.js';

const QUEUE = '/user/queue/message';
const at = ({ target: { url } }: Ground, path: string): string => `${url}/${path}`;
const bearing = (token: string): HeaderList => ({ authorization: `Bearer ${token}` });

const authenticate = (ground: Ground, body: object): Promise<Asked> =>
  post(ground, at(ground, 'chatplugin.authenticate'), body);
async function tokenFor(ground: Ground): Promise<string> {
  const asked = await authenticate(ground, { channel_id: ground.target.channelId });
  return textIn(objectIn(asked, 'The entrance'), 'token', 'The entrance');
}
const send = (ground: Ground, token: string, text: string): Promise<Asked> =>
  post(ground, at(ground, 'chatplugin.send'), { message: { text } }, bearing(token));
async function resumeToken(ground: Ground, token: string): Promise<string> {
  const asked = await post(ground, at(ground, 'chatplugin.resumeToken'), {}, bearing(token));
  if (asked.status === 404) throw new NotOffered('The first generation knows no way back.');
  return textIn(objectIn(asked, 'The answer'), 'resume_token', 'The answer');
}
async function enter(ground: Ground): Promise<Question> {
  const headers = bearing(await tokenFor(ground));
  return { url: at(ground, 'chatplugin.send'), headers, body: (text) => ({ message: { text } }) };
}
/** `{ message }`, or nothing. */
function isRefusal(asked: Asked, of: string): void {
  if (asked.text === '') return;
  const value = jsonIn(asked, of);
  claim(isObject(value) && typeof value['message'] === 'string', `${of} is neither { message } nor empty.`);
}
function claimRefused(asked: Asked, statuses: readonly number[], of: string): void {
  claimStatus(asked, statuses, of);
  isRefusal(asked, of);
}

interface Stomp {
  readonly line: Line;
  readonly protocol: string;
  readonly say: (command: string, headers: HeaderList) => void;
  /** The first frame with that command that fits. */
  readonly hears: (command: string, fits?: (frame: Frame) => boolean) => Promise<Frame>;
  readonly heard: (command: string) => readonly Frame[];
}
interface Frame {
  readonly command: string;
  readonly headers: HeaderList;
  readonly body: string;
}
function frameOf(text: string): Frame {
  const [top = '', ...body] = text.replace(/\0\s*$/, '').split(/\r?\n\r?\n/);
  const [command = '', ...headers] = top.split(/\r?\n/);
  return {
    command,
    headers: Object.fromEntries(
      headers.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]),
    ),
    body: body.join('\n\n'),
  };
}
async function socket(ground: Ground): Promise<Stomp> {
  const line = await dial(ground, at(ground, 'ws.chatplugin'), ['v12.stomp', 'v11.stomp', 'v10.stomp']);
  const heard: Stomp['heard'] = (command) => line.heard.map(frameOf).filter((frame) => frame.command === command);
  return {
    ...{ line, heard, protocol: line.protocol },
    say: (command, headers) =>
      line.say([command, ...Object.entries(headers).map(([name, value]) => `${name}:${value}`), '', '\0'].join('\n')),
    hears: (command, fits = () => true) => line.until(() => heard(command).find(fits), `No ${command} that fits came.`),
  };
}
const hello = (ground: Ground, more: HeaderList): HeaderList => ({
  ...{ 'accept-version': '1.2,1.1,1.0', host: new URL(ground.target.url).hostname, 'heart-beat': '10000,10000' },
  ...more,
});
/** In, and listening. */
async function listening(ground: Ground, token: string): Promise<Stomp & { readonly connected: Frame }> {
  const stomp = await socket(ground);
  stomp.say('CONNECT', hello(ground, { Authorization: `Bearer ${token}` }));
  const connected = await stomp.hears('CONNECTED');
  stomp.say('SUBSCRIBE', { id: 'sub-1', destination: QUEUE, receipt: 'ready' });
  await stomp.hears('RECEIPT', ({ headers }) => headers['receipt-id'] === 'ready');
  return { ...stomp, connected };
}
const messageIn = ({ body }: Frame): JsonObject | undefined => {
  const value = parsed(body);
  const message = isObject(value) ? value['message'] : undefined;
  return isObject(message) ? message : undefined;
};

/** The promises of PROTOCOL.md, “Airy”. */
export const rules: readonly Rule[] = [
  ...pageRules({ enter, isRefusal, sends: ['content-type', 'authorization'] }),
  {
    name: 'entrance',
    says: 'A channel gives a token; one that is not there, or none at all, is refused.',
    async check(ground) {
      await tokenFor(ground);
      claimRefused(await authenticate(ground, { channel_id: crypto.randomUUID() }), [400, 403, 404], 'No channel');
      claimRefused(await authenticate(ground, {}), [400], 'An entrance without a channel');
    },
  },
  {
    name: 'apart',
    says: 'Each entrance without a resume token is a conversation of its own.',
    async check(ground) {
      claim((await tokenFor(ground)) !== (await tokenFor(ground)), 'Two visitors have the same token.');
    },
  },
  {
    name: 'stored',
    says: 'A message that was sent is answered as it is stored: id, content, sent_at, and that it is the contact’s.',
    async check(ground) {
      const message = objectIn(await send(ground, await tokenFor(ground), 'hello'), 'The answer');
      textIn(message, 'id', 'The message');
      claim(message['content'] !== undefined, 'The message has no content.');
      claim(Number.isFinite(Date.parse(String(message['sent_at']))), '“sent_at” is no time.');
      claim(
        message['from_contact'] === true || message['sender_type'] === 'source_contact',
        'It is not the contact’s.',
      );
    },
  },
  {
    name: 'no-token',
    says: 'Nobody sends without a token, or with a forged one: 401 or 403.',
    async check(ground) {
      const token = await tokenFor(ground);
      const url = at(ground, 'chatplugin.send');
      claimRefused(await post(ground, url, { message: { text: 'hello' } }), [401, 403], 'A message without a token');
      claimRefused(await send(ground, forged(token), 'hello'), [401, 403], 'A message with a forged token');
    },
  },
  {
    name: 'resume',
    says: 'A resume token leads back to the conversation: all messages, oldest first.',
    async check(ground) {
      const token = await tokenFor(ground);
      const resume = await resumeToken(ground, token);
      const sent: unknown[] = [];
      for (const text of ['one', 'two']) sent.push(objectIn(await send(ground, token, text), 'The answer')['id']);
      const back = objectIn(await authenticate(ground, { resume_token: resume }), 'The entrance');
      textIn(back, 'token', 'The entrance');
      const { messages } = back;
      claim(Array.isArray(messages) && messages.every(isObject), '“messages” is no list of objects.');
      const ids = messages.map(({ id }) => id);
      const [first = -1, second = -1] = sent.map((id) => ids.indexOf(id));
      claim(first >= 0 && second > first, 'What was sent does not stand there, or in another order.');
    },
  },
  {
    name: 'two-keys',
    says: 'A resume token does not speak, and a speaking token does not lead back.',
    async check(ground) {
      const token = await tokenFor(ground);
      const resume = await resumeToken(ground, token);
      claimRefused(await send(ground, resume, 'hello'), [401, 403], 'A message with a resume token');
      claimRefused(
        await authenticate(ground, { resume_token: token }),
        [400, 401, 403],
        'An entrance with a speaking token',
      );
    },
  },
  {
    name: 'connect',
    says: 'A CONNECT without a token, or with a forged one, is an ERROR with 401 in it, and the end.',
    async check(ground) {
      const token = await tokenFor(ground);
      for (const headers of [{}, { Authorization: `Bearer ${forged(token)}` }] as const) {
        const stomp = await socket(ground);
        stomp.say('CONNECT', hello(ground, headers));
        await stomp.line.until(
          () => stomp.heard('CONNECTED')[0] ?? stomp.heard('ERROR')[0] ?? stomp.line.code(),
          'Neither an ERROR nor an end came.',
        );
        claim(stomp.heard('CONNECTED').length === 0, 'The server lets anybody in.');
        claim(
          /401/.test(stomp.heard('ERROR')[0]?.headers['message'] ?? ''),
          'There is no ERROR with 401 in its message.',
        );
        await stomp.line.until(() => stomp.line.code(), 'The socket stays open.');
      }
    },
  },
  {
    name: 'versions',
    says: 'CONNECTED names a version that the client speaks, and how often either side gives a sign of life.',
    async check(ground) {
      const { connected, protocol } = await listening(ground, await tokenFor(ground));
      const { version = '1.0', 'heart-beat': beats = '0,0' } = connected.headers;
      claim(['1.0', '1.1', '1.2'].includes(version), `The version is ${version}.`);
      claim(/^\d+,\d+$/.test(beats), `The heart-beat is “${beats}”.`);
      claim(protocol === '' || /^v1[0-2]\.stomp$/.test(protocol), `The sub-protocol is ${protocol}.`);
    },
  },
  {
    name: 'receipt',
    says: 'A frame that asks for a receipt has one with its id.',
    async check(ground) {
      const stomp = await listening(ground, await tokenFor(ground));
      stomp.say('UNSUBSCRIBE', { id: 'sub-1', receipt: 'r-7' });
      await stomp.hears('RECEIPT', ({ headers }) => headers['receipt-id'] === 'r-7');
    },
  },
  {
    name: 'echo',
    says: 'Who has subscribed hears their own message with the id that the answer to it has.',
    async check(ground) {
      const token = await tokenFor(ground);
      const stomp = await listening(ground, token);
      const { id } = objectIn(await send(ground, token, 'hello'), 'The answer');
      const { headers } = await stomp.hears('MESSAGE', (frame) => messageIn(frame)?.['id'] === id);
      claim(headers['subscription'] === 'sub-1', 'The MESSAGE is for another subscription.');
      claim(
        headers['message-id'] !== undefined && headers['destination'] !== undefined,
        'The MESSAGE has no message-id or destination.',
      );
    },
  },
  {
    name: 'answer',
    says: 'What the other side says comes as a message that is not the contact’s, with an id of its own.',
    async check(ground) {
      const token = await tokenFor(ground);
      const stomp = await listening(ground, token);
      const own = objectIn(await send(ground, token, 'hello'), 'The answer');
      await stomp.hears('MESSAGE', (frame) => {
        const message = messageIn(frame);
        return (
          message?.['id'] !== own['id'] && message?.['from_contact'] !== true && message?.['content'] !== undefined
        );
      });
    },
  },
  ...widgetRules((options) => airyTransport(options, { page: {} })),
];
