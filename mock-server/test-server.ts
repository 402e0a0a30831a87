import { once } from 'node:events';
import { after } from 'node:test';
import { WebSocket } from 'ws';
import type { Frame } from '../src/transports/websocket/wire.js';
import { createMockServer, type MockServerOptions } from './adapters/node.js';
import type { LogEntry } from './request-log.js';

let requests = 0;

/** A server for the test file that calls this; it closes with the file. */
export async function testServer(options: MockServerOptions = {}) {
  const server = await createMockServer({ assets: false, ...options });
  after(server.close);
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(server.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  return {
    url: server.url,
    port: server.port,
    get: (path: string, headers: Record<string, string> = {}) => fetch(server.url + path, { headers }),
    post,
    /** Says something as a visitor. */
    say: (rawQuery: string, more: object = {}) =>
      post('/stentor', {
        type: 'INTENT_REQUEST',
        rawQuery,
        sessionId: 's',
        userId: 'u',
        requestId: `r${(requests += 1)}`,
        ...more,
      }),
    fault: (fault: object) => post('/__mock/faults', fault),
    log: async () => (await (await fetch(`${server.url}/__mock/requests`)).json()) as readonly LogEntry[],
    reset: () => post('/__mock/reset', ''),
  };
}
export type TestServer = Awaited<ReturnType<typeof testServer>>;

/** A widget's socket. Frames wait until they are asked for. */
export async function testSocket({ url }: TestServer, query = '', userId = 'u', sessionId = 's') {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/stentor/ws${query}`);
  const heard: string[] = [];
  let wake = () => {};
  socket.on('message', (data) => {
    heard.push(String(data));
    wake();
  });
  await once(socket, 'open');
  const next = async (): Promise<Frame> => {
    for (;;) {
      const text = heard.shift();
      if (text !== undefined) return JSON.parse(text) as Frame;
      await new Promise<void>((resolve) => (wake = resolve));
    }
  };
  const send = (event: string, data?: object, sender: object = {}) =>
    socket.send(
      JSON.stringify({ event, data, sender: { deviceId: 'Widget', userId, ...sender }, sessionId, timeMs: 1 }),
    );
  return {
    socket,
    next,
    send,
    /** Frames up to the one with this event. */
    until: async (event: string): Promise<readonly Frame[]> => {
      const frames = [await next()];
      while (frames.at(-1)?.event !== event) frames.push(await next());
      return frames;
    },
    join: async (): Promise<Frame> => {
      send('user joined');
      return next();
    },
    say: (rawQuery: string, requestId?: string, sender: object = {}) =>
      send('new message', { type: 'INTENT_REQUEST', rawQuery, userId, requestId }, sender),
  };
}
