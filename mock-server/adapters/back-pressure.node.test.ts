import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { after, describe, it } from 'node:test';
import { WebSocket } from 'ws';
import type { Frame } from '../../src/transports/websocket/wire.js';
import { createChatServer, type ChatServerOptions } from '../chat-server/chat-server.js';
import type { ChatTurn } from '../chat-server/chat-turn.js';
import { systemClock } from '../clock.js';
import { TOO_MUCH } from './node-outlet.js';

/** A piece of an answer: large, so that what the system keeps for a connection is soon full. */
const PIECE = 64 * 1024;
const MB = 1024 * 1024;
/** More than a system keeps of one connection, on both ends. */
const SYSTEM = 12 * MB;
const numbered = (number: number, size: number): string => `${number} `.padEnd(size - 1, '.') + '\n';

async function chatServer(options: ChatServerOptions) {
  const server = await createChatServer({
    assets: false,
    rateLimit: 0,
    apiKey: 'key',
    ...options,
  });
  after(server.close);
  const post = async (path: string, body: object, headers: Record<string, string> = {}) => {
    const json = { 'content-type': 'application/json', ...headers };
    const answer = await fetch(server.url + path, { method: 'POST', headers: json, body: JSON.stringify(body) });
    return (await answer.json()) as Readonly<Record<string, string>>;
  };
  return { ...server, post };
}
type Server = Awaited<ReturnType<typeof chatServer>>;

/** Counts what an answer was asked for; it never ends by itself. */
function endless() {
  const spoken = { pieces: 0, over: false };
  async function* answer({ text }: ChatTurn): AsyncGenerator<string> {
    if (text === 'short') return yield 'done';
    try {
      for (;;) {
        yield numbered((spoken.pieces += 1), PIECE);
        await new Promise(setImmediate);
      }
    } finally {
      spoken.over = true;
    }
  }
  return { spoken, answer };
}

/** The streams that there are: what each is asked for with. */
const streams: Readonly<Record<string, (server: Server) => Promise<(text: string) => Request>>> = {
  'JSON lines': async ({ url, post }) => {
    const { conversationId, token } = await post('/v1/integration/widget/main/session/create', {});
    const headers = { authorization: `Bearer ${token}`, accept: 'application/jsonl' };
    return (text) =>
      new Request(`${url}/v1/conversation/${conversationId}/complete`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ text }),
      });
  },
  'server-sent events': async ({ url, post }) => {
    const about = { agent_id: 'a', user_id: 'u', modality: 'text' };
    const { id, token } = await post('/hyponema/sessions', about, { authorization: 'Bearer key' });
    const headers = { 'x-session-token': String(token) };
    return (text) =>
      new Request(`${url}/hyponema/sessions/${id}/messages`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ text }),
      });
  },
};

/** Asks over a connection that reads nothing until it is told to. */
async function askWithoutReading(port: number, request: Request): Promise<Socket> {
  const body = await request.text();
  const headers = [...request.headers].map(([name, value]) => `${name}: ${value}\r\n`).join('');
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.pause();
  socket.write(
    `POST ${new URL(request.url).pathname} HTTP/1.1\r\nhost: localhost\r\n${headers}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
  return socket;
}

/** Others are served meanwhile, until the count has stood still all the time. */
async function standstill(count: () => number, meanwhile: () => Promise<unknown>): Promise<number> {
  for (;;) {
    const before = count();
    for (let turn = 0; turn < 20; turn += 1) await meanwhile();
    if (count() === before) return before;
    assert.ok(count() * PIECE < 8 * SYSTEM, `${count()} pieces were asked for, and nobody reads`);
  }
}

for (const [name, open] of Object.entries(streams))
  describe(`a reader of ${name} who does not read`, () => {
    it('holds the answer back, hears all of it later in order, and ends it by leaving', async () => {
      const { spoken, answer } = endless();
      const server = await chatServer({ answer });
      const slow = await open(server);
      const other = await open(server);
      const socket = await askWithoutReading(server.port, slow('for ever'));
      const others = async () => (await fetch(other('short'))).text();
      const held = await standstill(() => spoken.pieces, others);
      assert.ok(held > 0 && held * PIECE < SYSTEM, `${held} pieces`);

      let heard = '';
      let next = 1;
      socket.setEncoding('utf8');
      for await (const piece of socket) {
        heard += String(piece);
        const numbers = [...heard.matchAll(/(\d+) \.+\\n/g)];
        for (const [, number] of numbers) assert.equal(Number(number), next++);
        const last = numbers.at(-1);
        if (last) heard = heard.slice(last.index + last[0].length);
        if (next > held + 50) break;
      }
      assert.ok(spoken.pieces > held);
      socket.destroy();
      await standstill(() => spoken.pieces, others);
      if (name === 'JSON lines') while (!spoken.over) await others();
    });

    it('loses the connection when it takes nothing at all for too long', async () => {
      const { spoken, answer } = endless();
      // Whoever lost the connection is not waited for.
      const clock = { now: Date.now, sleep: () => new Promise<void>(setImmediate) };
      const server = await chatServer({ answer, clock, patience: 300 });
      const other = await open(server);
      const socket = await askWithoutReading(server.port, (await open(server))('for ever'));
      while (!spoken.over) await (await fetch(other('short'))).text();
      socket.destroy();
    });
  });

const ANSWER = 256 * 1024;
/** So that what is said does not come all at once. */
const COUNT = 200;
const padding = ' '.repeat(32 * 1024);
/** Time that goes on when it is told to. */
function handClock() {
  let time = 0;
  return { clock: { ...systemClock, now: () => time }, pass: (ms: number) => void (time += ms) };
}

describe('a WebSocket that does not read', () => {
  async function joined(server: Server, userId: string) {
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/stentor/ws`, {
      headers: { authorization: 'Bearer key' },
    });
    await once(socket, 'open');
    const send = (event: string, data: object = {}) =>
      socket.send(JSON.stringify({ event, data, sender: { deviceId: 'Widget', userId }, sessionId: 's', timeMs: 1 }));
    const frames: Frame[] = [];
    socket.on('message', (data) => frames.push(JSON.parse(String(data)) as Frame));
    send('user joined');
    while (frames.length === 0) await once(socket, 'message');
    const until = async (isDone: () => boolean) => {
      while (!isDone()) await once(socket, 'message');
    };
    return {
      socket,
      frames,
      until,
      send,
      say: (text: string) =>
        send('new message', { type: 'INTENT_REQUEST', rawQuery: text, userId, requestId: text, padding }),
    };
  }
  const words = ({ data }: Frame): string => {
    const { outputSpeech } = (data ?? {}) as { readonly outputSpeech?: { readonly displayText?: string } | string };
    return (typeof outputSpeech === 'string' ? outputSpeech : outputSpeech?.displayText) ?? '';
  };
  const answers = (frames: readonly Frame[]) => frames.flatMap((frame) => /^(\d+) \./.exec(words(frame))?.[1] ?? []);

  it('is not listened to either, and is answered once and in order when it reads again', async () => {
    let asked = 0;
    const { clock, pass } = handClock();
    const server = await chatServer({
      clock,
      async *answer({ text }) {
        asked += 1;
        yield numbered(Number(text), ANSWER);
      },
    });
    const { socket, frames, until, say } = await joined(server, 'slow');
    socket.pause();
    const all = Array.from({ length: COUNT }, (_, index) => String(index + 1));
    for (const text of all) {
      pass(1000);
      say(text);
    }
    pass(60_000);
    const held = await standstill(
      () => asked,
      () => fetch(`${server.url}/config/main`),
    );
    assert.ok(held < COUNT / 2 && held * ANSWER < SYSTEM + TOO_MUCH, `${held} of ${COUNT} were asked`);
    socket.resume();
    await until(() => answers(frames).length === COUNT);
    assert.deepEqual(answers(frames), all);
    assert.equal(asked, COUNT);
    socket.terminate();
  });

  it('is told to come again when others say too much, misses nothing by that, and holds up nobody', async () => {
    const { clock, pass } = handClock();
    const server = await chatServer({
      clock,
      async *answer({ text }) {
        yield numbered(Number(text), ANSWER);
      },
    });
    const slow = await joined(server, 'slow');
    const quick = await joined(server, 'quick');
    const closed = once(slow.socket, 'close');
    slow.socket.pause();
    const all = Array.from({ length: COUNT }, (_, index) => String(index + 1));
    for (const [index, text] of all.entries()) {
      pass(1000);
      quick.say(text);
      await quick.until(() => answers(quick.frames).length === index + 1);
    }
    assert.deepEqual(answers(quick.frames), all);
    slow.socket.resume();
    const [code] = await closed;
    assert.equal(code, 1013);
    const heard = answers(slow.frames);
    assert.ok(heard.length < COUNT, `${heard.length} frames waited`);

    const again = await joined(server, 'slow');
    again.send('history', { after: Math.max(...slow.frames.map(({ seq = 0 }) => seq)) });
    await again.until(() => again.frames.some(({ event }) => event === 'history'));
    assert.deepEqual([...heard, ...answers(again.frames)], all);
    for (const { socket } of [quick, again]) socket.terminate();
  });
});
