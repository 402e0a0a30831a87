import type { Page } from './page.js';
import { ORIGIN, type Server } from './server.js';
import { createStreams } from './streams.js';
import type { Time } from './time.js';
import type { Weather } from './weather.js';

/** What lies between pages and the server. */
export interface Road {
  readonly time: Time;
  readonly weather: Weather;
  readonly server: Server;
  readonly say: (line: string) => void;
}

/** Requests on their way: the network can break them all. */
export interface Exchanges {
  readonly fetchFor: (page: Page) => typeof fetch;
  readonly breakAll: () => void;
  /** The page is gone, and nobody hears what is still being said to it. */
  readonly closeOf: (page: Page) => void;
  /** The browser closes what a page in the back/forward cache had open. */
  readonly cutOf: (page: Page) => void;
  /** The visitor does not wait: an attempt by hand obeys nobody. By the id of the message, and its words. */
  readonly forgive: (id: string, text: string) => void;
  /** Attempts that came sooner than the server had asked for. */
  readonly hurried: () => readonly string[];
  /** Answers that are still being said. */
  readonly streams: () => number;
}

/** What the vendors call the id of a command; where they have none the words have to do. */
const named = /"(?:requestId|uuid|clientMessageId)":"([^"]+)"/;
const worded = /"text":"([^"]+)"/;
const PAGE = '<!doctype html><title>Sign in</title>';
const refusal = (status: number, wait?: number) =>
  new Response('{"error":{"code":"fault","message":"On purpose."}}', {
    status,
    headers: { 'content-type': 'application/json', ...(wait === undefined ? {} : { 'retry-after': String(wait) }) },
  });

/** Nobody hears it any more: whoever says it is told. */
const drop = (said: Response): void => void said.body?.cancel().catch(() => undefined);

/** `fetch` over a road where anything may happen to a request and to its answer. */
export function createExchanges(road: Road): Exchanges {
  const { time, weather, server, say } = road;
  const streams = createStreams(road);
  const breakers = new Set<() => void>();
  const until = new Map<string, number>();
  const hurried: string[] = [];

  /** Notes what the page was asked to wait, and whether it does. */
  function obeyed(page: Page, path: string, body: unknown): (answer: Response) => void {
    const id = typeof body === 'string' ? (named.exec(body) ?? worded.exec(body))?.[1] : undefined;
    const key = `${page.name} ${id ?? path}`;
    const early = (until.get(key) ?? 0) - time.elapsed();
    if (early > 0) hurried.push(`${id ?? path} came ${Math.round(early)} ms sooner than asked for`);
    return ({ headers }) => {
      const wait = Number(headers.get('retry-after'));
      if (wait > 0) until.set(key, time.elapsed() + wait * 1_000);
    };
  }

  /** What the server makes of it, and what of that sets out on the way back; `undefined` for nothing at all. */
  async function answer(request: Request): Promise<Response | 'broken' | undefined> {
    const { strikes } = weather;
    if (strikes('lost before it arrived')) return 'broken';
    if (strikes('silence before it arrived')) return undefined;
    if (strikes('status 429')) return refusal(429, 3);
    if (strikes('status 503')) return refusal(503, 2);
    if (strikes('status 500')) return refusal(500);
    if (strikes('a page instead of an answer')) return new Response(PAGE);
    const epoch = server.epoch();
    if (strikes('arrives twice')) drop(await server.ask(request.clone()));
    const said = await server.ask(request);
    const lost = <T>(instead: T): T => (drop(said), instead);
    if (said.type === 'error' || epoch !== server.epoch()) return lost('broken' as const);
    if (strikes('lost after it arrived')) return lost('broken' as const);
    if (strikes('silence after it arrived')) return lost(undefined);
    if (strikes('status 500 after it arrived')) return lost(refusal(500));
    if (strikes('status 503 after it arrived')) return lost(refusal(503));
    return said;
  }

  /** The body as it comes out of the wire: whole, or half of it and then nothing, or a break. */
  async function arriving(
    page: Page,
    said: Response,
    signal: AbortSignal | null | undefined,
    onBreak: (deed: () => void) => void,
  ) {
    if (streams.carries(said)) return streams.carry(page, said, signal);
    const cut = weather.strikes('cut in the middle');
    const silent = !cut && weather.strikes('silence in the middle');
    const bytes = new Uint8Array(await said.arrayBuffer());
    if (!cut && !silent) return new Response(said.status === 204 ? null : bytes, said);
    const half = new ReadableStream({
      start(controller) {
        const fail = (reason: unknown) => controller.error(reason);
        controller.enqueue(bytes.slice(0, bytes.length >> 1));
        signal?.addEventListener('abort', () => fail(new DOMException('Stopped.', 'AbortError')));
        if (cut) fail(new TypeError('network error'));
        else onBreak(() => fail(new TypeError('network error')));
      },
    });
    return new Response(half, said);
  }

  const fetchFor =
    (page: Page): typeof fetch =>
    (input, init = {}) =>
      new Promise((resolve, reject) => {
        const { signal, method = 'GET', headers, body } = init;
        const request = new Request(new URL(input instanceof Request ? input.url : input, ORIGIN), {
          method,
          ...(headers ? { headers } : {}),
          ...(body ? { body } : {}),
        });
        const note = obeyed(page, new URL(request.url).pathname, body);
        const breakDown = () => page.run(() => reject(new TypeError('Failed to fetch')));
        if (signal?.aborted) return reject(new DOMException('Stopped.', 'AbortError'));
        signal?.addEventListener('abort', () => reject(new DOMException('Stopped.', 'AbortError')));
        if (!weather.online()) return void time.after(5, breakDown);
        breakers.add(breakDown);
        say(
          `    ${page.name} asks ${new URL(request.url).pathname} ${typeof body === 'string' ? body.slice(0, 300) : method}`,
        );
        /** A road that broke carries nothing any more, though it is there again. */
        const carries = () => breakers.has(breakDown) && weather.online();
        const travel = async (): Promise<void> => {
          await time.sleep(weather.latency());
          if (!carries()) return breakDown();
          const said = await answer(request);
          if (said === undefined) return say(`${page.name} gets no answer`);
          await time.sleep(weather.latency());
          if (said === 'broken') return breakDown();
          if (!carries() || signal?.aborted || page.life() === 'dead') {
            drop(said);
            return breakDown();
          }
          const whole = await arriving(page, said, signal, (deed) => breakers.add(() => page.run(deed)));
          breakers.delete(breakDown);
          page.run(() => {
            note(said);
            resolve(whole);
          });
        };
        travel().catch((reason: unknown) => say(`the road breaks: ${String(reason)}`));
      });

  return {
    fetchFor,
    breakAll() {
      for (const breakDown of breakers) breakDown();
      breakers.clear();
      streams.breakAll();
    },
    closeOf: streams.closeOf,
    cutOf: streams.cutOf,
    forgive(...names) {
      for (const key of until.keys()) if (names.some((name) => key.endsWith(` ${name}`))) until.delete(key);
    },
    hurried: () => hurried,
    streams: streams.open,
  };
}
