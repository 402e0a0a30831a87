import { knows } from '../protocol/match.js';
import type { TransportFactory } from '../protocol/transport.js';

export type Loaders = Readonly<Record<string, () => Promise<TransportFactory>>>;

/** One chunk each, known to every launcher. */
const builtIn: Loaders = {
  direct: async () => (await import('./direct/direct-transport.js')).directTransport,
  websocket: async () => (await import('./websocket/websocket-transport.js')).websocketTransport,
};

/** Those among which there is one of that name; all others are listed apart, which costs their pages one request. */
export const loadersFor = async (name: string): Promise<Loaders> =>
  knows(builtIn, name) ? builtIn : { ...builtIn, ...(await import('./vendor-loaders.js')).vendors };

/** Fetches the chunk of a transport that is about to be needed. Whatever goes wrong is for `loadTransport` to tell. */
export function prefetchTransport(name: string): void {
  loadersFor(name)
    .then(async (loaders) => knows(loaders, name) && (await loaders[name]?.()))
    .catch(() => undefined);
}
