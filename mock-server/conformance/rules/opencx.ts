import { opencxTransport } from '../../../src/transports/opencx/opencx-transport.js';
import { isObject, type JsonObject } from '../../doors/json.js';
import { get, isOk, jsonIn, objectIn, post, textIn, type Asked, type HeaderList } from '../ask.js';
import { pageRules, type Question } from '../page-rules.js';
import { claim, NotOffered, type Ground, type Rule } from '../rule.js';
import { claimStatus, forged } from '../tokens.js';
import { widgetRules } from '../visit.js';

const at = ({ target: { url } }: Ground, path: string): string => `${url}/backend/widget/v2/${path}`;
const botOf = ({ target: { botToken } }: Ground): HeaderList => ({ 'x-bot-token': botToken });

/** Whether it is of the second generation; throws where it is of neither. */
async function isSecond(ground: Ground): Promise<boolean> {
  const config = await get(ground, at(ground, 'config'), botOf(ground));
  if (isOk(config)) return true;
  claimStatus(config, [404], 'GET /config');
  claimStatus(await get(ground, at(ground, 'prelude'), botOf(ground)), [200], 'GET /prelude');
  return false;
}

/** A visitor with a session of their own. */
interface Visitor {
  readonly headers: HeaderList;
  readonly session: JsonObject;
  readonly id: string;
  readonly words: (content: string, uuid?: string) => object;
  readonly say: (content: string, uuid?: string) => Promise<JsonObject>;
  /** What was said, since a time. */
  readonly history: (since?: string) => Promise<readonly JsonObject[]>;
}
async function visitor(ground: Ground): Promise<Visitor> {
  const second = await isSecond(ground);
  const bot = botOf(ground);
  let headers: HeaderList = { ...bot, 'x-consumer-id': `email:${crypto.randomUUID()}@shop.example` };
  if (second) {
    const contact = objectIn(await post(ground, at(ground, 'contact/create-unverified'), {}, bot), 'The contact');
    headers = { ...bot, authorization: `Bearer ${textIn(contact, 'token', 'The contact')}` };
  }
  const session = objectIn(await post(ground, at(ground, 'create-session'), second ? {} : '', headers), 'The session');
  const id = textIn(session, 'id', 'The session');
  const words: Visitor['words'] = (content, uuid = crypto.randomUUID()) => ({
    ...{ uuid, bot_token: ground.target.botToken, session_id: id, content },
    ...{ headers: {}, query_params: {}, user: {} },
  });
  return {
    ...{ headers, session, id, words },
    say: async (content, uuid) =>
      objectIn(await post(ground, at(ground, 'chat/send'), words(content, uuid), headers), 'The reply'),
    async history(since = '') {
      const path = `${second ? 'poll' : 'session/history'}/${id}?lastMessageTimestamp=${encodeURIComponent(since)}`;
      const asked = await get(ground, at(ground, path), headers);
      claimStatus(asked, [200], 'The poll');
      const value = jsonIn(asked, 'The poll');
      const list: unknown = isObject(value) ? value['history'] : value;
      claim(Array.isArray(list) && list.every(isObject), 'The history is no list of objects.');
      return list;
    },
  };
}
async function enter(ground: Ground): Promise<Question> {
  const { headers, words } = await visitor(ground);
  return { url: at(ground, 'chat/send'), headers, body: words };
}
/** `{ statusCode, message, error }`, with the status. */
function isRefusal(asked: Asked, of: string): void {
  const value = jsonIn(asked, of);
  claim(
    isObject(value) && value['statusCode'] === asked.status && value['message'] !== undefined,
    `${of} is not { statusCode, message, error }.`,
  );
}
function claimRefused(asked: Asked, statuses: readonly number[], of: string): void {
  claimStatus(asked, statuses, of);
  isRefusal(asked, of);
}
const timesIn = (history: readonly JsonObject[]): readonly number[] =>
  history.map(({ sentAt }) => {
    const text = String(sentAt);
    const time = Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`);
    claim(Number.isFinite(time), `“sentAt” is ${text}, no time.`);
    return time;
  });

/** The promises of PROTOCOL.md, “OpenCX”. */
export const rules: readonly Rule[] = [
  ...pageRules({ enter, isRefusal, sends: ['content-type', 'authorization', 'x-bot-token'] }),
  {
    name: 'generation',
    says: 'GET /config has the organisation’s name; where that is 404, GET /prelude says who it is.',
    async check(ground) {
      const second = await isSecond(ground);
      const told = objectIn(await get(ground, at(ground, second ? 'config' : 'prelude'), botOf(ground)), 'The answer');
      const { org } = told;
      const name = second ? isObject(org) && org['name'] : told['organizationName'];
      claim(typeof name === 'string' && name !== '', 'The organisation has no name.');
    },
  },
  {
    name: 'no-bot-token',
    says: 'Who brings no X-Bot-Token gets no session: 401.',
    check: async (ground) => claimRefused(await post(ground, at(ground, 'create-session'), {}), [401], 'A session'),
  },
  {
    name: 'forged',
    says: 'A forged contact token is a 401.',
    async check(ground) {
      const { headers, words } = await visitor(ground);
      const { authorization } = headers;
      if (authorization === undefined) throw new NotOffered('The first generation has no contact tokens.');
      const asked = await post(ground, at(ground, 'chat/send'), words('hello'), {
        ...headers,
        authorization: `Bearer ${forged(authorization.slice('Bearer '.length))}`,
      });
      claimRefused(asked, [401], 'A message with a forged token');
    },
  },
  {
    name: 'session',
    says: 'A session is open, and says who answers.',
    async check(ground) {
      const { isOpened, assignee } = (await visitor(ground)).session;
      claim(isOpened === true, 'The session is not open.');
      claim(isObject(assignee) && typeof assignee['kind'] === 'string', 'The session has no assignee.');
    },
  },
  {
    name: 'foreign',
    says: 'A session of somebody else is a 404 or a 403.',
    async check(ground) {
      const [one, other] = [await visitor(ground), await visitor(ground)];
      const asked = await post(ground, at(ground, 'chat/send'), one.words('hello'), other.headers);
      claimRefused(asked, [404, 403], 'A message in another’s session');
    },
  },
  {
    name: 'known-again',
    says: 'A message has its uuid as publicId in the history, and what answers it has another.',
    async check(ground) {
      const { say, history } = await visitor(ground);
      const uuid = crypto.randomUUID();
      claim((await say('hello', uuid))['success'] !== false, 'The message was refused.');
      const ids = (await history()).map(({ publicId }) => publicId);
      claim(ids.includes(uuid), 'The message is not in the history.');
      claim(new Set(ids).size === ids.length, 'Two messages have the same publicId.');
    },
  },
  {
    name: 'same-uuid',
    says: 'A message that comes twice with its uuid stands in the history once.',
    async check(ground) {
      const { say, history } = await visitor(ground);
      const uuid = crypto.randomUUID();
      await say('only once', uuid);
      await say('only once', uuid);
      const own = (await history()).filter(({ sender }) => isObject(sender) && sender['kind'] === 'user');
      claim(own.length === 1, `It stands there ${own.length} times.`);
    },
  },
  {
    name: 'in-order',
    says: 'The history is in order, and after a time come only later messages, none of them lost.',
    async check(ground) {
      const { say, history } = await visitor(ground);
      await say('one');
      const before = (await history()).at(-1);
      await say('two');
      const all = await history();
      const times = timesIn(all);
      claim(
        times.every((time, index) => time >= (times[index - 1] ?? 0)),
        'The times go back.',
      );
      const since = String(before?.['sentAt']);
      const later = await history(since);
      const [from = 0] = timesIn([{ sentAt: since }]);
      claim(
        timesIn(later).every((time) => time >= from),
        'Earlier messages came as well.',
      );
      const missing = all.filter((_, index) => (times[index] ?? 0) > from).length;
      claim(later.length >= missing, `Of ${missing} later messages ${later.length} came.`);
    },
  },
  {
    name: 'bad-time',
    says: 'Who looks at “lastMessageTimestamp” refuses a time that is none: 400 or 422.',
    async check(ground) {
      const { headers, id } = await visitor(ground);
      const second = await isSecond(ground);
      const path = `${second ? 'poll' : 'session/history'}/${id}?lastMessageTimestamp=soon`;
      const asked = await get(ground, at(ground, path), headers);
      if (isOk(asked)) throw new NotOffered('Any text is taken.');
      claimRefused(asked, [400, 422], 'The poll');
    },
  },
  {
    name: 'vote',
    says: 'An answer can be judged, what is no answer cannot.',
    async check(ground) {
      const { say, history, headers, id } = await visitor(ground);
      await say('hello');
      const answer = (await history()).find(({ sender }) => isObject(sender) && sender['kind'] === 'ai');
      if (!answer) throw new NotOffered('The bot’s answer is not in the history yet.');
      const vote = (messagePublicId: unknown) =>
        post(ground, at(ground, 'chat/vote'), { action: 'upvote', sessionId: id, messagePublicId }, headers);
      claim(objectIn(await vote(answer['publicId']), 'The vote')['success'] === true, 'The vote was not taken.');
      const none = await vote(crypto.randomUUID());
      claim(!isOk(none) || objectIn(none, 'The vote')['success'] === false, 'A vote on no message was taken.');
    },
  },
  ...widgetRules((options, { target: { botToken } }) => opencxTransport({ ...options, token: botToken })),
];
