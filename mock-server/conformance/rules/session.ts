import { createEventStreamReader } from '../../../src/net/event-stream.js';
import { sessionTransport } from '../../../src/transports/session/session-transport.js';
import { isObject, type JsonObject } from '../../doors/json.js';
import {
  fetchFrom,
  get,
  jsonBody,
  jsonIn,
  objectIn,
  parsed,
  post,
  postFromServer,
  textIn,
  type Asked,
  type HeaderList,
} from '../ask.js';
import { pageRules, type Question } from '../page-rules.js';
import { claim, NotOffered, type Ground, type Rule } from '../rule.js';
import { claimNoSecret, claimStatus, forged } from '../tokens.js';
import { widgetRules } from '../visit.js';

const TOO_LONG = 'x'.repeat(8001);
const STORY = 'long 4';
const events = ['turn_start', 'token', 'tool_call', 'tool_result', 'guard', 'turn_end', 'error'];

/** A session as the page gets it: from its own server, or with the workspace key from the API behind that. */
async function grant(ground: Ground): Promise<JsonObject> {
  const { url, key, agentId } = ground.target;
  const who = { user_id: crypto.randomUUID(), modality: 'text' };
  const asked =
    key === undefined
      ? await post(ground, url, { reason: 'first', ...who })
      : await postFromServer(
          ground,
          `${url}/sessions`,
          { agent_id: agentId, ...who },
          { authorization: `Bearer ${key}` },
        );
  const given = objectIn(asked, 'The session');
  const camel = (name: string) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  const names = ['id', 'token', 'expires_at', 'messages_url', 'webrtc_url'];
  return Object.fromEntries(names.map((name) => [name, given[name] ?? given[camel(name)]]));
}
interface Place {
  readonly url: string;
  readonly token: string;
  readonly headers: HeaderList;
}
async function place(ground: Ground): Promise<Place> {
  const given = await grant(ground);
  const token = textIn(given, 'token', 'The session');
  return { url: textIn(given, 'messages_url', 'The session'), token, headers: { 'x-session-token': token } };
}
async function enter(ground: Ground): Promise<Question> {
  const { url, headers } = await place(ground);
  return { url, headers, body: (text) => ({ text }) };
}
/** `{ detail }`. */
function isRefusal(asked: Asked, of: string): void {
  const value = jsonIn(asked, of);
  claim(isObject(value) && value['detail'] !== undefined, `${of} is not { detail }.`);
}

interface TurnEvent {
  readonly id: string;
  readonly event: string;
  readonly data: unknown;
}
function eventsIn({ status, headers, text }: Asked): readonly TurnEvent[] {
  claim(status === 200, `The turn has the status ${status}.`);
  const type = headers.get('content-type') ?? 'none';
  claim(type.startsWith('text/event-stream'), `The content type is ${type}, not text/event-stream.`);
  const read = createEventStreamReader().read(text);
  return read.map(({ id = '', event = '', data }) => ({ id, event, data: parsed(data) }));
}
const turn = async (ground: Ground, { url, headers }: Place, text = 'hello') =>
  eventsIn(await post(ground, url, { text }, headers));

/** The promises of PROTOCOL.md, “Session”. */
export const rules: readonly Rule[] = [
  ...pageRules({ enter, isRefusal, sends: ['content-type', 'x-session-token'] }),
  {
    name: 'grant',
    says: 'A session has an id, a token, an end that is still to come, and an address for messages.',
    async check(ground) {
      const given = await grant(ground);
      for (const name of ['id', 'token', 'messages_url']) textIn(given, name, 'The session');
      const { messages_url: url, expires_at: end } = given;
      claim(URL.canParse(String(url)) && /^https?:/.test(String(url)), '“messages_url” is no web address.');
      claim(end === undefined || Date.parse(String(end)) > Date.now(), '“expires_at” is no time to come.');
    },
  },
  {
    name: 'discreet',
    says: 'No address has the token in it.',
    async check(ground) {
      const given = await grant(ground);
      const token = textIn(given, 'token', 'The session');
      for (const name of ['messages_url', 'webrtc_url']) claimNoSecret(given[name], token, name);
    },
  },
  {
    name: 'turn',
    says: 'A turn begins with turn_start, ends with turn_end or error, and has known events in between.',
    async check(ground) {
      const said = await turn(ground, await place(ground));
      const names = said.map(({ event }) => event).filter((name) => events.includes(name));
      claim(names[0] === 'turn_start', `The first event is ${names[0] ?? 'none'}, not turn_start.`);
      claim(['turn_end', 'error'].includes(names.at(-1) ?? ''), `The last event is ${names.at(-1)}, no end.`);
      claim(
        names.filter((name) => name === 'turn_end' || name === 'error').length === 1,
        'There is more than one end.',
      );
      for (const { event, data } of said) claim(isObject(data), `The data of “${event}” is no JSON object.`);
    },
  },
  {
    name: 'tokens',
    says: 'The words of an answer come as “token” events with a text.',
    async check(ground) {
      const tokens = (await turn(ground, await place(ground))).filter(({ event }) => event === 'token');
      claim(tokens.length > 0, 'No word came.');
      claim(
        tokens.every(({ data }) => isObject(data) && typeof data['text'] === 'string'),
        'A “token” has no text.',
      );
    },
  },
  {
    name: 'numbers',
    says: 'Events that have ids count within their turn, and the rest of a turn can be asked for.',
    async check(ground) {
      const here = await place(ground);
      const said = await turn(ground, here);
      const [, name] = /^(.+)\.1$/.exec(said[0]?.id ?? '') ?? [];
      if (name === undefined) throw new NotOffered('Events have no ids.');
      claim(
        said.every(({ id }, index) => id === `${name}.${index + 1}`),
        'The ids do not count from 1 without a gap.',
      );
      const rest = eventsIn(await get(ground, here.url, { ...here.headers, 'last-event-id': `${name}.1` }));
      claim(
        rest.map(({ id }) => id).join() ===
          said
            .slice(1)
            .map(({ id }) => id)
            .join(),
        'The rest is another one.',
      );
      const none = await get(ground, here.url, { ...here.headers, 'last-event-id': said.at(-1)?.id ?? '' });
      claimStatus(none, [204], 'What comes after the last event');
    },
  },
  {
    name: 'no-token',
    says: 'Nobody speaks without a token, or with a forged one: 401.',
    async check(ground) {
      const { url, token } = await place(ground);
      for (const [of, headers] of [
        ['A turn without a token', {}],
        ['A turn with a forged token', { 'x-session-token': forged(token) }],
      ] as const) {
        const asked = await post(ground, url, { text: 'hello' }, headers);
        claimStatus(asked, [401], of);
        isRefusal(asked, of);
      }
    },
  },
  {
    name: 'foreign-token',
    says: 'The token of another session opens nothing here: 401 or 403.',
    async check(ground) {
      const [{ url }, { headers }] = [await place(ground), await place(ground)];
      const asked = await post(ground, url, { text: 'hello' }, headers);
      claimStatus(asked, [401, 403], 'A turn with another session’s token');
      isRefusal(asked, 'The refusal');
    },
  },
  {
    name: 'length',
    says: 'A text is 1 to 8000 characters: others are a 422.',
    async check(ground) {
      const { url, headers } = await place(ground);
      for (const text of ['', TOO_LONG, 7]) {
        const asked = await post(ground, url, { text }, headers);
        const of = `A text of ${typeof text === 'string' ? `${text.length} characters` : 'no words'}`;
        claimStatus(asked, [422], of);
        isRefusal(asked, of);
      }
    },
  },
  {
    name: 'one-turn',
    says: 'While a turn is in progress another one is a 409.',
    async check(ground) {
      const { url, headers } = await place(ground);
      const first = await fetchFrom(ground, url, jsonBody({ text: STORY }, headers));
      const asked = await post(ground, url, { text: 'hello' }, headers);
      await first.body?.cancel();
      if (asked.status === 200) throw new NotOffered('The first turn was over already.');
      claimStatus(asked, [409], 'A second turn');
      isRefusal(asked, 'The refusal');
    },
  },
  ...widgetRules((options, ground) =>
    sessionTransport({ ...options, ...(ground.target.key !== undefined && { getSession: () => grant(ground) }) }),
  ),
];
