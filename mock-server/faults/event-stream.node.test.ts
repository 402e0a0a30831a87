import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createBackend } from '../backend.js';
import { faulty } from '../doors/faulty.js';
import type { LogEntry } from '../request-log.js';
import { createEventCutter } from './event-stream.js';

const entry = {} as LogEntry;
const event = (n: number) => `event: token\nid: m${n}\ndata: {"n":${n}}\n\n`;

/** A door that tells some events, and goes on until it is told to end. */
function stage(texts: readonly string[], { endless = false } = {}) {
  const backend = createBackend();
  let left = false;
  const door = faulty(backend, async () => {
    const encoder = new TextEncoder();
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        for (const text of texts) controller.enqueue(encoder.encode(text));
        if (!endless) controller.close();
      },
      cancel: () => void (left = true),
    });
    return new Response(body, { headers: { 'content-type': 'text/event-stream; charset=utf-8' } });
  });
  return {
    backend,
    hasLeft: () => left,
    async open() {
      const answer = await door(new Request('http://mock/stream'), entry);
      assert.ok(answer.body);
      const reader = answer.body.getReader();
      const decoder = new TextDecoder();
      return {
        reader,
        read: async () => decoder.decode((await reader.read()).value),
        /** Everything up to the end. */
        all: async () => {
          let text = '';
          for (let piece = await reader.read(); !piece.done; piece = await reader.read())
            text += decoder.decode(piece.value, { stream: true });
          return text;
        },
      };
    },
  };
}
const three = [event(1), event(2), event(3)];
const ids = (text: string) => [...text.matchAll(/id: m(\d)/g)].map(([, id]) => Number(id));
async function heard(fault: object, texts: readonly string[] = three): Promise<string> {
  const { backend, open } = stage(texts);
  backend.faults.add(fault);
  return (await open()).all();
}
const isPending = async (promise: Promise<unknown>) =>
  (await Promise.race([promise, new Promise((resolve) => setTimeout(resolve, 40, 'pending'))])) === 'pending';

describe('faults of a stream of events', { timeout: 10_000 }, () => {
  it('none leaves every byte as it was, wherever the pieces were cut', async () => {
    const whole = ': a comment\n\n' + three.join('') + 'data: 👩‍🔬\r\n\r\n';
    const pieces = whole.match(/[^]{1,4}/gu) ?? [];
    assert.equal(await heard({ path: '/other', drop: true }, pieces), whole);
  });

  it('an event is found by its name, its id or its number', async () => {
    assert.deepEqual(ids(await heard({ event: 'm2', drop: true })), [1, 3]);
    assert.deepEqual(ids(await heard({ event: 3, drop: true }, [': comment\n\n', ...three])), [1, 2]);
    assert.deepEqual(ids(await heard({ event: 'token', drop: true, skip: 1, count: 1 })), [1, 3]);
    assert.deepEqual(ids(await heard({ method: 'SSE', drop: true, count: 1 })), [2, 3]);
  });

  it('a fault that does not speak of events means the whole answer', async () => {
    const text = await heard({ truncate: 20 });
    assert.equal(text, event(1).slice(0, 20));
  });

  it('duplicate tells an event more often, reorder turns a window round, in the end an unfinished one too', async () => {
    assert.deepEqual(ids(await heard({ event: 'm2', duplicate: 2 })), [1, 2, 2, 2, 3]);
    assert.deepEqual(ids(await heard({ reorder: 2 })), [2, 1, 3]);
    assert.deepEqual(ids(await heard({ reorder: 3, skip: 1 })), [1, 3, 2]);
  });

  it('corrupt, truncate and body change the data and nothing else', async () => {
    const corrupt = await heard({ event: 'm2', corrupt: true });
    assert.deepEqual(ids(corrupt), [1, 2, 3]);
    const [, , data = ''] = corrupt.split('\n\n')[1]?.split('\n') ?? [];
    assert.match(data, /^data: /);
    assert.throws(() => JSON.parse(data.slice(6)), SyntaxError);
    assert.match(await heard({ event: 'm2', truncate: 3 }), /id: m2\ndata: \{"n\n\nevent/);
    assert.match(await heard({ event: 'm2', body: 'a\nb' }), /id: m2\ndata: a\ndata: b\n\nevent/);
  });

  it('close ends the stream in its place, reset breaks it', async () => {
    assert.deepEqual(ids(await heard({ event: 'm2', close: 1000 })), [1]);
    assert.deepEqual(ids(await heard({ event: 'm2', close: 1000, when: 'after' })), [1, 2]);
    const { backend, open, hasLeft } = stage(three, { endless: true });
    backend.faults.add({ event: 'm2', reset: true });
    const stream = await open();
    await assert.rejects(stream.all(), /reset on purpose/);
    assert.ok(hasLeft(), 'whoever told the events is told to stop');
    assert.equal(backend.connections.count().streams, 0);
  });

  it('stall keeps everything from there on until it is deleted', async () => {
    const { backend, open } = stage(three);
    backend.faults.add({ event: 'm2', stall: true });
    const stream = await open();
    assert.deepEqual(ids(await stream.read()), [1]);
    const next = stream.read();
    assert.ok(await isPending(next));
    backend.faults.clear();
    assert.deepEqual(ids((await next) + (await stream.all())), [2, 3]);
  });

  it('streams are counted while they are open, and most at once', async () => {
    const { backend, open, hasLeft } = stage(three, { endless: true });
    const streams = [await open(), await open()];
    assert.equal(backend.connections.count().streams, 2);
    for (const { reader } of streams) await reader.cancel();
    assert.ok(hasLeft());
    assert.deepEqual(backend.connections.count(), { sockets: 0, streams: 0, mostSockets: 0, mostStreams: 2 });
    backend.reset();
    assert.equal(backend.connections.count().mostStreams, 0);
  });

  it('a whole server that goes offline breaks them', async () => {
    const { backend, open } = stage(three, { endless: true });
    const stream = await open();
    backend.connections.resetAll();
    await assert.rejects(stream.all(), /reset on purpose/);
  });
});

describe('the cutter of events', () => {
  it('knows all ends of a line', () => {
    const cut = createEventCutter();
    assert.deepEqual(cut('data: 1\r\n\r'), []);
    assert.deepEqual(cut('\ndata: 2\n\ndata: 3\r\rdata: 4'), ['data: 1\r\n\r\n', 'data: 2\n\n', 'data: 3\r\r']);
  });
});
