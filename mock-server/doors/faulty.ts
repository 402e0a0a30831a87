import type { Backend } from '../backend.js';
import type { Clock } from '../clock.js';
import { broken } from '../faults/broken.js';
import { isEventStream, spoiltEvents } from '../faults/event-stream.js';
import type { Traffic } from '../faults/fault.js';
import type { Blow } from '../faults/faults.js';
import { spoiltBody } from '../faults/flow.js';
import type { Door } from './door.js';

const asText = (body: unknown): string => (typeof body === 'string' ? body : JSON.stringify(body));

/** The answer that stands in for the bot's, if the fault has one. */
function instead({ status, body, drop, reset, refuse, truncate }: Blow): Response | undefined {
  if (refuse === 0 || ((drop || reset) && truncate === undefined)) return broken({ reset });
  const given = refuse ?? status;
  if (given === undefined && body === undefined) return undefined;
  const empty = given === 204 || given === 205 || given === 304;
  const said = body === undefined ? { error: { code: 'fault', message: 'This answer was asked to fail.' } } : body;
  const type = typeof said === 'string' ? 'text/plain; charset=utf-8' : 'application/json';
  return new Response(empty ? null : asText(said), {
    status: given ?? 200,
    headers: { 'content-type': type },
  });
}

const spoils = ({ truncate, corrupt, slow, stall = 0 }: Blow): boolean =>
  truncate !== undefined || corrupt === true || slow !== undefined || stall > 0;

function spoilt(answer: Response, blow: Blow, clock: Clock): Response {
  for (const [name, value] of Object.entries(blow.headers ?? {})) answer.headers.set(name, value);
  if (answer.body === null || !spoils(blow)) return answer;
  const { status, headers } = answer;
  headers.delete('content-length');
  return new Response(spoiltBody(answer.body, blow, clock), { status, headers });
}

function withEvents(answer: Response, backend: Backend, path: string): Response {
  if (answer.body === null || !isEventStream(answer)) return answer;
  const { status, headers } = answer;
  return new Response(spoiltEvents(answer.body, backend, path), { status, headers });
}

/** Lets the control door's faults loose on whatever is behind it. */
export const faulty = (backend: Backend, inner: Door, kind: Traffic['kind'] = 'request'): Door => {
  const { faults, clock, latency, control } = backend;
  // Nobody can ask for faults: nothing stands between the doors and whoever asks.
  if (!control && latency === 0) return inner;
  return async (request, entry) => {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith('/__mock/')) return inner(request, entry);
    const blow = faults.strike({ kind, path: pathname, method: request.method });
    const wait = latency + blow.wait;
    if (wait > 0) await clock.sleep(wait);
    if (blow.stall === 0 && blow.when !== 'after') await blow.healed();
    const substitute = instead(blow);
    if (substitute && blow.when !== 'after') return spoilt(substitute, blow, clock);
    for (let more = blow.duplicate ?? 0; more > 0; more -= 1)
      await (await inner(request.clone(), entry)).body?.cancel();
    const answer = await inner(request, entry);
    if (blow.stall === 0 && blow.when === 'after') await blow.healed();
    if (!substitute) return spoilt(withEvents(answer, backend, pathname), blow, clock);
    await answer.body?.cancel();
    return spoilt(substitute, blow, clock);
  };
};

/** Nobody comes in while the whole server seems gone; only the control door is still there, to end it. */
export const reachable =
  ({ faults }: Backend, inner: (request: Request) => Promise<Response>) =>
  async (request: Request): Promise<Response> => {
    const gone = faults.offline() && !new URL(request.url).pathname.startsWith('/__mock/');
    return gone ? broken({ reset: true }) : inner(request);
  };
