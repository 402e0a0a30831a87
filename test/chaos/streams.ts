import type { Road } from './exchange.js';
import type { Page } from './page.js';

/** Answers that are said piece by piece, on their way: cut, stalled, slow, and where the server numbers its pieces shuffled. */
export interface Streams {
  readonly carries: (said: Response) => boolean;
  /** The answer as it comes out of the wire. */
  readonly carry: (page: Page, said: Response, signal: AbortSignal | null | undefined) => Response;
  readonly breakAll: () => void;
  /** The page is gone: the server hears that nobody listens. */
  readonly closeOf: (page: Page) => void;
  /** The page is in the back/forward cache, and learns of it when it is back. */
  readonly cutOf: (page: Page) => void;
  /** How many are still being said. */
  readonly open: () => number;
}

interface Stream {
  readonly page: Page;
  /** Breaks it, as a network does; without a reason nobody is told. */
  readonly end: (reason?: unknown) => void;
}

const types = /^(?:text\/event-stream|application\/jsonl)\b/;
/** A piece that comes out of order comes so many milliseconds late. */
const LATE = 300;

export function createStreams({ time, weather, server }: Pick<Road, 'time' | 'weather' | 'server'>): Streams {
  const streams = new Set<Stream>();
  const { strikes } = weather;

  function carry(page: Page, said: Response, signal: AbortSignal | null | undefined): Response {
    const reader = (said.body ?? new Response('').body!).getReader();
    const epoch = server.epoch();
    const cut = strikes('cut in the middle');
    const stalled = !cut && strikes('silence in the middle');
    let lane = time.elapsed();
    let pieces = 0;
    let over = false;
    let end: Stream['end'] = () => {};
    const stream: Stream = { page, end: (reason) => end(reason) };
    streams.add(stream);

    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        end = (reason) => {
          if (over) return;
          over = true;
          streams.delete(stream);
          reader.cancel().catch(() => undefined);
          if (reason !== undefined) page.run(() => controller.error(reason));
        };
        const broken = () => end(new TypeError('network error'));
        /** A wire keeps the order of what it carries. */
        const pass = (arrive: () => void) => {
          lane = Math.max(lane, time.elapsed() + weather.latency());
          time.after(lane - time.elapsed(), () => {
            if (!over) page.run(() => !over && arrive());
          });
        };
        const deliver = (piece: Uint8Array) => pass(() => controller.enqueue(piece));
        const close = () =>
          pass(() => {
            over = true;
            streams.delete(stream);
            controller.close();
          });
        async function pump(): Promise<void> {
          for (;;) {
            const { done, value } = await reader.read();
            if (over) return;
            if (!weather.online() || epoch !== server.epoch()) return broken();
            if (done) return stalled ? undefined : close();
            pieces += 1;
            if (pieces > 1 && cut) return broken();
            if ((pieces > 1 && stalled) || strikes('event lost')) continue;
            if (strikes('events out of order')) time.after(LATE, () => deliver(value));
            else deliver(value);
            if (strikes('event twice')) deliver(value);
          }
        }
        signal?.addEventListener('abort', () => end(new DOMException('Stopped.', 'AbortError')));
        pump().catch(broken);
      },
      cancel: () => end(),
    });
    return new Response(body, said);
  }

  return {
    carries: ({ headers, ok }) => ok && types.test(headers.get('content-type') ?? ''),
    carry,
    breakAll() {
      for (const { end } of [...streams]) end(new TypeError('network error'));
    },
    closeOf(page) {
      for (const { page: its, end } of [...streams]) if (its === page) end();
    },
    cutOf(page) {
      for (const { page: its, end } of [...streams]) if (its === page) end(new TypeError('network error'));
    },
    open: () => streams.size,
  };
}
