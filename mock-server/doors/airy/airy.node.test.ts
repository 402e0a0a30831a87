import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { Client, type IFrame } from '@stomp/stompjs';
import { decodeJwt, SignJWT } from 'jose';
import { WebSocket } from 'ws';
import type { FirstMessage, Message } from '../../../src/transports/airy/wire.js';
import { testServer } from '../../test-server.js';

const secret = 'a secret that this test alone knows, 1234567890';
const server = await testServer({ latency: 0, secret, apiKey: 'core-key' });
const key = { authorization: 'Bearer core-key' };
const json = async <T>(answer: Promise<Response>): Promise<T> => (await (await answer).json()) as T;
interface Entrance {
  readonly token: string;
  readonly messages?: readonly Message[];
}

const enter = (body: object = { channel_id: 'demo' }) => json<Entrance>(server.post('/chatplugin.authenticate', body));
const send = (token: string, message: unknown) =>
  server.post('/chatplugin.send', { message }, { authorization: `Bearer ${token}` });
const wayBack = async (token: string) =>
  (await json<{ resume_token: string }>(server.post('/chatplugin.resumeToken', {}, { authorization: token })))
    .resume_token;

/** A client as Airy's own is set up, and what it hears. */
function stomp(token: string, more: Partial<ConstructorParameters<typeof Client>[0]> = {}) {
  const bodies: { readonly message: Message | FirstMessage; readonly conversation_id?: string }[] = [];
  let wake = () => {};
  const until = async (fact: () => boolean): Promise<void> => {
    while (!fact()) await new Promise<void>((resolve) => (wake = resolve));
  };
  let connected: IFrame | undefined;
  let refused: IFrame | undefined;
  let closed = false;
  const client = new Client({
    webSocketFactory: () =>
      new WebSocket(`${server.url.replace('http', 'ws')}/ws.chatplugin`, [
        'v12.stomp',
        'v11.stomp',
        'v10.stomp',
      ]) as never,
    connectHeaders: { Authorization: `Bearer ${token}` },
    reconnectDelay: 0,
    heartbeatIncoming: 4000,
    heartbeatOutgoing: 4000,
    onConnect(frame) {
      connected = frame;
      client.subscribe('/user/queue/message', ({ body }) => {
        bodies.push(JSON.parse(body) as never);
        wake();
      });
      wake();
    },
    onStompError(frame) {
      refused = frame;
      wake();
    },
    onWebSocketClose() {
      closed = true;
      wake();
    },
    ...more,
  });
  client.activate();
  return {
    client,
    bodies,
    until,
    connected: async () => (await until(() => connected !== undefined), connected),
    refused: async () => (await until(() => refused !== undefined && closed), refused),
    texts: () => bodies.map(({ message: { content } }) => (typeof content === 'string' ? content : content.text)),
    end: () => client.deactivate(),
  };
}
/** Once it has subscribed: whatever was sent before has been read. */
async function listening(token: string) {
  const visitor = stomp(token);
  await visitor.connected();
  await new Promise<void>((resolve) => {
    visitor.client.watchForReceipt('r-1', () => resolve());
    visitor.client.subscribe('/topic/nothing', () => {}, { receipt: 'r-1' });
  });
  return visitor;
}

describe('channels of Airy', { timeout: 20_000 }, () => {
  beforeEach(server.reset);

  it('are connected with the key of the core API: the first generation', async () => {
    const body = { source: 'chat_plugin', source_channel_id: 'website-42' };
    const { id, ...rest } = await json<{ id: string }>(server.post('/channels.connect', body, key));
    assert.deepEqual(rest, { name: 'Chat plugin', source: 'chat_plugin', source_channel_id: 'website-42' });
    assert.equal((await json<{ id: string }>(server.post('/channels.connect', body, key))).id, id);
    assert.deepEqual(Object.keys(await enter({ channel_id: id })), ['token']);
  });
  it('are connected with the key of the core API: the second one', async () => {
    const body = { name: 'Shop', image_url: 'https://shop.example/a.png' };
    const { id, ...rest } = await json<{ id: string }>(server.post('/channels.chatplugin.connect', body, key));
    assert.deepEqual(rest, {
      source: 'chatplugin',
      source_channel_id: 'Shop',
      metadata: { name: 'Shop', image_url: 'https://shop.example/a.png' },
      connected: true,
    });
    assert.deepEqual((await enter({ channel_id: id })).messages, []);
  });
  for (const [path, body] of [
    ['/channels.connect', { source: 'chat_plugin', source_channel_id: 'x' }],
    ['/channels.chatplugin.connect', { name: 'x' }],
  ] as const)
    it(`are not connected without it at ${path}, nor with a body that says nothing`, async () => {
      assert.equal((await server.post(path, body)).status, 401);
      const refused = await server.post(path, {}, key);
      assert.equal(refused.status, 400);
      assert.deepEqual(Object.keys((await refused.json()) as object), ['message']);
    });
});

describe('ways into a conversation of Airy', { timeout: 20_000 }, () => {
  beforeEach(server.reset);

  it('are another conversation each time', async () => {
    const [one, two] = [decodeJwt((await enter()).token), decodeJwt((await enter()).token)];
    assert.equal(one['channel_id'], 'demo');
    assert.equal(one.sub, one['conversation_id']);
    assert.equal(Number(one.exp) - Number(one.iat), 3600);
    assert.notEqual(one['conversation_id'], two['conversation_id']);
  });
  it('lead back with a resume token, which lasts a week: all that was said comes, oldest first', async () => {
    const { token } = await enter();
    const resume = await wayBack(`Bearer ${token}`);
    const claims = decodeJwt(resume);
    assert.deepEqual(
      [claims['resume_conversation_id'], claims['resume_channel_id'], Number(claims.exp) - Number(claims.iat)],
      [decodeJwt(token)['conversation_id'], 'demo', 604_800],
    );
    await send(token, { text: 'one' });
    await send(token, { text: 'two' });
    const back = await enter({ channel_id: 'another', resume_token: resume });
    assert.equal(decodeJwt(back.token)['conversation_id'], decodeJwt(token)['conversation_id']);
    const own = back.messages?.filter(({ from_contact }) => from_contact);
    assert.deepEqual(
      own?.map(({ content }) => content.text),
      ['one', 'two'],
    );
    assert.deepEqual(
      back.messages?.map(({ sent_at }) => sent_at),
      back.messages?.map(({ sent_at }) => sent_at).sort(),
    );
  });
  it('are refused without a word', async () => {
    const { token } = await enter();
    const table: readonly (readonly [object, number])[] = [
      [{}, 400],
      [{ channel_id: 'nobody' }, 404],
      [{ resume_token: 'x.y.z' }, 401],
      [{ channel_id: 'demo', resume_token: token }, 401],
    ];
    for (const [body, status] of table) {
      const answer = await server.post('/chatplugin.authenticate', body);
      assert.deepEqual([answer.status, await answer.text()], [status, '']);
    }
    assert.equal((await server.post('/chatplugin.authenticate', '{')).status, 400);
  });
  it('are given to the core API for any conversation', async () => {
    const id = decodeJwt((await enter()).token)['conversation_id'];
    const ask = (more: object, headers: Record<string, string> = key) =>
      server.post('/chatplugin.resumeToken', { channel_id: 'demo', conversation_id: id, ...more }, headers);
    const { resume_token } = await json<{ resume_token: string }>(ask({}));
    assert.deepEqual((await enter({ resume_token })).messages, []);
    assert.deepEqual([(await ask({ conversation_id: 'x' })).status, (await ask({}, {})).status], [404, 401]);
  });
  it('are unknown to the first generation, once one is in', async () => {
    const { token } = await enter({ channel_id: 'demo-first' });
    const answer = await server.post('/chatplugin.resumeToken', {}, { authorization: `Bearer ${token}` });
    assert.equal(answer.status, 404);
  });
});

describe('tokens of Airy', { timeout: 20_000 }, () => {
  const forge = async (change: (claims: Record<string, unknown>) => object, by = secret, alg = 'HS256') => {
    const claims = decodeJwt((await enter()).token);
    return new SignJWT({ ...change({ ...claims }) })
      .setProtectedHeader({ alg, typ: 'JWT' })
      .sign(new TextEncoder().encode(by));
  };
  const now = Math.floor(Date.now() / 1000);
  const table: readonly (readonly [string, () => Promise<string> | string])[] = [
    ['nothing', () => ''],
    ['no token', () => 'x'],
    ['one that somebody else signed', () => forge((claims) => claims, 'another secret, as long as the first one')],
    ['one that is too old', () => forge((claims) => ({ ...claims, exp: now - 1 }))],
    ['one for another conversation', () => forge((claims) => ({ ...claims, sub: 'x' }))],
    ['one that was never given', () => forge((claims) => ({ ...claims, jti: 'x' }))],
    ['one for another door', () => forge((claims) => ({ ...claims, aud: 'stentor' }))],
    ['one by another algorithm', () => forge((claims) => claims, `${secret}${secret}`, 'HS512')],
    ['one to come back with', async () => wayBack(`Bearer ${(await enter()).token}`)],
  ];
  for (const [name, make] of table)
    it(`do not open anything: ${name}`, async () => {
      const token = await make();
      assert.equal((await send(token, { text: 'hi' })).status, 401);
      const visitor = stomp(token);
      assert.match((await visitor.refused())?.headers['message'] ?? '', /401/);
      await visitor.end();
    });

  it('may come without the word Bearer', async () => {
    const { token } = await enter();
    assert.equal(
      (await server.post('/chatplugin.send', { message: { text: 'hi' } }, { authorization: token })).status,
      200,
    );
  });
  it('open nothing from a page of another origin', async () => {
    const { token } = await enter();
    const from = { authorization: token, origin: 'https://evil.example' };
    assert.equal((await server.post('/chatplugin.send', { message: { text: 'hi' } }, from)).status, 401);
  });
  it('are in no log', async () => {
    await server.reset();
    const { token } = await enter();
    const visitor = await listening(token);
    await visitor.end();
    assert.doesNotMatch(JSON.stringify(await server.log()), new RegExp(token.split('.')[2] ?? ''));
  });
});

describe('words by Airy', { timeout: 20_000 }, () => {
  beforeEach(server.reset);

  it('are stored as they are, and come to whoever listens, in both directions', async () => {
    const { token } = await enter();
    const visitor = await listening(token);
    const content = { text: 'hi', clientMessageId: 'c-1', anything: [1] };
    const stored = await json<Message>(send(token, content));
    assert.deepEqual([stored.content, stored.from_contact, stored.delivery_state], [content, true, 'delivered']);
    await visitor.until(() => visitor.bodies.length === 3);
    const [echo, pending, delivered] = visitor.bodies;
    assert.deepEqual(echo?.message, stored);
    assert.equal(echo?.conversation_id, decodeJwt(token)['conversation_id']);
    assert.deepEqual({ ...pending?.message, delivery_state: 'delivered' }, delivered?.message);
    assert.equal((pending?.message as Message).delivery_state, 'pending');
    await server.post('/__mock/push', { text: 'An agent' });
    await visitor.until(() => visitor.texts().includes('An agent'));
    await visitor.end();
  });
  it('are texts alone in the first generation, in its own words', async () => {
    const { token } = await enter({ channel_id: 'demo-first' });
    const visitor = await listening(token);
    assert.equal((await send(token, { attachment: {} })).status, 400);
    assert.equal((await send(token, { text: ' ' })).status, 400);
    const stored = await json<FirstMessage>(send(token, { text: 'hi' }));
    assert.deepEqual(
      [stored.content, stored.state, stored.sender_type],
      [{ text: 'hi', type: 'text' }, 'PENDING', 'source_contact'],
    );
    assert.match(stored.sent_at, /^\d{4}-\d\d-\d\dT[\d:.]{12}\+0000$/);
    await visitor.until(() => visitor.bodies.length === 3);
    assert.deepEqual(Object.keys(visitor.bodies[0] ?? {}), ['message']);
    assert.deepEqual((visitor.bodies[0]?.message as FirstMessage).content, '{"text":"hi","type":"text"}');
    await visitor.end();
  });
  it('of the bot have Airy’s shapes, one message each', async () => {
    const { token } = await enter();
    const resume = await wayBack(token);
    const visitor = await listening(token);
    for (const text of ['suggestions', 'show carousel', 'show card', 'show image', 'show form'])
      await send(token, { text });
    await visitor.until(() => visitor.texts().filter(Boolean).length >= 12);
    const said = (await enter({ resume_token: resume })).messages?.filter(({ from_contact }) => !from_contact) ?? [];
    const shapes = said.flatMap(({ content }) => Object.keys(content));
    for (const shape of ['text', 'quick_replies', 'richCard', 'attachment', 'fallback'])
      assert.ok(shapes.includes(shape), shape);
    await visitor.end();
  });
  it('of a tap reach the bot with their data', async () => {
    const { token } = await enter();
    const visitor = await listening(token);
    await send(token, { text: 'Yes', postbackData: 'yes-1' });
    await visitor.until(() => visitor.texts().some((text) => text?.includes('yes-1')));
    await visitor.end();
  });
  it('that are none are refused with a message', async () => {
    const { token } = await enter();
    for (const message of [undefined, null, 'x', [], { text: 4 }]) {
      const answer = await send(token, message);
      assert.equal(answer.status, 400);
      assert.deepEqual(Object.keys((await answer.json()) as object), ['message']);
    }
    assert.equal((await send(token, { text: 'fail 503' })).status, 503);
  });
  it('may bring a file, with a token that counts or without one', async () => {
    const upload = async (headers: Record<string, string>) => {
      const form = new FormData();
      form.append('file', new Blob(['just words']), 'a.txt');
      return fetch(`${server.url}/media.upload`, { method: 'POST', body: form, headers });
    };
    const answer = await upload({});
    const { media_url } = (await answer.json()) as { media_url: string };
    assert.equal(await (await fetch(media_url)).text(), 'just words');
    assert.equal((await upload({ authorization: `Bearer ${(await enter()).token}` })).status, 200);
    assert.equal((await upload({ authorization: 'Bearer x' })).status, 401);
  });
});

describe('the socket of Airy', { timeout: 20_000 }, () => {
  beforeEach(server.reset);

  it('agrees on the newest version and on signs of life', async () => {
    const { token } = await enter();
    const visitor = stomp(token);
    const frame = await visitor.connected();
    assert.deepEqual(
      [frame?.headers['version'], frame?.headers['heart-beat'], frame?.headers['user-name']],
      ['1.2', '30000,30000', decodeJwt(token)['conversation_id']],
    );
    assert.equal((visitor.client.webSocket as unknown as WebSocket).protocol, 'v12.stomp');
    await visitor.end();
  });
  /** Frames as they are, without a client that knows better. */
  async function raw(...frames: readonly string[]): Promise<string> {
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/ws.chatplugin`);
    let heard = '';
    socket.on('message', (data) => (heard += String(data)));
    socket.on('open', () => frames.forEach((frame) => socket.send(frame)));
    await new Promise((resolve) => socket.on('close', resolve));
    return heard;
  }
  it('says what is wrong, and closes', async () => {
    const { token } = await enter();
    const connect = `CONNECT\naccept-version:1.2\nAuthorization:${token}\n\n\0`;
    assert.match(await raw('SUBSCRIBE\nid:1\ndestination:/x\n\n\0'), /^ERROR\nmessage:401 /);
    assert.match(await raw('CONNECT\naccept-version:9.9\n\n\0'), /^ERROR\nmessage:.*version/s);
    assert.match(await raw(connect, 'SUBSCRIBE\ndestination:/x\n\n\0'), /CONNECTED.*ERROR\nmessage:.*id/s);
    assert.match(await raw(connect, 'DANCE\n\n\0'), /CONNECTED.*ERROR/s);
    assert.match(await raw(connect, connect), /CONNECTED.*ERROR/s);
    assert.match(await raw(connect, 'SEND\nbroken\n\n\0'), /CONNECTED.*ERROR/s);
  });
  it('reads frames in pieces and several at once, and gives a receipt where one is wanted', async () => {
    const { token } = await enter();
    const connect = `CONNECT\naccept-version:1.1\nAuthorization:${token}\n\n\0`;
    const heard = await raw('\n\n' + connect.slice(0, 20), connect.slice(20) + '\nDISCONNECT\nrec', 'eipt:r\\c1\n\n\0');
    assert.match(heard, /^CONNECTED\nversion:1\.1\n.*\0RECEIPT\nreceipt-id:r\\c1\n\n\0$/s);
  });
  it('lets nobody speak whose server has forgotten them', async () => {
    const { token } = await enter();
    const visitor = await listening(token);
    await server.fault({ restart: true });
    await visitor.until(() => !visitor.client.connected);
    await visitor.end();
    const again = stomp(token);
    assert.match((await again.refused())?.headers['message'] ?? '', /401/);
    await again.end();
  });
});

describe('pages with Airy’s loader', { timeout: 20_000 }, () => {
  for (const path of ['/s.js', '/chatplugin/ui/s.js'])
    it(`load our widget by ${path}`, async () => {
      const answer = await server.get(path);
      assert.match(answer.headers.get('content-type') ?? '', /javascript/);
      assert.match(await answer.text(), /snippets\.js/);
    });
  for (const path of ['/example.html', '/chatplugin/ui/example'])
    it(`are shown at ${path}, whatever the channel is called`, async () => {
      const page = await (
        await server.get(`${path}?channel_id=${encodeURIComponent('"</script><script>alert(1)</script>')}`)
      ).text();
      assert.equal(page.split('</script>').length, 2);
      assert.match(page, /insertBefore\(j, f\)/);
    });
});
