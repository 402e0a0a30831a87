import assert from 'node:assert/strict';
import { it } from 'node:test';
import { until } from '../../../test/until.js';
import { createChat } from '../../core/chat.js';
import { createKept } from '../../core/kept.js';
import { fakeSockets } from '../../net/fakes/socket.js';
import { defaultPlatform } from '../../platform/platform.js';
import { memoryStorage } from '../../platform/storage.js';
import { soloTabs } from '../../platform/tabs.js';
import { websocketTransport } from './websocket-transport.js';

const session = { id: 's-1', userId: 'u-1', startedAt: 0 };
const frame = (event: string, data: object, more: object = {}) => ({
  event,
  data,
  sender: { deviceId: 'Router', userId: 'router' },
  sessionId: session.id,
  timeMs: 1,
  ...more,
});

it('websocket: a page that is loaded anew is told again of a call that came without words, and makes it once', async () => {
  const storage = memoryStorage();
  const platform = { ...defaultPlatform, warn: () => undefined };
  const told: string[] = [];
  const made: unknown[] = [];
  const called = (seq: number) =>
    frame(
      'new message',
      { displays: [{ type: 'ChatTool', id: `call-${seq}`, name: 'note', input: { seq } }] },
      { sender: { deviceId: 'Bot', userId: 'b-1' }, id: `f-${seq}`, seq },
    );

  /** A page, to which the router says everything that it has. */
  async function load() {
    const sockets = fakeSockets();
    const transport = websocketTransport({
      url: 'wss://router.example/',
      webSocket: sockets.webSocket,
      session,
      timeout: 30_000,
      has: (id) => chat.message(id) !== undefined,
    });
    const kept = createKept({ storage, scope: 'x', platform, sessionDuration: Infinity, persist: 'always' });
    const chat = createChat({
      transport,
      session,
      platform,
      keeping: async () => ({ storage, scope: 'x', kept, tabs: soloTabs(platform.newId()) }),
      tools: async () => ({
        enabled: () => true,
        find: () => ({ consent: 'always', handler: ({ seq }) => made.push(seq) }),
      }),
    });
    chat.on(({ type }) => type === 'tool-called' && told.push(type));
    await chat.ready;
    const opened = chat.open();
    await until(() => sockets.all.length > 0, 'it dials');
    const socket = sockets.last();
    const asked = (event: string) => socket.sent.some((text) => text.includes(`"event":"${event}"`));
    socket.accept();
    socket.say(
      frame('connection update', {
        sessionCreated: true,
        features: ['ack', 'history', 'ping', 'erasure'],
        epoch: 'e-1',
        first: 1,
        seq: 1,
      }),
    );
    await opened;
    await until(() => asked('history'), 'it asks what there is');
    socket.say(called(1));
    socket.say(frame('history', { after: 1, first: 1 }));
    const results = () =>
      socket.sent
        .filter((text) => text.includes('TOOL_RESULT'))
        .map((text) => (JSON.parse(text) as { data: { requestId: string; referenceId: string } }).data);
    /** The calls that it answers, once it has answered one; then it is left. */
    async function answered(): Promise<readonly string[]> {
      await until(() => results().length > 0, 'a result');
      for (const { requestId } of results()) socket.say(frame('ack', { requestId }));
      await chat.close();
      return results().map(({ referenceId }) => referenceId);
    }
    return { socket, answered };
  }

  const before = await load();
  assert.deepEqual(await before.answered(), ['call-1']);
  const page = await load();
  assert.deepEqual(told, ['tool-called', 'tool-called'], 'it is told again');
  page.socket.say(called(2));
  assert.deepEqual(await page.answered(), ['call-2']);
  assert.deepEqual(made, [1, 2]);
});
