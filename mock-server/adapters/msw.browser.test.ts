import { expect } from '@open-wc/testing';
import { setupWorker } from 'msw/browser';
import type { Frame } from '../../src/transports/websocket/wire.js';
import { mswHandlers } from './msw.js';

const base = 'https://mock.example';
const worker = setupWorker(...mswHandlers({ base }));

/** Collects frames until one with this event comes. */
const until = (socket: WebSocket, event: string): Promise<readonly Frame[]> =>
  new Promise((resolve) => {
    const heard: Frame[] = [];
    socket.addEventListener('message', ({ data }) => {
      const frame: Frame = JSON.parse(data);
      heard.push(frame);
      if (frame.event === event) resolve(heard);
    });
  });

const post = (body: object) => fetch(`${base}/stentor`, { method: 'POST', body: JSON.stringify(body) });

describe('the mock server in a page', () => {
  before(() => worker.start({ quiet: true, onUnhandledRequest: 'bypass' }));
  after(() => worker.stop());

  it('answers over HTTP, and a repeated id with the same answer', async () => {
    const request = { type: 'INTENT_REQUEST', rawQuery: 'show list', sessionId: 's1', userId: 'u', requestId: 'r1' };
    const first = await (await post(request)).json();
    const again = await (await post(request)).json();
    expect(first.displays[0].type).to.equal('LIST');
    expect(again).to.deep.equal(first);
    const entries: readonly { committed: boolean }[] = await (await fetch(`${base}/__mock/requests`)).json();
    expect(entries.map(({ committed }) => committed)).to.deep.equal([true, false]);
  });

  it('serves the config of a key, and an unknown one as a 404 in JSON', async () => {
    expect((await (await fetch(`${base}/config/demo`)).json()).title).to.equal('Northwind');
    const missing = await fetch(`${base}/config/nobody`);
    expect(missing.status).to.equal(404);
    expect((await missing.json()).error.code).to.equal('unknown-key');
  });

  it('gives a session token, and takes no other', async () => {
    const create = await fetch(`${base}/v1/integration/widget/demo/session/create`, { method: 'POST' });
    const { conversationId, token } = await create.json();
    const complete = (bearer: string) =>
      fetch(`${base}/v1/conversation/${conversationId}/complete`, {
        method: 'POST',
        headers: { authorization: `Bearer ${bearer}` },
        body: JSON.stringify({ text: 'good morning' }),
      });
    expect((await (await complete(token)).json()).text).to.contain('good morning');
    const refused = await complete(`${token}=`);
    expect(refused.status).to.equal(401);
    expect((await refused.json()).code).to.equal('NOT_AUTHENTICATED');
  });

  it('breaks the connection when a fault says so', async () => {
    const fault = { path: '/stentor', drop: true, count: 1 };
    await fetch(`${base}/__mock/faults`, { method: 'POST', body: JSON.stringify(fault) });
    const thrown = await post({}).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(thrown).to.be.instanceOf(TypeError);
  });

  it('speaks the router’s frames over a WebSocket', async () => {
    const socket = new WebSocket(`${base.replace('https', 'wss')}/stentor/ws?userId=u`);
    const say = (event: string, data?: object) =>
      socket.send(
        JSON.stringify({ event, data, sender: { deviceId: 'Widget', userId: 'u' }, sessionId: 's2', timeMs: 1 }),
      );
    await new Promise((resolve) => socket.addEventListener('open', resolve));
    const joined = until(socket, 'connection update');
    say('user joined');
    const data = (await joined)[0]?.data as { readonly features?: readonly string[] };
    expect(data).to.include({ sessionCreated: true });
    expect(data.features).to.include.members(['ack', 'history']);
    const answered = until(socket, 'stop typing');
    say('new message', { type: 'INTENT_REQUEST', rawQuery: 'good morning', userId: 'u', requestId: 'r2' });
    const frames = await answered;
    expect(frames.map(({ event }) => event)).to.deep.equal(['ack', 'typing', 'new message', 'stop typing']);
    expect(JSON.stringify(frames[2]?.data)).to.contain('good morning');
    socket.close();
  });
});
