/** One chunk each; the keys are the legal names besides the default's. */
export const more = {
  websocket: async () => (await import('./websocket/websocket-transport.js')).websocketTransport,
  socketio: async () => (await import('./socketio/socketio-transport.js')).socketioTransport,
  session: async () => (await import('./session/session-transport.js')).sessionTransport,
  opencx: async () => (await import('./opencx/opencx-transport.js')).opencxTransport,
  airy: async () => (await import('./airy/airy-transport.js')).airyTransport,
  chatbotkit: async () => (await import('./chatbotkit/chatbotkit-transport.js')).chatbotkitTransport,
  memory: async () => (await import('./memory/memory-by-name.js')).memoryByName,
};
