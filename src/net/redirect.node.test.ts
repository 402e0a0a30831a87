import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, it } from 'node:test';
import { ChatError } from '../protocol/errors.js';
import { postJson } from './http.js';
import { streamText } from './stream-text.js';
import { sendUpload } from './upload-request.js';

const listen = async (server: Server): Promise<string> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
};

describe('a backend that points elsewhere', () => {
  /** What came to the other place. */
  let led: (string | undefined)[] = [];
  let status = 307;
  let there = '';
  let here = '';
  const elsewhere = createServer((request, response) => {
    led.push(request.headers['x-session-token']?.toString());
    response.end('{}');
  });
  const backend = createServer((request, response) => {
    request.resume();
    response.writeHead(status, { location: there }).end();
  });
  before(async () => {
    there = await listen(elsewhere);
    here = await listen(backend);
  });
  after(() => {
    for (const server of [elsewhere, backend]) {
      server.closeAllConnections();
      server.close();
    }
  });
  beforeEach(() => (led = []));

  const usual = () => ({
    address: new URL(here),
    headers: { 'x-session-token': 'secret' },
    timeout: 5_000,
    signal: new AbortController().signal,
  });
  const roads: Readonly<Record<string, () => Promise<unknown>>> = {
    'words and their answer': () => postJson({ ...usual(), body: { text: 'hello' } }),
    'a streamed answer': () =>
      streamText({ ...usual(), body: { text: 'hello' }, type: 'text/event-stream', onText: () => undefined }),
    'a file': () => sendUpload({ ...usual(), body: 'content', xmlHttpRequest: null }),
  };
  for (const [name, go] of Object.entries(roads))
    for (const code of [302, 307, 308])
      it(`${name}: nothing follows a ${code}, and the error says so`, async () => {
        status = code;
        await assert.rejects(go, (reason) => ChatError.is(reason) && ['bad-reply', 'rejected'].includes(reason.code));
        assert.deepEqual(led, []);
      });
});
