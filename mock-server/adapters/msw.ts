import { http, passthrough, ws, type RequestHandler, type WebSocketHandler } from 'msw';
import { type BackendOptions, createBackend } from '../backend.js';
import { createDoors, createUsher, owns, WELCOME } from '../doors/doors.js';
import type { Peer, Seat } from '../sockets/peer.js';
import { sockets, type SocketWire } from '../sockets/sockets.js';

/** What a browser says when no reason was given for a refused socket. */
const REFUSED = 1008;
const BROKEN = 1011;

export interface MswOptions extends BackendOptions {
  /** Where the mock server seems to be; the page's own origin unless given. */
  readonly base?: string;
}

/**
 * The mock server inside a page: the same doors and the same bot, as handlers for msw's `setupWorker`. A page has no
 * `Origin` to show to its own service worker, so origin lists bind only the server in Node.
 */
export function mswHandlers({ base = location.origin, ...options }: MswOptions = {}): readonly (
  RequestHandler | WebSocketHandler
)[] {
  const backend = createBackend(options);
  const doors = createDoors(backend);
  const admit = createUsher(backend);
  const { origin } = new URL(base);

  const everything = http.all('*', ({ request }) => {
    const { origin: asked, pathname } = new URL(request.url);
    return asked === origin && owns(backend, pathname) ? doors(request) : passthrough();
  });

  const socketAt = ([path, { seat }]: readonly [string, SocketWire]) =>
    ws.link(`${origin.replace(/^http/, 'ws')}${path}`).addEventListener('connection', ({ client }) => {
      const url = new URL(client.url);
      const upgrade = new Request(`${url.href.replace(/^ws/, 'http')}`);
      const peer: Peer = {
        send: (text) => client.send(text),
        close: (code, reason) => client.close(code, reason),
        // A page has no connection to break: it is told of an error instead.
        reset: () => client.close(BROKEN),
      };
      const line = backend.connections.add('socket', peer);
      const seated = admit(upgrade).then(({ status }): Seat | undefined => {
        if (status === WELCOME) return seat(backend, peer, url, upgrade.headers);
        client.close(REFUSED, `Status ${status}`);
        return undefined;
      });
      client.addEventListener('message', ({ data }) => void seated.then((seat) => seat?.hear(String(data))));
      client.addEventListener('close', () => {
        line.end();
        void seated.then((seat) => seat?.leave());
      });
    });
  return [everything, ...Object.entries(sockets).map(socketAt)];
}
