import type { Backend } from '../backend.js';
import { allowsOrigin, isOrigin } from '../origin.js';
import { Problem, refusal, type Wording } from '../problem.js';
import { airyPaths } from './airy/paths.js';
import { chatbotkitPaths } from './chatbotkit/paths.js';
import { vendorError } from './chatbotkit/vendor-error.js';
import { sessionPaths } from './session/paths.js';
import { vendorError as detail } from './session/vendor-error.js';
import { opencxPaths } from './opencx/paths.js';
import { vendorError as opencxError } from './opencx/vendor-error.js';
import type { Door } from './door.js';

const METHODS = 'GET, POST, PUT, PATCH, DELETE';
const REMEMBER_PREFLIGHT = '600';
const askable = /^(authorization|content-type|if-none-match|last-event-id|x-[a-z0-9-]+)$/;

function checkHost({ hosts }: Backend, { url }: Request): void {
  const { hostname } = new URL(url);
  if (hosts && !hosts.includes(hostname))
    throw new Problem(403, 'bad-host', `This server does not answer to the name “${hostname}”.`);
}

/** Refuses pages that a list does not name, and what is no origin. Servers and tests, which send none, may come in. */
function checkOrigin({ origin }: Backend, header: string | null): void {
  if (header !== null && !(origin ? allowsOrigin(origin, header) : isOrigin(header)))
    throw new Problem(403, 'bad-origin', 'This server does not take requests from that origin.');
}

function crossOrigin({ origin }: Backend, header: string | null): Readonly<Record<string, string>> {
  if (!origin) return { 'access-control-allow-origin': '*', vary: 'Origin' };
  return header === null ? { vary: 'Origin' } : { 'access-control-allow-origin': header, vary: 'Origin' };
}

function preflight(request: Request): Response {
  const asked = (request.headers.get('access-control-request-headers') ?? '').toLowerCase().split(/\s*,\s*/);
  const allowed = asked.filter((name) => askable.test(name));
  return new Response(null, {
    status: 204,
    headers: {
      'access-control-allow-methods': METHODS,
      'access-control-max-age': REMEMBER_PREFLIGHT,
      ...(allowed.length > 0 && { 'access-control-allow-headers': allowed.join(', ') }),
    },
  });
}

/** How each vendor words a refusal; ours is the rest. */
const wordings: readonly (readonly [paths: RegExp, wording: Wording])[] = [
  [chatbotkitPaths, vendorError],
  [sessionPaths, detail],
  [opencxPaths, opencxError],
  [airyPaths, ({ message }) => ({ message })],
];
const wordingOf = ({ url }: Request): Wording | undefined => {
  const { pathname } = new URL(url);
  return wordings.find(([paths]) => paths.test(pathname))?.[1];
};

/** Host, origin, preflight and CORS of every answer, whatever the answer is. */
export const guarded =
  (backend: Backend, inner: Door): Door =>
  async (request, entry) => {
    const header = request.headers.get('origin');
    let cors: Readonly<Record<string, string>> = { vary: 'Origin' };
    let answer: Response;
    try {
      checkHost(backend, request);
      checkOrigin(backend, header);
      cors = crossOrigin(backend, header);
      answer = request.method === 'OPTIONS' ? preflight(request) : await inner(request, entry);
    } catch (thrown) {
      answer = refusal(thrown, backend.report, wordingOf(request));
    }
    if (answer.type === 'error') return answer;
    for (const [name, value] of Object.entries(cors)) answer.headers.set(name, value);
    answer.headers.set('access-control-expose-headers', 'ETag, Retry-After');
    answer.headers.set('x-content-type-options', 'nosniff');
    return answer;
  };
