import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, describe, it } from 'node:test';
import { WebSocket } from 'ws';
import type { Clock } from '../clock.js';
import { testServer, testSocket } from '../test-server.js';

let ahead = 0;
const clock: Clock = { now: () => Date.now() + ahead, sleep: async () => {} };
const server = await testServer({ tokens: true, clock, rateLimit: 0 });
const { url, post, say, log } = server;

const bearing = (token: string, origin?: string) => ({
  authorization: `Bearer ${token}`,
  ...(origin !== undefined && { origin }),
});
async function tokenFor(sessionId: string, more: object = {}, headers: Record<string, string> = {}): Promise<string> {
  const answer = await post('/stentor/session', { sessionId, ...more }, headers);
  assert.equal(answer.status, 201);
  return (await answer.json()).token;
}
const hello = (sessionId: string, more: object = {}) => ({
  type: 'INTENT_REQUEST',
  rawQuery: 'hi',
  sessionId,
  userId: 'u',
  ...more,
});
const end = (token: string) => fetch(`${url}/stentor/session`, { method: 'DELETE', headers: bearing(token) });

describe('stentor’s doors, where they want a token', () => {
  it('give one for a conversation, and say how long it counts', async () => {
    const answer = await post('/stentor/session', { sessionId: 'given', durationInSeconds: 60 });
    const { sessionId, token, expiresAt } = await answer.json();
    assert.equal(sessionId, 'given');
    assert.equal(token.split('.').length, 3);
    assert.ok(Math.abs(expiresAt - clock.now() - 60_000) < 5_000);
  });

  it('refuse to say anything without one', async () => {
    for (const headers of [{}, bearing('x'), bearing('a.b.c'), { authorization: 'Basic dTpw' }]) {
      const answer = await post('/stentor', hello('s'), headers);
      assert.equal(answer.status, 401);
      assert.equal((await answer.json()).error.code, 'unauthorized');
      assert.equal(answer.headers.get('www-authenticate'), 'Bearer');
    }
    assert.equal((await log()).filter(({ committed }) => committed).length, 0);
  });

  it('let its conversation talk, and no other', async () => {
    const token = await tokenFor('mine');
    assert.equal((await post('/stentor', hello('mine'), bearing(token))).status, 200);
    assert.equal((await post('/stentor/studio', hello('mine'), bearing(token))).status, 200);
    assert.equal((await post('/stentor', hello('yours'), bearing(token))).status, 403);
    assert.equal((await say('hi', { sessionId: 'mine' })).status, 401);
  });

  it('want it for files and previews as well', async () => {
    const token = await tokenFor('files');
    const send = (headers: Record<string, string>) => {
      const body = new FormData();
      body.append('file', new File(['hello'], 'a.txt'));
      return fetch(`${url}/stentor/uploads`, { method: 'POST', body, headers });
    };
    assert.equal((await send({})).status, 401);
    assert.equal((await send(bearing(token))).status, 201);
    assert.equal((await post('/stentor/uploads/sign', { file: {} })).status, 401);
    assert.equal((await server.get('/stentor/unfurl?url=https://northwind.example/')).status, 401);
    assert.notEqual((await server.get('/stentor/unfurl?url=https://northwind.example/', bearing(token))).status, 401);
  });

  it('keep to the page that it was given to', async () => {
    const token = await tokenFor('page', {}, { origin: 'https://shop.example' });
    const from = async (origin?: string) => (await post('/stentor', hello('page'), bearing(token, origin))).status;
    assert.deepEqual(
      [await from('https://shop.example'), await from('https://evil.example'), await from('null'), await from()],
      [200, 403, 403, 403],
    );
  });

  it('are closed once it is ended, expired, or the conversation is', async () => {
    const status = async (id: string, token: string) => (await post('/stentor', hello(id), bearing(token))).status;
    const ended = await tokenFor('ended');
    const twin = await tokenFor('ended');
    assert.equal((await end(ended)).status, 204);
    assert.deepEqual([await status('ended', ended), await status('ended', twin)], [401, 401]);
    assert.equal((await end(ended)).status, 401);
    assert.equal(await status('ended', await tokenFor('ended')), 200, 'a new token is a new leave');

    const short = await tokenFor('short', { durationInSeconds: 5 });
    assert.equal(await status('short', short), 200);
    ahead += 6_000;
    assert.equal(await status('short', short), 401);

    for (const bye of [
      { type: 'SESSION_ENDED_REQUEST', reason: 'USER_INITIATED' },
      { type: 'CHANNEL_ACTION_REQUEST', action: 'ERASE_DATA' },
    ]) {
      const over = await tokenFor('over');
      assert.equal((await post('/stentor', { ...bye, sessionId: 'over', userId: 'u' }, bearing(over))).status, 200);
      assert.equal(await status('over', over), 401);
    }
  });

  it('act once for a message that was refused first and came again with a new token', async () => {
    const request = hello('again', { requestId: 'refused-first' });
    const old = await tokenFor('again');
    await end(old);
    assert.equal((await post('/stentor', request, bearing(old))).status, 401);
    const fresh = await tokenFor('again');
    assert.equal((await post('/stentor', request, bearing(fresh))).status, 200);
    const entries = (await log()).filter(({ body }) => JSON.stringify(body).includes('refused-first'));
    assert.deepEqual(
      entries.map(({ committed }) => committed),
      [false, true],
    );
  });

  for (const body of [
    {},
    { sessionId: '' },
    { sessionId: 5 },
    { sessionId: 'x'.repeat(201) },
    { sessionId: 's', durationInSeconds: 0 },
    { sessionId: 's', durationInSeconds: 86_401 },
    { sessionId: 's', durationInSeconds: '60' },
  ])
    it(`give none for ${JSON.stringify(body).slice(0, 60)}`, async () =>
      assert.equal((await post('/stentor/session', body)).status, 400));

  it('give it to whoever has the account key, where there is one', async () => {
    const guarded = await testServer({ tokens: true, apiKey: 'k' });
    assert.equal((await guarded.post('/stentor/session', { sessionId: 's' })).status, 401);
    const answer = await guarded.post('/stentor/session', { sessionId: 's' }, bearing('k'));
    const { token } = await answer.json();
    assert.equal((await guarded.post('/stentor', hello('s'), bearing(token))).status, 200);
    assert.equal((await guarded.post('/stentor', hello('s'), bearing('k'))).status, 401, 'the key itself is no token');
  });

  it('want none unless they are told to', async () => {
    const open = await testServer();
    assert.equal((await open.say('hi')).status, 200);
  });
});

describe('stentor’s socket, where it wants a token', { timeout: 20_000 }, () => {
  const open: WebSocket[] = [];
  after(() => open.forEach((socket) => socket.terminate()));
  async function seated(sessionId: string) {
    const widget = await testSocket(server, '', 'u', sessionId);
    open.push(widget.socket);
    return widget;
  }
  const closing = async (socket: WebSocket) => Number((await once(socket, 'close'))[0]);
  const frame = (sessionId: string, accessToken?: unknown, event = 'user joined', more: object = {}) =>
    JSON.stringify({
      event,
      sessionId,
      timeMs: 1,
      sender: { deviceId: 'Widget', userId: 'u' },
      data: { accessToken, ...more },
    });

  it('takes it with the first frame, and asks for it only once', async () => {
    const widget = await seated('room');
    widget.socket.send(frame('room', await tokenFor('room')));
    assert.equal((await widget.next()).event, 'connection update');
    widget.say('good morning', 'r1');
    const said = await widget.until('stop typing');
    assert.equal(said[0]?.event, 'ack');
  });

  it('says nothing to whoever has none, and closes with 4401', async () => {
    const listener = await tokenFor('overheard');
    for (const token of [undefined, null, 5, '', 'x.y.z', `${listener}=`]) {
      const widget = await seated('overheard');
      const closed = closing(widget.socket);
      const heard: unknown[] = [];
      widget.socket.on('message', (data) => heard.push(String(data)));
      if (token === undefined) widget.send('user joined');
      else widget.socket.send(frame('overheard', token));
      widget.send('history', { after: 0 });
      assert.equal(await closed, 4401, String(token));
      assert.deepEqual(heard, []);
    }
  });

  it('closes with 4403 on a token of another conversation or page', async () => {
    const token = await tokenFor('first');
    const widget = await seated('first');
    widget.socket.send(frame('first', token));
    await widget.next();
    const closed = closing(widget.socket);
    widget.socket.send(frame('second', undefined, 'history', { after: 0 }));
    assert.equal(await closed, 4403);

    const elsewhere = await tokenFor('first', {}, { origin: 'https://shop.example' });
    const stolen = new WebSocket(`${url.replace('http', 'ws')}/stentor/ws`, { origin: 'https://evil.example' });
    open.push(stolen);
    await once(stolen, 'open');
    const refused = closing(stolen);
    stolen.send(frame('first', elsewhere));
    assert.equal(await refused, 4403);
  });

  it('closes with 4401 when the token ends, before anything else is heard or said', async () => {
    const token = await tokenFor('ending');
    const speaking = await seated('ending');
    speaking.socket.send(frame('ending', token));
    await speaking.next();
    const listening = await seated('ending');
    listening.socket.send(frame('ending', token));
    assert.equal((await listening.next()).event, 'connection update');
    assert.equal((await speaking.next()).event, 'user joined');

    await end(token);
    const refused = closing(speaking.socket);
    speaking.say('still here?', 'late');
    assert.equal(await refused, 4401);
    const late = (await log()).find(({ body }) => JSON.stringify(body).includes('"late"'));
    assert.deepEqual([late?.status, late?.committed], [401, false]);
    const closed = closing(listening.socket);
    await post('/__mock/push', { text: 'a secret', conversation: 'ending' });
    assert.equal(await closed, 4401);
  });

  it('closes with 4401 when the token is outlived, and says nothing more to it', async () => {
    const widget = await seated('outlived');
    widget.socket.send(frame('outlived', await tokenFor('outlived', { durationInSeconds: 60 })));
    await widget.next();
    const closed = closing(widget.socket);
    const heard: string[] = [];
    widget.socket.on('message', (data) => heard.push(String(data)));
    ahead += 61_000;
    await post('/__mock/push', { text: 'a secret', conversation: 'outlived' });
    assert.equal(await closed, 4401);
    assert.deepEqual(heard, []);
  });

  it('acknowledges the end of the conversation, and hears no more of it', async () => {
    const widget = await seated('bye');
    widget.socket.send(frame('bye', await tokenFor('bye')));
    await widget.next();
    widget.send('new message', {
      type: 'SESSION_ENDED_REQUEST',
      reason: 'USER_INITIATED',
      userId: 'u',
      requestId: 'bye',
    });
    assert.equal((await widget.next()).event, 'ack');
    const closed = closing(widget.socket);
    widget.say('one more thing', 'more');
    assert.equal(await closed, 4401);
  });

  it('goes on with a newer token, which any frame may bring', async () => {
    const first = await tokenFor('renewed', { durationInSeconds: 60 });
    const widget = await seated('renewed');
    widget.socket.send(frame('renewed', first));
    await widget.next();
    ahead += 61_000;
    const words = { type: 'INTENT_REQUEST', rawQuery: 'hi', userId: 'u', requestId: 'r9' };
    widget.socket.send(frame('renewed', await tokenFor('renewed'), 'new message', words));
    assert.equal((await widget.next()).event, 'ack');
  });
});
