import { knows } from '../protocol/match.js';
import type { TransportFactory } from '../protocol/transport.js';

export type Loaders = Readonly<Record<string, () => Promise<TransportFactory>>>;

/** One chunk each; the keys are the legal names. */
export const builtIn = {
  direct: async () => (await import('./direct/direct-transport.js')).directTransport,
  websocket: async () => (await import('./websocket/websocket-transport.js')).websocketTransport,
  session: async () => (await import('./session/session-transport.js')).sessionTransport,
  opencx: async () => (await import('./opencx/opencx-transport.js')).opencxTransport,
  airy: async () => (await import('./airy/airy-transport.js')).airyTransport,
  memory: async () => (await import('./memory/memory-by-name.js')).memoryByName,
} satisfies Loaders;

/** Fetches the chunk of a transport that is about to be needed. Whatever goes wrong is for `loadTransport` to tell. */
export function prefetchTransport(name: string): void {
  if (knows(builtIn, name)) builtIn[name]().catch(() => undefined);
}
