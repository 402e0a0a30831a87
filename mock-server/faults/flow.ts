import type { Clock } from '../clock.js';
import { ConnectionReset } from './broken.js';
import type { Blow } from './faults.js';

/** Milliseconds between the last byte and the break. */
const CUT = 10;
const NUL = 0;

type Bytes = Uint8Array<ArrayBuffer>;
type Flow = AsyncIterable<Bytes>;

async function* corrupt(flow: Flow): AsyncGenerator<Bytes> {
  let begun = false;
  for await (const piece of flow) {
    const middle = piece.length >> 1;
    yield begun ? piece : Uint8Array.from([...piece.subarray(0, middle), NUL, ...piece.subarray(middle)]);
    begun = true;
  }
}

/** Stops after so many bytes, and asks for no more. */
async function* upTo(flow: Flow, size: number): AsyncGenerator<Bytes> {
  let left = size;
  if (left === 0) return;
  for await (const piece of flow) {
    yield piece.subarray(0, left);
    left -= Math.min(left, piece.length);
    if (left === 0) return;
  }
}

async function* stallAfter(flow: Flow, size: number, healed: () => Promise<void>): AsyncGenerator<Bytes> {
  let left = size;
  for await (const piece of flow) {
    if (piece.length > left) {
      yield piece.subarray(0, left);
      await healed();
      yield piece.subarray(left);
      left = Infinity;
    } else {
      yield piece;
      left -= piece.length;
    }
  }
}

async function* slowly(flow: Flow, size: number, interval: number, clock: Clock): AsyncGenerator<Bytes> {
  for await (const piece of flow)
    for (let at = 0; at < piece.length; at += size) {
      yield piece.subarray(at, at + size);
      await clock.sleep(interval);
    }
}

async function* thenBreak(flow: Flow, reset: boolean, clock: Clock): AsyncGenerator<Bytes> {
  yield* flow;
  await clock.sleep(CUT);
  throw reset ? new ConnectionReset() : new Error('The connection broke on purpose.');
}

/** The bytes of an answer as the blow lets them through. */
function spoilt(flow: Flow, blow: Blow, clock: Clock): Flow {
  const { truncate, drop, reset, stall, slow } = blow;
  let spoilt = flow;
  if (blow.corrupt) spoilt = corrupt(spoilt);
  if (truncate !== undefined) spoilt = upTo(spoilt, truncate);
  if (stall !== undefined) spoilt = stallAfter(spoilt, stall, blow.healed);
  if (slow) spoilt = slowly(spoilt, slow.bytes, slow.interval, clock);
  if (truncate !== undefined && (drop || reset)) spoilt = thenBreak(spoilt, Boolean(reset), clock);
  return spoilt;
}

async function* read(reader: ReadableStreamDefaultReader<Bytes>): AsyncGenerator<Bytes> {
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) yield piece.value;
}

/** A body with the faults of its answer in it. Whoever leaves is not kept waiting by them. */
export function spoiltBody(body: ReadableStream<Bytes>, blow: Blow, clock: Clock): ReadableStream<Bytes> {
  const reader = body.getReader();
  const flow = spoilt(read(reader), blow, clock)[Symbol.asyncIterator]();
  return new ReadableStream<Bytes>(
    {
      pull: async (controller) => {
        const next = await flow.next().catch((broken: unknown) => {
          // Whoever speaks hears that the connection is gone.
          reader.cancel(broken).catch(() => {});
          throw broken;
        });
        if (!next.done) return controller.enqueue(next.value);
        controller.close();
        await reader.cancel();
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}
