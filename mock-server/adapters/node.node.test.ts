import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, describe, it } from 'node:test';
import { WebSocket } from 'ws';
import { createMockServer, mockMiddleware } from '../index.js';

describe('a mock server', () => {
  it('says where it listens, and closes with everything that is open', async () => {
    const server = await createMockServer();
    assert.equal(server.url, `http://127.0.0.1:${server.port}`);
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/stentor/ws`);
    await once(socket, 'open');
    await (await fetch(`${server.url}/config/demo`)).text();
    await Promise.all([once(socket, 'close'), server.close()]);
    await assert.rejects(fetch(server.url));
  });

  it('rejects when its port is taken', async () => {
    const server = await createMockServer();
    after(server.close);
    await assert.rejects(createMockServer({ port: server.port }), { code: 'EADDRINUSE' });
  });

  it('leaves sockets at other paths alone, by hanging up', async () => {
    const server = await createMockServer();
    after(server.close);
    const [error] = await once(new WebSocket(`${server.url.replace('http', 'ws')}/elsewhere`), 'error');
    assert.match(String(error), /hang up/);
  });
});

describe('the mock server within another', async () => {
  const mock = mockMiddleware({ assets: false });
  const others: string[] = [];
  const host = createServer((request, response) =>
    mock.handle(request, response, () => response.end(`host: ${request.url}`)),
  ).on('upgrade', (request, socket, head) => {
    if (mock.upgrade(request, socket, head)) return;
    others.push(String(request.url));
    socket.destroy();
  });
  await once(host.listen(0, '127.0.0.1'), 'listening');
  const { port } = host.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  after(() => {
    mock.close();
    host.close();
    host.closeAllConnections();
  });

  it('answers its own paths and passes on the rest', async () => {
    assert.equal((await (await fetch(`${url}/config/demo`)).json()).title, 'Northwind');
    assert.deepEqual(await (await fetch(`${url}/__mock/faults`)).json(), []);
    for (const path of ['/', '/index.html', '/stentor.html', '/embed.js', '/chunks/a.js', '/stentor/other'])
      assert.equal(await (await fetch(url + path)).text(), `host: ${path}`);
  });

  it('answers a preflight and a body as it would alone', async () => {
    assert.equal((await fetch(`${url}/stentor`, { method: 'OPTIONS' })).status, 204);
    const body = JSON.stringify({ type: 'INTENT_REQUEST', rawQuery: 'hi', sessionId: 's', userId: 'u' });
    assert.match(await (await fetch(`${url}/stentor`, { method: 'POST', body })).text(), /> hi/);
  });

  it('takes its own sockets and leaves the host’s', async () => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/stentor/ws`);
    await once(socket, 'open');
    socket.terminate();
    await once(new WebSocket(`ws://127.0.0.1:${port}/hot-reload`), 'error');
    assert.deepEqual(others, ['/hot-reload']);
  });
});
