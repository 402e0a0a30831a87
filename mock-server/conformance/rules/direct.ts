import { directTransport } from '../../../src/transports/direct/direct-transport.js';
import { isDeepStrictEqual } from 'node:util';
import { isObject, type JsonObject } from '../../doors/json.js';
import { jsonIn, objectIn, post, type Asked, type HeaderList } from '../ask.js';
import { pageRules, type Question } from '../page-rules.js';
import { claim, NotOffered, type Ground, type Rule } from '../rule.js';
import { widgetRules } from '../visit.js';

const keyOf = ({ target: { key } }: Ground): HeaderList =>
  key === undefined ? {} : { authorization: `Bearer ${key}` };

/** Requests of one conversation. */
function visitor(type = 'INTENT_REQUEST') {
  const session = { sessionId: crypto.randomUUID(), userId: crypto.randomUUID(), isNewSession: type.startsWith('L') };
  const place = { platform: 'stentor-platform', channel: 'widget', attributes: {} };
  return (more: object) => ({ type, requestId: crypto.randomUUID(), ...session, ...place, ...more });
}
const words = (rawQuery: string) => ({ intentId: 'NLU_RESULT_PLACEHOLDER', rawQuery });

async function enter(ground: Ground): Promise<Question> {
  const say = visitor();
  return { url: ground.target.url, headers: keyOf(ground), body: (text) => say(words(text)) };
}
const ask = (ground: Ground, request: object): Promise<Asked> =>
  post(ground, ground.target.url, request, keyOf(ground));

/** `{ error: { code, message } }`. */
function isRefusal(asked: Asked, of: string): void {
  const value = jsonIn(asked, of);
  const error = isObject(value) ? value['error'] : undefined;
  claim(
    isObject(error) && typeof error['code'] === 'string' && typeof error['message'] === 'string',
    `${of} is not { error: { code, message } }.`,
  );
}

/** Throws for what no widget can draw. */
function checkResponse({ outputSpeech, displays, media, system }: JsonObject): void {
  claim(
    outputSpeech === undefined || typeof outputSpeech === 'string' || isObject(outputSpeech),
    '“outputSpeech” is neither a text nor an object.',
  );
  claim(
    displays === undefined ||
      (Array.isArray(displays) && displays.every((each) => isObject(each) && typeof each['type'] === 'string')),
    '“displays” is no list of objects with a “type”.',
  );
  claim(media === undefined || Array.isArray(media), '“media” is no list.');
  claim(system === undefined || typeof system === 'string' || isObject(system), '“system” is no request.');
}

/** The promises of PROTOCOL.md, “Direct”. */
export const rules: readonly Rule[] = [
  ...pageRules({ enter, isRefusal, sends: ['content-type', 'authorization'] }),
  {
    name: 'launch',
    says: 'A LAUNCH_REQUEST is answered with a response.',
    check: async (ground) =>
      checkResponse(
        objectIn(await ask(ground, visitor('LAUNCH_REQUEST')({ intentId: 'LaunchRequest' })), 'The answer'),
      ),
  },
  {
    name: 'answer',
    says: 'An INTENT_REQUEST is answered with a response that says something.',
    async check(ground) {
      const answer = objectIn(await ask(ground, visitor()(words('hello'))), 'The answer');
      checkResponse(answer);
      claim(
        ['outputSpeech', 'displays', 'media', 'system'].some((name) => answer[name] !== undefined),
        'There is nothing in the answer to hello.',
      );
    },
  },
  {
    name: 'same-answer',
    says: 'A request that comes twice with its requestId has the answer that it had before.',
    async check(ground) {
      const request = visitor()(words('hello'));
      const [first, second] = [await ask(ground, request), await ask(ground, request)];
      claim(
        isDeepStrictEqual(objectIn(first, 'The first answer'), objectIn(second, 'The second answer')),
        'The two answers differ.',
      );
    },
  },
  {
    name: 'acknowledged',
    says: 'A CHANNEL_ACTION_REQUEST is acknowledged with { status: "complete" }.',
    async check(ground) {
      const opened = visitor('CHANNEL_ACTION_REQUEST')({ action: 'LINK_OPENED', uri: 'https://example.com/' });
      const { status } = objectIn(await ask(ground, opened), 'The answer');
      claim(status === 'complete', `The status is ${JSON.stringify(status)}.`);
    },
  },
  {
    name: 'erasure',
    says: 'ERASE_DATA is answered with { erased: true } by who can forget.',
    async check(ground) {
      const say = visitor();
      await ask(ground, say(words('hello')));
      const asked = await ask(ground, { ...say({}), type: 'CHANNEL_ACTION_REQUEST', action: 'ERASE_DATA' });
      const { erased } = objectIn(asked, 'The answer');
      if (erased !== true) throw new NotOffered('This server cannot forget.');
    },
  },
  {
    name: 'discreet',
    says: 'No answer repeats the token that came with the request.',
    async check(ground) {
      const token = `secret-${crypto.randomUUID()}`;
      for (const body of [visitor()(words('hello')), '{']) {
        const asked = await post(ground, ground.target.url, body, { authorization: `Bearer ${token}` });
        claim(!asked.text.includes(token), 'The token stands in the answer.');
        claim(![...asked.headers.values()].some((value) => value.includes(token)), 'The token stands in a header.');
      }
    },
  },
  ...widgetRules(directTransport),
];
