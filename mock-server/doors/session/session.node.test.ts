import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { createEventStreamReader } from '../../../src/net/event-stream.js';
import { testServer } from '../../test-server.js';

const KEY = 'workspace-key';
const server = await testServer({ latency: 0, apiKey: KEY, rateLimit: 0 });
const workspace = { authorization: `Bearer ${KEY}` };
const page = 'https://shop.example';

interface Granted {
  readonly id: string;
  readonly status: string;
  readonly token: string;
  readonly expires_at: string;
  readonly messages_url?: string;
  readonly webrtc_url?: string;
  readonly webrtc_ice_servers?: readonly unknown[];
}
const wish = { agent_id: 'bot-1', user_id: 'u-1', modality: 'text' };
const create = async (more: object = {}): Promise<Granted> =>
  (await (await server.post('/hyponema/sessions', { ...wish, ...more }, workspace)).json()) as Granted;
const say = ({ id, token }: Granted, text: unknown, headers: Record<string, string> = {}) =>
  server.post(`/hyponema/sessions/${id}/messages`, { text }, { 'x-session-token': token, ...headers });
const eventsIn = async (answer: Response) =>
  createEventStreamReader()
    .read(await answer.text())
    .map(({ event, data, id }) => ({ event, id, data: JSON.parse(data) as Record<string, unknown> }));
const wordsIn = (events: Awaited<ReturnType<typeof eventsIn>>): string =>
  events.flatMap(({ event, data }) => (event === 'token' ? [data.text] : [])).join('');
const refusal = async (answer: Response) => {
  const body = (await answer.json()) as Record<string, unknown>;
  assert.deepEqual([Object.keys(body), typeof body.detail], [['detail'], 'string']);
  return answer.status;
};
const usage = async () =>
  (await (await server.get('/hyponema/agents/bot-1/usage', workspace)).json()) as Record<string, unknown>;

describe('sessions of Hyponema', () => {
  beforeEach(server.reset);

  it('are made by a workspace, with a token that is said once and addresses that are free of it', async () => {
    const made = await create({ modality: 'voice+text', ttl_seconds: 60 });
    assert.equal(made.status, 'pending');
    assert.equal(made.messages_url, `${server.url}/hyponema/sessions/${made.id}/messages`);
    assert.equal(made.webrtc_url, `${server.url}/hyponema/sessions/${made.id}/webrtc`);
    assert.deepEqual(made.webrtc_ice_servers, []);
    assert.ok(Date.parse(made.expires_at) - Date.now() <= 60_000);
    const shown = await (await server.get(`/hyponema/sessions/${made.id}`, workspace)).text();
    assert.ok(!shown.includes(made.token));
  });

  it('have no address for what they are not for', async () => {
    const [text, voice] = [await create(), await create({ modality: 'voice' })];
    assert.deepEqual([text.webrtc_url, voice.messages_url], [undefined, undefined]);
    assert.equal(await refusal(await say(voice, 'hello')), 403);
  });

  for (const [body, why] of [
    [{ user_id: 'u' }, 'no agent'],
    [{ agent_id: 'a' }, 'no user'],
    [{ ...wish, user_id: '  ' }, 'an empty user'],
    [{ ...wish, modality: 'smoke' }, 'an unknown modality'],
    [{ ...wish, ttl_seconds: 3601 }, 'a life too long'],
    [{ ...wish, ttl_seconds: 0 }, 'no life'],
    [{ ...wish, dynamic_variables: { a: 1 } }, 'a variable that is no string'],
    [{ ...wish, overrides: [] }, 'overrides that are a list'],
    [{ ...wish, preview: 'yes' }, 'a preview that is no flag'],
    [{ ...wish, allowed_origins: 'https://a.example' }, 'origins that are no list'],
    ['{', 'broken JSON'],
    [[], 'a list'],
  ] as const)
    it(`are not made with ${why}`, async () => {
      assert.equal(await refusal(await server.post('/hyponema/sessions', body, workspace)), 422);
    });

  it('are not made without the workspace key, nor by a page that has it', async () => {
    for (const headers of [{}, { authorization: 'Bearer other' }, { authorization: `Basic ${KEY}` }])
      assert.equal(await refusal(await server.post('/hyponema/sessions', wish, headers)), 401);
    assert.equal(await refusal(await server.post('/hyponema/sessions', wish, { ...workspace, origin: page })), 403);
    const { id } = await create();
    assert.equal(await refusal(await server.get(`/hyponema/sessions/${id}`)), 401);
    assert.equal(await refusal(await server.get('/hyponema/sessions/none', workspace)), 404);
  });

  it('answer a turn with its events, each with an id', async () => {
    const answer = await say(await create(), 'Hello there');
    assert.match(answer.headers.get('content-type') ?? '', /^text\/event-stream/);
    const events = await eventsIn(answer);
    assert.deepEqual([events[0]?.event, events.at(-1)?.event], ['turn_start', 'turn_end']);
    assert.deepEqual(
      events.map(({ id }) => id),
      events.map((_, index) => `turn_1.${index + 1}`),
    );
    assert.match(wordsIn(events), /Hello there/);
  });

  it('show their tools at work, and their guards', async () => {
    const made = await create();
    const tool = await eventsIn(await say(made, 'call getTime {"zone":"UTC"}'));
    const calls = tool.filter(({ event }) => event === 'tool_call').map(({ data }) => data.arguments_partial);
    assert.deepEqual(calls, ['{"zone"', '{"zone":"UTC"}']);
    const result = tool.find(({ event }) => event === 'tool_result')?.data;
    assert.deepEqual([result?.name, result?.arguments], ['getTime', { zone: 'UTC' }]);
    for (const action of ['block', 'redirect', 'escalate']) {
      const events = await eventsIn(await say(made, `guard ${action}`));
      assert.equal(events.find(({ event }) => event === 'guard')?.data.action, action);
    }
    assert.equal((await eventsIn(await say(made, 'turn error'))).at(-1)?.event, 'error');
  });

  it('take a bearer’s token, too', async () => {
    const { id, token } = await create();
    const answer = await server.post(
      `/hyponema/sessions/${id}/messages`,
      { text: 'hello' },
      { authorization: `Bearer ${token}` },
    );
    assert.equal((await eventsIn(answer)).at(-1)?.event, 'turn_end');
  });

  for (const [text, why] of [
    ['', 'nothing'],
    ['   ', 'spaces'],
    [7, 'a number'],
    ['x'.repeat(8001), 'too much'],
  ] as const)
    it(`refuse a turn that says ${why}`, async () => {
      assert.equal(await refusal(await say(await create(), text)), 422);
    });

  it('refuse tokens that are wrong, foreign, forged, ended or outlived', async () => {
    const [mine, other] = [await create(), await create()];
    const forged = `${mine.token.slice(0, -4)}AAAA`;
    const stentor = await server.post('/stentor/session', { sessionId: mine.id }, workspace);
    const { token: foreign } = (await stentor.json()) as { readonly token: string };
    for (const token of ['', 'x', forged, foreign, KEY, other.token])
      assert.equal(await refusal(await say({ ...mine, token }, 'hello')), 401);
    const end = (body: object) => server.post(`/hyponema/sessions/${mine.id}/end`, body, workspace);
    assert.equal(await refusal(await end({ status: 'perhaps' })), 422);
    for (const status of ['completed', 'failed'])
      assert.equal(((await (await end({ status })).json()) as Granted).status, 'completed');
    assert.equal(await refusal(await say(mine, 'hello')), 401);
    const brief = await create({ ttl_seconds: 1 });
    await new Promise((resolve) => setTimeout(resolve, Date.parse(brief.expires_at) - Date.now() + 5));
    assert.equal(await refusal(await say(brief, 'hello')), 401);
  });

  it('are for the pages that their list names, and for the one that came first', async () => {
    const listed = await create({ allowed_origins: [page] });
    assert.equal(await refusal(await say(listed, 'hello', { origin: 'https://evil.example' })), 403);
    assert.equal((await say(listed, 'hello', { origin: page })).status, 200);
    const open = await create();
    assert.equal((await say(open, 'hello', { origin: page })).status, 200);
    assert.equal(await refusal(await say(open, 'hello', { origin: 'https://other.example' })), 403);
  });

  it('take one turn at a time, until nobody listens to it any more', async () => {
    const made = await create();
    const first = await say(made, 'long 20');
    const reader = first.body?.getReader();
    await reader?.read();
    const second = await say(made, 'hello');
    assert.equal(second.headers.get('retry-after'), '1');
    assert.equal(await refusal(second), 409);
    await reader?.cancel();
    for (;;) {
      const third = await say(made, 'hello');
      if (third.status === 200) {
        assert.match(wordsIn(await eventsIn(third)), /hello/);
        return;
      }
      await third.body?.cancel();
    }
  });

  it('go on with an answer after the event that came last', async () => {
    const made = await create();
    const events = await eventsIn(await say(made, 'Say it twice'));
    const rest = (id: string) =>
      server.get(`/hyponema/sessions/${made.id}/messages`, { 'x-session-token': made.token, 'last-event-id': id });
    assert.deepEqual(await eventsIn(await rest('turn_1.3')), events.slice(3));
    assert.equal((await rest(`turn_1.${events.length}`)).status, 204);
    assert.equal(await refusal(await rest('turn_0.1')), 404);
    assert.equal(await refusal(await rest('nonsense')), 422);
  });

  it('count text turns by their agent, and previews never', async () => {
    const [real, preview] = [await create(), await create({ preview: true })];
    for (const made of [real, real, preview]) await eventsIn(await say(made, 'hello'));
    assert.deepEqual(await usage(), { agent_id: 'bot-1', sessions: 1, text_messages: 2, voice_minutes: 0 });
  });

  it('break with the status that the agent breaks with', async () => {
    assert.equal(await refusal(await say(await create(), 'fail 503')), 503);
  });

  it('come from the page’s own server, which keeps the key', async () => {
    const answer = await server.post(
      '/demo/session',
      { user_id: 'u', modality: 'text', ttl_seconds: 60 },
      { origin: page },
    );
    const made = (await answer.json()) as Granted;
    assert.equal((await say(made, 'hello', { origin: page })).status, 200);
    assert.equal(await refusal(await say(made, 'hello', { origin: 'https://evil.example' })), 403);
    assert.equal((await server.post('/demo/session', '')).status, 201);
  });
});
