import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createBackend, type Backend } from '../backend.js';
import { linesOf } from '../doors/chatbotkit/test-door.js';
import { createDoors } from '../doors/doors.js';
import { redisServer, type RedisServer } from './redis-server.js';
import { redisStore } from './redis-store.js';

const resources = { widgets: [{ id: 'main', botId: 'bot-1' }], bots: [{ id: 'bot-1' }] };
const functions = [{ name: 'getTitle', description: 'Tells it.', parameters: { type: 'object', properties: {} } }];
let redis: RedisServer;
let backends: readonly Backend[] = [];
let doors: readonly ((request: Request) => Promise<Response>)[] = [];

const ask = (where: number, path: string, body: object, headers: Record<string, string> = {}) => {
  const door = doors[where];
  assert.ok(door);
  return door(
    new Request(`http://localhost${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    }),
  );
};

describe('functions of the page, and two servers with one Redis', () => {
  before(async () => {
    redis = await redisServer();
    backends = [1, 2].map(() =>
      createBackend({
        store: redisStore(redis.url, { resources }),
        rateLimit: 0,
        report: (error) => assert.fail(String(error)),
      }),
    );
    doors = backends.map(createDoors);
  });
  after(async () => {
    for (const each of backends) await each.close();
    await redis.end();
  });

  it('answer to either: the bot hears it where it waits, once', async () => {
    const made = await (await ask(0, '/v1/integration/widget/main/session/create', {})).json();
    const { conversationId, token } = made as { readonly conversationId: string; readonly token: string };
    const headers = { authorization: `Bearer ${token}`, accept: 'application/jsonl' };
    const path = `/v1/conversation/${conversationId}/complete`;
    const publish = async (where: number, channel: string) =>
      (await ask(where, `/v1/channel/${channel}/publish`, { message: { result: 'Rooms' } }, headers)).status;
    for (const [bot, page] of [
      [0, 1],
      [1, 0],
    ] as const) {
      let said = '';
      for await (const line of linesOf(await ask(bot, path, { text: 'call getTitle', functions }, headers))) {
        if (line?.type === 'token') said += String(line.data['token']);
        if (line?.type !== 'waitForChannelMessageBegin') continue;
        const channel = String(line.data['channel']);
        assert.equal(await publish(page, 'another'), 404);
        assert.equal(await publish(page, channel), 200);
        assert.equal(await publish(bot, channel), 404, 'a channel takes one message');
      }
      assert.match(said, /`getTitle` said:[^]*Rooms/);
    }
  });
});
