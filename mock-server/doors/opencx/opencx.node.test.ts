import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { OpencxMessage, OpencxReply, OpencxSession } from '../../../src/transports/opencx/wire.js';
import type { Clock } from '../../clock.js';
import { memoryStore } from '../../store.js';
import { testServer } from '../../test-server.js';
import { createBackend } from '../../backend.js';
import { createDoors } from '../doors.js';

let ahead = 0;
const clock: Clock = { now: () => Date.now() + ahead, sleep: async () => {} };
const { url, post, get, log } = await testServer({ clock, rateLimit: 0, apiKey: 'key' });
const ROOT = '/backend/widget/v2';
const bot = { 'x-bot-token': 'demo' };
type Headers = Record<string, string>;

const json = async <T>(answer: Response | Promise<Response>): Promise<T> => (await (await answer).json()) as T;
async function visitor(more: object = {}, headers: Headers = {}): Promise<Headers> {
  const { token } = await json<{ token: string }>(
    post(`${ROOT}/contact/create-unverified`, more, { ...bot, ...headers }),
  );
  return { ...bot, ...headers, authorization: `Bearer ${token}` };
}
const begin = (headers: Headers, body: unknown = {}) =>
  json<OpencxSession>(post(`${ROOT}/create-session`, body, headers));
let count = 0;
const words = (session_id: string, content: string, more: object = {}) => ({
  uuid: `u-${(count += 1)}`,
  bot_token: 'demo',
  session_id,
  content,
  ...more,
});
const say = (headers: Headers, session: string, content: string, more: object = {}) =>
  json<OpencxReply & { success: true }>(post(`${ROOT}/chat/send`, words(session, content, more), headers));
const poll = (headers: Headers, session: string, query = '') =>
  json<{ session: OpencxSession; history: readonly OpencxMessage[] }>(get(`${ROOT}/poll/${session}${query}`, headers));
async function talk(): Promise<readonly [Headers, string]> {
  const headers = await visitor();
  return [headers, (await begin(headers)).id];
}

describe('OpenCX’s widget API', () => {
  it('says who it is, in both generations', async () => {
    const config = await json<Record<string, unknown>>(get(`${ROOT}/config`, bot));
    assert.deepEqual(config['org'], { id: 'org-1', name: 'Northwind' });
    assert.equal(config['sessionPollingIntervalSeconds'], 10);
    const prelude = await json<Record<string, unknown>>(get(`${ROOT}/prelude`, bot));
    assert.deepEqual(prelude['initialQuestions'], []);
    assert.equal(prelude['organizationName'], 'Northwind');
    const me = await json<Record<string, unknown>>(get(`${ROOT}/me`, await visitor({ non_verified_name: 'Ann' })));
    assert.deepEqual(me['authenticationStatus'], { is: true });
    assert.equal(me['contactName'], 'Ann');
    assert.deepEqual((await json<Record<string, unknown>>(get(`${ROOT}/me`, bot)))['authenticationStatus'], {
      is: false,
    });
  });

  it('has the questions and office hours of a widget that has some', async () => {
    const officeHours = { Everyday: { from: '09:00', to: '17:00' } };
    const widget = { id: 'shop', initialQuestions: ['Where is it?'], officeHours, officeHoursTimezone: 'Europe/Rome' };
    const doors = createDoors(createBackend({ store: memoryStore({ widgets: [widget] }) }));
    for (const path of ['config', 'prelude']) {
      const request = new Request(`http://mock.example${ROOT}/${path}`, { headers: { 'x-bot-token': 'shop' } });
      const said = await json<Record<string, unknown>>(doors(request));
      assert.deepEqual(said['initialQuestions'], ['Where is it?']);
      assert.deepEqual(said['officeHours'], officeHours);
      assert.equal(said['officeHoursTimezone'], 'Europe/Rome');
    }
  });

  it('begins a session, answers, and has both in its history', async () => {
    const [headers, id] = await talk();
    const reply = await say(headers, id, 'suggestions', { uuid: 'first' });
    assert.deepEqual(reply.options, { type: 'options', value: ['Opening hours', 'Prices'] });
    const { session, history } = await poll(headers, id);
    assert.equal(session.isOpened, true);
    assert.equal(session.assignee.kind, 'ai');
    assert.deepEqual(
      history.map(({ publicId, sender }) => [publicId, sender.kind]),
      [
        ['first', 'user'],
        [reply.autopilotResponse?.id, 'ai'],
      ],
    );
    assert.deepEqual(await json(get(`${ROOT}/session/history/${id}`, headers)), history);
    assert.deepEqual(await json(get(`${ROOT}/session/${id}`, headers)), session);
  });

  it('gives what was said after a time of its own clock', async () => {
    const [headers, id] = await talk();
    await say(headers, id, 'one');
    const before = (await poll(headers, id)).history.at(-1)?.sentAt ?? '';
    ahead += 1_000;
    await say(headers, id, 'two');
    const query = `?lastMessageTimestamp=${encodeURIComponent(before)}`;
    const later = (await poll(headers, id, query)).history;
    assert.deepEqual(
      later.map(({ content }) => content.text),
      ['two', 'You said:\n\n> two'],
    );
    assert.deepEqual(await json(get(`${ROOT}/session/history/${id}${query}`, headers)), later);
    assert.equal((await get(`${ROOT}/poll/${id}?lastMessageTimestamp=soon`, headers)).status, 400);
  });

  it('acts once on a message that comes twice', async () => {
    const [headers, id] = await talk();
    const message = words(id, 'only once');
    assert.equal(
      (await json<OpencxReply & { code?: string }>(post(`${ROOT}/chat/send`, message, headers))).code,
      undefined,
    );
    const again = await json<OpencxReply & { code?: string }>(post(`${ROOT}/chat/send`, message, headers));
    assert.equal(again.code, 'duplicate_message_ignored');
    assert.equal((await poll(headers, id)).history.length, 2);
  });

  it('shows one component in the reply, all of them in the history, and asks for a score apart', async () => {
    const [headers, id] = await talk();
    const reply = await say(headers, id, 'show carousel');
    assert.equal(reply.uiResponse?.value.name, 'carousel');
    assert.equal((await poll(headers, id)).history.at(-1)?.actionCalls?.[0]?.actionName, 'carousel');
    const asked = await say(headers, id, 'show rating');
    assert.equal(asked.uiResponse, undefined);
    assert.equal((await poll(headers, id)).history.at(-1)?.systemMessagePayload?.type, 'csat_requested');
  });

  it('gives the visitor to a person, and the bot is silent until they leave', async () => {
    const [headers, id] = await talk();
    assert.equal((await say(headers, id, 'handoff')).sessionIsHandedOff, true);
    const { session } = await poll(headers, id);
    assert.deepEqual([session.isHandedOff, session.assignee.kind, session.assignee.name], [true, 'human', 'Agent']);
    const reply = await say(headers, id, 'anybody?');
    assert.equal(reply.code, 'session_assigned_to_human_agent');
    assert.equal(reply.autopilotResponse, undefined);
    await post('/__mock/push', { text: 'Here I am', conversation: id });
    const said = (await poll(headers, id)).history.at(-1);
    assert.deepEqual([said?.type, said?.sender.kind, said?.content.text], ['agent_message', 'agent', 'Here I am']);
    await say(headers, id, 'leave');
    assert.equal((await poll(headers, id)).session.assignee.kind, 'ai');
  });

  it('votes, notes, resolves, asks and takes a score', async () => {
    const [headers, id] = await talk();
    const { autopilotResponse } = await say(headers, id, 'hello');
    const vote = (messagePublicId?: string, action = 'upvote') =>
      post(`${ROOT}/chat/vote`, { action, sessionId: id, messagePublicId }, headers);
    assert.deepEqual(await json(vote(autopilotResponse?.id)), {
      messagePublicId: autopilotResponse?.id,
      success: true,
    });
    assert.deepEqual(await json(vote('another')), { messagePublicId: null, success: false });
    assert.equal((await vote(autopilotResponse?.id, 'sideways')).status, 400);
    assert.deepEqual(await json(post(`${ROOT}/checkpoint`, { session_id: id, payload: { step: 2 } }, headers)), {
      success: true,
    });
    assert.deepEqual((await poll(headers, id)).session.latestStateCheckpointPayload, { step: 2 });
    const resolved = await json<OpencxSession>(post(`${ROOT}/session/resolve`, { session_id: id }, headers));
    assert.deepEqual([resolved.isOpened, resolved.assignee.kind], [false, 'none']);
    const request = (await poll(headers, id)).history.at(-1);
    assert.equal(request?.systemMessagePayload?.type, 'csat_requested');
    for (const score of [0, 6, 2.5, '4', null])
      assert.equal((await post(`${ROOT}/submit-csat`, { session_id: id, score }, headers)).status, 400, String(score));
    const csat = { session_id: id, score: 4, feedback: 'fine', system_message_uuid: request?.publicId };
    assert.deepEqual(await json(post(`${ROOT}/submit-csat`, csat, headers)), { success: true });
    assert.deepEqual((await poll(headers, id)).history.at(-1)?.systemMessagePayload, {
      type: 'csat_submitted',
      payload: { score: 4, feedback: 'fine' },
    });
    await say(headers, id, 'one more thing');
    assert.equal((await poll(headers, id)).session.isOpened, true);
  });

  it('takes a form', async () => {
    const [headers, id] = await talk();
    const form = { sessionId: id, formMessageId: 'm', actionId: 'booking', request: { bodyParams: { nights: 2 } } };
    const { action } = await json<{ action: { response: string } }>(post(`${ROOT}/action/execute`, form, headers));
    assert.match(action.response, /booking.*has arrived/);
    assert.match((await poll(headers, id)).history.at(-1)?.content.text ?? '', /nights: 2/);
  });

  it('lists a contact’s own sessions, newest first, by pages and by state', async () => {
    const headers = await visitor();
    const ids: string[] = [];
    for (let each = 0; each < 22; each += 1) ids.unshift((await begin(headers)).id);
    type List = { items: readonly OpencxSession[]; next: string | null };
    const first = await json<List>(get(`${ROOT}/sessions?filters={}`, headers));
    const second = await json<List>(get(`${ROOT}/sessions?filters={}&cursor=${first.next}`, headers));
    assert.deepEqual(
      [...first.items, ...second.items].map(({ id }) => id),
      ids,
    );
    assert.equal(second.next, null);
    await post(`${ROOT}/session/resolve`, { session_id: ids[0] }, headers);
    const closed = await json<List>(get(`${ROOT}/sessions?filters={"isOpened":false}`, headers));
    assert.deepEqual(
      closed.items.map(({ id }) => id),
      [ids[0]],
    );
    assert.deepEqual((await json<List>(get(`${ROOT}/sessions?filters={}`, await visitor()))).items, []);
    assert.equal((await get(`${ROOT}/sessions?filters={}&cursor=-1`, headers)).status, 400);
    assert.equal((await get(`${ROOT}/sessions?filters={}`, bot)).status, 401);
  });

  it('stores a file of five megabytes and no more', async () => {
    const [headers] = await talk();
    const send = async (size: number, query = '') => {
      const body = new FormData();
      body.append('file', new File(['x'.repeat(size)], '../note.txt'));
      return fetch(`${url}${ROOT}/upload${query}`, { method: 'POST', body, headers });
    };
    const stored = await json<Record<string, string>>(send(5, '?fileId=f1&sessionId='));
    assert.deepEqual([stored['fileName'], stored['clientFileId']], ['note.txt', 'f1']);
    assert.equal(await (await fetch(stored['fileUrl'] ?? '')).text(), 'xxxxx');
    assert.equal('clientFileId' in (await json<object>(send(5))), false);
    assert.equal((await send(5 * 1024 * 1024 + 1)).status, 413);
    assert.equal((await post(`${ROOT}/upload`, 'no form', headers)).status, 400);
  });

  it('knows whom a page’s own server vouches for, wherever they come from', async () => {
    const key = { authorization: 'Bearer key' };
    const authenticate = (body: object, headers: Headers) => post('/widget/authenticate-user', body, headers);
    const person = { email: 'ann@example.com', name: 'Ann', customData: { plan: 'pro' } };
    const { token, contact } = await json<{ token: string; contact: { id: string } }>(authenticate(person, key));
    const again = await json<{ token: string; contact: { id: string } }>(authenticate(person, key));
    assert.equal(again.contact.id, contact.id);
    const headers = { ...bot, authorization: `Bearer ${token}`, origin: 'https://shop.example' };
    const begun = await begin(headers);
    assert.equal(begun.isVerified, true);
    const other = { ...bot, authorization: `Bearer ${again.token}` };
    assert.equal((await poll(other, begun.id)).session.id, begun.id);
    for (const [body, bad, status] of [
      [person, {}, 401],
      [person, { authorization: 'Bearer no' }, 401],
      [person, { ...key, origin: 'https://shop.example' }, 403],
      [{ name: 'Ann' }, key, 400],
      [{ email: 'ann' }, key, 400],
      [{ email: 5 }, key, 400],
    ] as const)
      assert.equal((await authenticate(body, bad)).status, status);
  });

  it('knows visitors of the first generation by a header', async () => {
    const ann = { ...bot, 'x-consumer-id': 'email:ann@example.com' };
    const answer = await fetch(`${url}${ROOT}/create-session`, { method: 'POST', headers: ann });
    const { id } = (await answer.json()) as OpencxSession;
    assert.equal((await get(`${ROOT}/session/${id}`, ann)).status, 200);
    assert.equal(
      (await get(`${ROOT}/session/${id}`, { ...bot, 'x-consumer-id': 'email:bob@example.com' })).status,
      404,
    );
    assert.equal((await get(`${ROOT}/session/${id}`, bot)).status, 404);
  });
});

describe('OpenCX’s widget API refuses', () => {
  it('too much at once, whatever it is', async () => {
    const slow = await testServer({ clock, rateLimit: 4 });
    const { id } = await json<OpencxSession>(slow.post(`${ROOT}/create-session`, {}, bot));
    const action = { sessionId: id, formMessageId: 'f', actionId: 'a', request: { bodyParams: {} } };
    const requests: readonly (readonly [string, object])[] = [
      ['action/execute', action],
      ['checkpoint', { session_id: id, payload: {} }],
      ['submit-csat', { session_id: id, score: 5 }],
      ['session/resolve', { session_id: id }],
    ];
    for (const [path, body] of requests) {
      const ask = async () => (await slow.post(`${ROOT}/${path}`, body, bot)).status;
      assert.deepEqual([await ask(), await ask(), await ask()], [200, 200, 429], path);
      ahead += 60_000;
    }
    ahead -= 60_000 * requests.length;
  });

  it('in its own words', async () => {
    const answer = await get(`${ROOT}/poll/none`, bot);
    assert.equal(answer.status, 404);
    assert.deepEqual(await answer.json(), {
      statusCode: 404,
      message: 'There is no such session.',
      error: 'Not Found',
    });
    assert.equal((await json<{ error: string }>(get(`${ROOT}/none`, bot))).error, 'Not Found');
  });

  it('whoever has no widget’s token, and a widget that is switched off', async () => {
    for (const path of ['me', 'config', 'prelude', 'sessions', 'session/x', 'session/history/x', 'poll/x'])
      assert.equal((await get(`${ROOT}/${path}`)).status, 401, path);
    for (const path of ['contact/create-unverified', 'create-session', 'upload'])
      assert.equal((await post(`${ROOT}/${path}`, {})).status, 401, path);
    assert.equal((await get(`${ROOT}/config`, { 'x-bot-token': 'disabled' })).status, 403);
    assert.equal((await get(`${ROOT}/config`, { 'x-bot-token': 'x'.repeat(201) })).status, 401);
  });

  it('tokens that are wrong, foreign, another page’s or too old', async () => {
    const shop = await visitor({}, { origin: 'https://shop.example' });
    const { id } = await begin(shop);
    const status = async (headers: Headers) => (await get(`${ROOT}/poll/${id}`, headers)).status;
    assert.equal(await status(shop), 200);
    assert.equal(await status({ ...shop, origin: 'https://evil.example' }), 403);
    assert.equal(await status(await visitor({}, { origin: 'https://shop.example' })), 404, 'another visitor');
    const own = await visitor({}, { origin: url });
    const { id: mine } = await begin(own);
    const read = { ...bot, authorization: own['authorization'] ?? '', 'sec-fetch-site': 'same-origin' };
    assert.equal((await get(`${ROOT}/poll/${mine}`, read)).status, 200, 'a page reads from its own origin');
    assert.equal(await status({ ...shop, 'x-bot-token': 'other' }), 404, 'another widget');
    assert.equal(await status(bot), 401, 'nobody');
    for (const authorization of ['Bearer x', 'Bearer a.b.c', 'Basic dTpw', '', `${shop['authorization']}=`])
      assert.equal(await status({ ...shop, authorization }), 401, authorization);
    const stentor = await json<{ token: string }>(
      post('/stentor/session', { sessionId: id }, { authorization: 'Bearer key', origin: 'https://shop.example' }),
    );
    assert.equal(await status({ ...shop, authorization: `Bearer ${stentor.token}` }), 401, 'another door’s');
    ahead += 86_400_000;
    assert.equal(await status(shop), 401, 'outlived');
    ahead -= 86_400_000;
  });

  it('bodies that are not what they should be', async () => {
    const [headers, id] = await talk();
    const good = words(id, 'x');
    const wrong: readonly (readonly [string, unknown, number])[] = [
      ['chat/send', '{', 400],
      ['chat/send', '[]', 400],
      ['chat/send', { ...good, uuid: '' }, 400],
      ['chat/send', { ...good, uuid: 5 }, 400],
      ['chat/send', { ...good, uuid: 'x'.repeat(201) }, 400],
      ['chat/send', { ...good, content: '' }, 400],
      ['chat/send', { ...good, content: ' ' }, 400],
      ['chat/send', { ...good, content: 7 }, 400],
      ['chat/send', { ...good, content: 'x'.repeat(33 * 1024) }, 400],
      ['chat/send', { ...good, content: 'x'.repeat(300 * 1024) }, 413],
      ['chat/send', { ...good, attachments: 'none' }, 400],
      ['chat/send', { ...good, attachments: [5] }, 400],
      ['chat/send', { ...good, attachments: [{ id: 'a' }] }, 400],
      ['chat/send', { ...good, bot_token: 'other' }, 401],
      ['chat/send', { ...good, session_id: 'other' }, 404],
      ['chat/vote', { action: 'upvote', sessionId: id }, 400],
      ['session/resolve', {}, 400],
      ['checkpoint', { session_id: id, payload: [] }, 400],
      ['action/execute', { sessionId: id, formMessageId: 'm', actionId: 'a', request: 5 }, 400],
      ['create-session', { customData: 5 }, 400],
      ['contact/create-unverified', { email: 5 }, 400],
    ];
    for (const [path, body, status] of wrong)
      assert.equal(
        (await post(`${ROOT}/${path}`, body, headers)).status,
        status,
        `${path} ${JSON.stringify(body).slice(0, 60)}`,
      );
    const acted = (await log()).filter(({ committed, body }) => committed && JSON.stringify(body).includes(id));
    assert.deepEqual(acted, []);
  });

  it('too many messages of one session', async () => {
    const slow = await testServer({ rateLimit: 2 });
    const { id } = await json<OpencxSession>(slow.post(`${ROOT}/create-session`, {}, bot));
    const once = () => slow.post(`${ROOT}/chat/send`, words(id, 'hi'), bot);
    assert.equal((await once()).status, 200);
    const refused = await once();
    assert.equal(refused.status, 429);
    assert.ok(Number(refused.headers.get('retry-after')) > 0);
    assert.equal(((await refused.json()) as { statusCode: number }).statusCode, 429);
  });

  it('pages of other origins, before anything else', async () => {
    const closed = await testServer({ origin: ['https://shop.example'] });
    const from = (origin: string) => closed.get(`${ROOT}/config`, { ...bot, origin });
    assert.equal((await from('https://shop.example')).status, 200);
    const refused = await from('https://evil.example');
    assert.equal(refused.status, 403);
    assert.equal(((await refused.json()) as { error: string }).error, 'Forbidden');
  });
});
