import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { it } from 'node:test';
import { createMockServer } from './node.js';

it('a request for what is no address ends nothing', { timeout: 20_000 }, async (test) => {
  const server = await createMockServer({ port: 0 });
  test.after(() => server.close());
  const { port } = new URL(server.url);
  const ask = async (head: string) => {
    const socket = connect(Number(port), '127.0.0.1');
    socket.end(`GET ${head} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    socket.resume().on('error', () => undefined);
    await once(socket, 'close');
  };
  await ask('//');
  await ask('http://[');
  assert.equal((await fetch(`${server.url}/__mock/requests`)).status, 200);
});
