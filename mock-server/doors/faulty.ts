import type { Backend } from '../backend.js';
import type { Clock } from '../clock.js';
import type { Fault } from '../faults.js';
import type { Door } from './door.js';

/** Milliseconds between the last byte and the break. */
const CUT = 10;

const asText = (body: unknown): string => (typeof body === 'string' ? body : JSON.stringify(body));

/** Bytes that end where the connection breaks, a moment after they were sent. */
const broken = (bytes: Uint8Array, { sleep }: Clock): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start: (controller) => controller.enqueue(bytes),
    pull: async (controller) => {
      await sleep(CUT);
      controller.error(new Error('The connection broke on purpose.'));
    },
  });

/** The answer that stands in for the bot's, if the fault has one. */
function instead({ status, headers, body, drop, truncate }: Fault): Response | undefined {
  if (drop && truncate === undefined) return Response.error();
  if (status === undefined && body === undefined) return undefined;
  const empty = status === 204 || status === 205 || status === 304;
  const said = body === undefined ? { error: { code: 'fault', message: 'This answer was asked to fail.' } } : body;
  const type = typeof said === 'string' ? 'text/plain; charset=utf-8' : 'application/json';
  return new Response(empty ? null : asText(said), {
    status: status ?? 200,
    headers: { 'content-type': type, ...headers },
  });
}

async function shortened(answer: Response, { truncate, drop }: Fault, clock: Clock): Promise<Response> {
  if (truncate === undefined || answer.body === null) return answer;
  const bytes = new Uint8Array(await answer.arrayBuffer()).slice(0, truncate);
  const { status, headers } = answer;
  headers.delete('content-length');
  return new Response(drop ? broken(bytes, clock) : bytes, { status, headers });
}

/** Lets the control door's faults loose on whatever is behind it. */
export const faulty =
  ({ faults, clock, latency }: Backend, inner: Door): Door =>
  async (request, entry) => {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith('/__mock/')) return inner(request, entry);
    const fault = faults.strike({ path: pathname, method: request.method });
    const wait = latency + (fault.latency ?? 0);
    if (wait > 0) await clock.sleep(wait);
    const substitute = instead(fault);
    if (substitute && fault.when !== 'after') return shortened(substitute, fault, clock);
    for (let more = fault.duplicate ?? 0; more > 0; more -= 1) await inner(request.clone(), entry);
    const answer = await inner(request, entry);
    return shortened(substitute ?? answer, fault, clock);
  };
