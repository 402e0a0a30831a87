import type { TransportFactory } from '../protocol/transport.js';

export type Loaders = Readonly<Record<string, () => Promise<TransportFactory>>>;

const direct = async (): Promise<TransportFactory> => {
  const transport = import('./direct/direct-transport.js');
  // What takes the turns is found at once, not after the transport.
  import('./direct/turn.js').catch(() => undefined);
  import('../net/http.js').catch(() => undefined);
  return (await transport).directTransport;
};

/**
 * Those among which there is one of that name, one chunk each. Every launcher knows the way to the default; the others
 * are listed apart, which costs their pages one request and all others nothing.
 */
export const loadersFor = async (name: string): Promise<Loaders> =>
  name === 'direct' ? { direct } : { direct, ...(await import('./more-loaders.js')).more };

/** Fetches the chunk of a transport that is about to be needed. Whatever goes wrong is for `loadTransport` to tell. */
export function prefetchTransport(name: string): void {
  const fetched = name === 'direct' ? direct() : loadersFor(name).then((loaders) => loaders[name]?.());
  fetched.catch(() => undefined);
}
