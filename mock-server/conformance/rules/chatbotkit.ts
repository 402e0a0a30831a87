import { chatbotkitTransport } from '../../../src/transports/chatbotkit/chatbotkit-transport.js';
import { isObject, type JsonObject } from '../../doors/json.js';
import { excerpt, jsonIn, objectIn, parsed, post, textIn, type Asked, type HeaderList } from '../ask.js';
import { pageRules, type Question } from '../page-rules.js';
import { claim, type Ground, type Rule } from '../rule.js';
import { claimStatus, forged } from '../tokens.js';
import { widgetRules } from '../visit.js';

const ends = ['result', 'receiveResult', 'abort', 'error'];
const codes: Readonly<Record<number, string>> = {
  400: 'BAD_REQUEST',
  401: 'NOT_AUTHENTICATED',
  403: 'NOT_AUTHORIZED',
  404: 'NOT_FOUND',
  429: 'TOO_MANY_REQUESTS',
};

const createSession = (ground: Ground, body: object = {}, widget = ground.target.widgetId): Promise<Asked> =>
  post(ground, `${ground.target.url}/integration/widget/${encodeURIComponent(widget)}/session/create`, body);

/** A visitor with a session of their own. */
interface Visitor {
  readonly session: JsonObject;
  readonly token: string;
  readonly at: (route: string) => string;
  readonly headers: HeaderList;
  readonly ask: (route: string, body: object, more?: HeaderList) => Promise<Asked>;
}
async function visitor(ground: Ground, body?: object): Promise<Visitor> {
  const session = objectIn(await createSession(ground, body), 'The session');
  const token = textIn(session, 'token', 'The session');
  const conversation = textIn(session, 'conversationId', 'The session');
  const headers = { authorization: `Bearer ${token}` };
  const at = (route: string) => `${ground.target.url}/conversation/${conversation}/${route}`;
  const ask: Visitor['ask'] = (route, sent, more) => post(ground, at(route), sent, { ...headers, ...more });
  return { session, token, at, headers, ask };
}
async function enter(ground: Ground): Promise<Question> {
  const { at, headers } = await visitor(ground);
  return { url: at('complete'), headers, body: (text) => ({ text }) };
}
/** `{ message, code }`, with the code of the status. */
function isRefusal(asked: Asked, of: string): void {
  const value = jsonIn(asked, of);
  claim(
    isObject(value) && typeof value['message'] === 'string' && typeof value['code'] === 'string',
    `${of} is not { message, code }.`,
  );
  const code = codes[asked.status] ?? value['code'];
  claim(value['code'] === code, `${of} has the code ${excerpt(String(value['code']))}, not ${code}.`);
}
function claimRefused(asked: Asked, statuses: readonly number[], of: string): void {
  claimStatus(asked, statuses, of);
  isRefusal(asked, of);
}

/** The lines of a turn. */
async function stream(ground: Ground): Promise<readonly { readonly type: string; readonly data: JsonObject }[]> {
  const { ask } = await visitor(ground);
  const { status, headers, text } = await ask('complete', { text: 'hello' }, { accept: 'application/jsonl' });
  claim(status === 200, `The turn has the status ${status}: ${excerpt(text)}`);
  const type = headers.get('content-type') ?? 'none';
  claim(/^application\/(?:jsonl|x-ndjson)\b/.test(type), `The content type is ${type}, not application/jsonl.`);
  claim(text.endsWith('\n'), 'The last line has no end.');
  return text.split('\n').flatMap((line) => {
    if (line.trim() === '') return [];
    const value = parsed(line);
    claim(isObject(value) && typeof value['type'] === 'string', `A line is no { type, data }: ${excerpt(line)}`);
    const { data = {} } = value;
    claim(isObject(data), `The data of “${value['type']}” is no object.`);
    return [{ type: value['type'], data }];
  });
}

/** The promises of PROTOCOL.md, “ChatBotKit” and “Sessions and tokens”. */
export const rules: readonly Rule[] = [
  ...pageRules({ enter, isRefusal, sends: ['content-type', 'authorization', 'x-timezone'] }),
  {
    name: 'session',
    says: 'A session has a conversation, a token, an end that is still to come, and its first messages.',
    async check(ground) {
      const { session } = await visitor(ground);
      const { expiresAt, messages } = session;
      claim(
        typeof expiresAt === 'number' && expiresAt > Date.now(),
        '“expiresAt” is no time to come, in milliseconds.',
      );
      claim(messages === undefined || Array.isArray(messages), '“messages” is no list.');
    },
  },
  {
    name: 'reseeded',
    says: 'The visitor’s words in a new session are answered before the reply.',
    async check(ground) {
      const { session } = await visitor(ground, { messages: [{ type: 'user', text: 'hello' }] });
      const said = Array.isArray(session['messages']) ? (session['messages'] as readonly unknown[]) : [];
      const last = said.at(-1);
      claim(
        isObject(last) && last['type'] === 'bot' && typeof last['text'] === 'string',
        'The bot’s answer is not the last message.',
      );
    },
  },
  {
    name: 'bad-session',
    says: 'A session of ten seconds is a 400, one for a widget that is not there a 404.',
    async check(ground) {
      claimRefused(await createSession(ground, { durationInSeconds: 10 }), [400], 'A session of ten seconds');
      claimRefused(await createSession(ground, {}, crypto.randomUUID()), [404], 'A session for no widget');
    },
  },
  {
    name: 'no-token',
    says: 'Nobody speaks without a token, or with a forged one: 401.',
    async check(ground) {
      const { at, token } = await visitor(ground);
      for (const [of, headers] of [
        ['A turn without a token', {}],
        ['A turn with a forged token', { authorization: `Bearer ${forged(token)}` }],
      ] as const)
        claimRefused(await post(ground, at('complete'), { text: 'hello' }, headers), [401], of);
    },
  },
  {
    name: 'foreign-token',
    says: 'The token of one conversation opens no other: 401, 403 or 404.',
    async check(ground) {
      const [one, other] = [await visitor(ground), await visitor(ground)];
      const asked = await post(ground, one.at('complete'), { text: 'hello' }, other.headers);
      claimRefused(asked, [401, 403, 404], 'A turn with another conversation’s token');
    },
  },
  {
    name: 'stream',
    says: 'A turn comes as lines of JSON, and the last one of all is a result, an abort or an error.',
    async check(ground) {
      const lines = await stream(ground);
      // What it cost may be told after the answer.
      const last = lines.filter(({ type }) => type !== 'usage').at(-1)?.type ?? 'none';
      claim(ends.includes(last), `The last line is ${last}, no end.`);
      const error = lines.findIndex(({ type }) => type === 'error');
      claim(error < 0 || error === lines.length - 1, 'Lines come after an error.');
    },
  },
  {
    name: 'tokens',
    says: 'The tokens amount to the text of the message.',
    async check(ground) {
      const lines = await stream(ground);
      const said = lines.map(({ type, data }) => (type === 'token' ? String(data['token']) : '')).join('');
      const message = lines.find(({ type, data }) => type === 'message' && data['type'] === 'bot');
      claim(message, 'There is no line “message” of the bot.');
      claim(said === message.data['text'], `The tokens are “${excerpt(said)}”.`);
    },
  },
  {
    name: 'whole',
    says: 'Who does not stream has one JSON answer with id and text.',
    async check(ground) {
      const { ask } = await visitor(ground);
      const answer = objectIn(await ask('complete', { text: 'hello' }, { accept: 'application/json' }), 'The answer');
      textIn(answer, 'id', 'The answer');
      textIn(answer, 'text', 'The answer');
    },
  },
  {
    name: 'vote',
    says: 'A message of the bot can be judged; a message that is not there is a 404.',
    async check(ground) {
      const { ask } = await visitor(ground);
      const { id } = objectIn(await ask('complete', { text: 'hello' }), 'The answer');
      textIn(objectIn(await ask(`message/${String(id)}/upvote`, { value: 100 }), 'The vote'), 'id', 'The vote');
      claimRefused(await ask(`message/${crypto.randomUUID()}/upvote`, {}), [404], 'A vote on no message');
    },
  },
  {
    name: 'channel',
    says: 'A channel that nobody opened is a 404.',
    async check(ground) {
      const { headers } = await visitor(ground);
      const url = `${ground.target.url}/channel/${crypto.randomUUID()}/publish`;
      claimRefused(await post(ground, url, { message: { result: 1 } }, headers), [404], 'A word for no channel');
    },
  },
  ...widgetRules((options) => chatbotkitTransport(options)),
];
