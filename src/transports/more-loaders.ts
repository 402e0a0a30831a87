/** What transports share, each a file of its own: asked for together with them, not once they have come. */
const shared = {
  http: () => import('../net/http.js'),
  wire: () => import('../net/patience.js'),
  token: () => import('../net/token.js'),
  failures: () => import('../net/failures.js'),
  socket: () => import('../net/reconnecting-socket.js'),
  turn: () => import('./direct/turn.js'),
  shown: () => import('./direct/shown.js'),
  receipts: () => import('./websocket/receipts.js'),
};

async function beside<T>(transport: Promise<T>, ...names: readonly (keyof typeof shared)[]): Promise<T> {
  for (const name of names) shared[name]().catch(() => undefined);
  return transport;
}

const stentor = ['http', 'wire', 'token', 'socket', 'turn', 'shown', 'receipts'] as const;

/** One chunk each; the keys are the legal names besides the default's. */
export const more = {
  websocket: async () => (await beside(import('./websocket/websocket-transport.js'), ...stentor)).websocketTransport,
  socketio: async () => (await beside(import('./socketio/socketio-transport.js'), ...stentor)).socketioTransport,
  session: async () =>
    (await beside(import('./session/session-transport.js'), 'http', 'wire', 'failures')).sessionTransport,
  opencx: async () => (await beside(import('./opencx/opencx-transport.js'), 'http', 'wire', 'token')).opencxTransport,
  airy: async () => (await beside(import('./airy/airy-transport.js'), 'http', 'wire', 'token', 'socket')).airyTransport,
  chatbotkit: async () =>
    (await beside(import('./chatbotkit/chatbotkit-transport.js'), 'http', 'wire', 'failures')).chatbotkitTransport,
  memory: async () => (await import('./memory/memory-by-name.js')).memoryByName,
};
