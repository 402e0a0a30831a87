import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Http2ServerResponse } from 'node:http2';
import type { Duplex } from 'node:stream';
import { getRequestListener } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Backend, BackendOptions } from '../backend.js';
import { createBackend } from '../backend.js';
import { isOwnMachine, networkOf, noteAddress } from '../doors/address.js';
import { createDoors, owns } from '../doors/doors.js';
import { lookUpIn } from '../doors/unfurl/look-up.js';
import { builtFolder, builtWidget } from './built-widget.js';
import { isWeak } from '../sessions/secret.js';
import type { Store } from '../store.js';
import { jsonServerStore } from './json-server-store.js';
import { isReset } from '../faults/broken.js';
import { pour } from './node-pour.js';
import { createSocketDoor, type SocketLimits } from './node-sockets.js';
import { breakOff, createWires } from './node-wires.js';
import { pathOf } from './path-of.js';

const HEADER_TIMEOUT = 10_000;
/** Milliseconds between two looks at who is late with their headers. */
const ROUND = 1000;
/** Longer than balancers keep theirs, and than most visitors think: a connection that ends as a message leaves loses it. */
const KEEP_ALIVE = 65_000;
/** Connections that wait to be taken: those who lost theirs come back all at once. */
const BACKLOG = 4096;
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** Options of the mock server in Node. Time in milliseconds. */
export interface MockServerOptions extends Omit<BackendOptions, 'store' | 'hosts' | 'asset'>, SocketLimits {
  /** 0, the default, picks a free one. */
  readonly port?: number;
  /** Address to bind; the loopback one unless given. */
  readonly host?: string;
  /** Longest wait for the headers of a request. */
  readonly headerTimeout?: number;
  /** JSON file that keeps the resources; made with seeds when it is missing. In memory unless given. */
  readonly db?: string;
  readonly store?: Store;
  /** Folder of the built widget; `dist/cdn` of this package unless given, none with `false`. */
  readonly assets?: string | false;
  /** Balancers in front of it, each of which adds to `X-Forwarded-For`; 0 unless given. */
  readonly proxies?: number;
  /** Hosts (`name` or `name:port`) whose pages may be previewed wherever they are; all others have to be public. */
  readonly unfurlHosts?: readonly string[];
}

/** A mock server that listens. */
export interface MockServer {
  /** `http://host:port`, no slash at the end. */
  readonly url: string;
  readonly port: number;
  /** Stops listening and ends every open connection. */
  readonly close: () => Promise<void>;
}

/** The mock server without a port of its own, to be mounted in another server of Node's kind. */
export interface MockMiddleware {
  /** Answers what is the mock server's; `next` gets the rest. */
  readonly handle: (request: IncomingMessage, response: ServerResponse, next?: () => void) => void;
  /** Takes the upgrades that are the mock server's; false leaves the socket alone. */
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => boolean;
  /** Ends every open socket. */
  readonly close: () => void;
}

const isLoopback = (host: string): boolean => LOOPBACK.some((name) => name === host || name === `[${host}]`);

function nodeBackend({ db, assets, host = '127.0.0.1', unfurlHosts = [], ...options }: MockServerOptions): Backend {
  if (options.secret !== undefined && !isLoopback(host) && isWeak(options.secret))
    throw new Error('The secret could be guessed: off the loopback address it needs 32 bytes that no manual shows.');
  return createBackend({
    lookUp: lookUpIn({ hosts: unfurlHosts }),
    ...options,
    ...(db !== undefined && { store: jsonServerStore(db) }),
    ...(assets !== false && { asset: builtWidget(assets ?? builtFolder()) }),
    ...(isLoopback(host) && { hosts: LOOPBACK }),
  });
}

type Outgoing = ServerResponse | Http2ServerResponse;

/** Writes the answer, as fast as it is taken; where the answer breaks, so does the connection. */
async function deliver(answer: Response, outgoing: Outgoing, patience?: number): Promise<void> {
  if (answer.type === 'error') {
    if (isReset(answer) && outgoing.socket) breakOff(outgoing.socket);
    return void outgoing.destroy();
  }
  outgoing.statusCode = answer.status;
  for (const [name, value] of answer.headers) outgoing.setHeader(name, value);
  if (!answer.body) return void outgoing.end();
  await pour(answer.body, outgoing, patience);
}

/** Who asks, where that counts: without a word about it this machine's own callers do not. */
function caller(
  { socket, headers }: Pick<IncomingMessage, 'socket' | 'headers'>,
  { proxies = 0, perAddress }: MockServerOptions,
): string | undefined {
  const forwarded = String(headers['x-forwarded-for'] ?? '').split(',');
  const remote = proxies > 0 ? forwarded.at(-proxies)?.trim() : socket.remoteAddress;
  const network = networkOf(remote || (socket.remoteAddress ?? ''));
  return perAddress === undefined && isOwnMachine(network) ? undefined : network;
}

/** Doors and sockets as listeners of Node's kind. */
function listeners(backend: Backend, limits: MockServerOptions) {
  const doors = createDoors(backend);
  const sockets = createSocketDoor(backend, limits);
  const noteWire = createWires(backend.connections);
  const answer = getRequestListener(
    async (request, { incoming, outgoing }) => {
      const address = caller(incoming, limits);
      if (address !== undefined) noteAddress(request, address);
      await deliver(await doors(request), outgoing, limits.patience);
      return RESPONSE_ALREADY_SENT;
    },
    { overrideGlobalObjects: false },
  );
  const listen = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    noteWire(incoming);
    return answer(incoming, outgoing);
  };
  return { listen, sockets };
}

/** The mock server for a server that exists, such as a dev server: same port, same doors. */
export function mockMiddleware(options: MockServerOptions = {}): MockMiddleware {
  const backend = nodeBackend(options);
  const { listen, sockets } = listeners(backend, options);
  return {
    handle: (request, response, next) => {
      const path = pathOf(request.url);
      if (next && !owns(backend, path)) next();
      else void listen(request, response);
    },
    upgrade: sockets.upgrade,
    close: () => {
      sockets.close();
      void backend.close().catch(backend.report);
    },
  };
}

/**
 * Starts the mock server: all doors on one port. Rejects when the port is taken, the database is unreadable, or the secret
 * too weak for where it listens.
 */
export async function createMockServer(options: MockServerOptions = {}): Promise<MockServer> {
  const { port = 0, host = '127.0.0.1', headerTimeout = HEADER_TIMEOUT } = options;
  const backend = nodeBackend(options);
  const { listen, sockets } = listeners(backend, options);
  const timing = {
    headersTimeout: headerTimeout,
    connectionsCheckingInterval: Math.min(headerTimeout, ROUND),
    keepAliveTimeout: KEEP_ALIVE,
  };
  const server = createServer(timing, (request, response) => void listen(request, response));
  server.on('upgrade', (request, socket, head) => {
    if (!sockets.upgrade(request, socket, head)) socket.destroy();
  });
  await new Promise<void>((resolve, reject) =>
    server.once('error', reject).listen({ port, host, backlog: BACKLOG }, resolve),
  );
  const address = server.address();
  const bound = typeof address === 'object' && address ? address.port : port;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`,
    port: bound,
    close: () =>
      new Promise((resolve) => {
        sockets.close();
        server.close(() => void backend.close().catch(backend.report).then(resolve));
        server.closeAllConnections();
      }),
  };
}
