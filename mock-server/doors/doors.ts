import { Hono } from 'hono';
import type { Backend } from '../backend.js';
import { Problem } from '../problem.js';
import { sockets } from '../sockets/sockets.js';
import { airy } from './airy/airy.js';
import { counted } from './arrivals.js';
import { airyPaths } from './airy/paths.js';
import { cdn } from './cdn/cdn.js';
import { chatbotkit } from './chatbotkit/chatbotkit.js';
import { management } from './chatbotkit/management/management.js';
import { chatbotkitPaths } from './chatbotkit/paths.js';
import { config } from './config/config.js';
import { control } from './control/control.js';
import { direct } from './direct/direct.js';
import { stentorSession } from './direct/session.js';
import type { Door, DoorEnv } from './door.js';
import { faulty, reachable } from './faulty.js';
import { guarded } from './guard.js';
import { media } from './media/media.js';
import { mediaPaths } from './media/paths.js';
import { opencx } from './opencx/opencx.js';
import { opencxPaths } from './opencx/paths.js';
import { recorded, withBody } from './record.js';
import { sessionPaths } from './session/paths.js';
import { session } from './session/session.js';
import { suggest } from './suggest/suggest.js';
import { uploadPaths } from './uploads/paths.js';
import { uploads } from './uploads/uploads.js';
import { unfurl } from './unfurl/unfurl.js';

const passages = [
  /^\/stentor(\/studio|\/session|\/suggest)?$/,
  chatbotkitPaths,
  /^\/config\//,
  /^\/__mock\//,
  mediaPaths,
  opencxPaths,
  sessionPaths,
  airyPaths,
  /^\/(stentor\/)?unfurl$/,
  uploadPaths,
];
const shop = [/^\/(embed|chat-widget|snippets)\.js$/, /^\/chunks\//];

/** Whether a path belongs to the mock server, for hosts that serve other things beside it. */
export const owns = ({ asset }: Backend, path: string): boolean =>
  [...passages, ...(asset ? shop : [])].some((pattern) => pattern.test(path));

function routes(backend: Backend): Hono<DoorEnv> {
  const app = new Hono<DoorEnv>();
  for (const door of [
    airy,
    direct,
    stentorSession,
    management,
    chatbotkit,
    session,
    opencx,
    config,
    cdn,
    media,
    control,
    suggest,
    unfurl,
    uploads,
  ])
    app.route('/', door(backend));
  for (const path of Object.keys(sockets))
    app.get(path, () => {
      throw new Problem(426, 'upgrade-required', 'This is a WebSocket.', { upgrade: 'websocket' });
    });
  app.notFound(() => {
    throw new Problem(404, 'not-found', 'There is no such door.');
  });
  app.onError((error) => {
    throw error;
  });
  return app;
}

/** All doors as one function from request to answer. `Response.error()` stands for a broken connection. */
export function createDoors(backend: Backend): (request: Request) => Promise<Response> {
  const app = routes(backend);
  const inner: Door = async (request, entry) => app.fetch(request, { entry });
  return reachable(backend, recorded(backend, guarded(backend, counted(backend, withBody(faulty(backend, inner))))));
}

/** How an usher says “come in”: the status 101 itself cannot be put in a `Response`. */
export const WELCOME = 204;

/**
 * Whether a socket may be opened: `WELCOME`, or the answer to refuse it with. Origin, host, faults and log are those of
 * the other doors.
 */
export const createUsher = (backend: Backend): ((upgrade: Request) => Promise<Response>) =>
  reachable(
    backend,
    recorded(
      backend,
      guarded(
        backend,
        faulty(backend, async () => new Response(null, { status: WELCOME }), 'upgrade'),
      ),
      ({ status }) => (status === WELCOME ? 101 : status),
    ),
  );
