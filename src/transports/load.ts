import { ChatError, TransportError } from '../protocol/errors.js';
import { knows } from '../protocol/match.js';
import type { TransportFactory } from '../protocol/transport.js';

/** A server in a function cannot be named by an attribute: only the page can hand it over. */
const memory: TransportFactory = () => {
  throw new ChatError('bad-config', 'The memory transport needs a server: set widget.transport = memoryTransport(fn).');
};

type Loaders = Readonly<Record<string, () => Promise<TransportFactory>>>;

/** One chunk each; the keys are the legal names. */
const builtIn = {
  direct: async () => (await import('./direct/direct-transport.js')).directTransport,
  websocket: async () => (await import('./websocket/websocket-transport.js')).websocketTransport,
  memory: async () => memory,
} satisfies Loaders;

/** What the setting `transport` may say. */
export type TransportName = keyof typeof builtIn;

/**
 * The factory of that name, its chunk fetched. Rejects with `unknown-transport`, or with `load-failed` when the chunk
 * did not come; the next call tries again.
 */
export async function loadTransport(name: string, loaders: Loaders = builtIn): Promise<TransportFactory> {
  const load = knows(loaders, name) ? loaders[name] : undefined;
  if (!load) {
    const legal = Object.keys(loaders).join(', ');
    throw new ChatError('unknown-transport', `There is no transport “${name}”; there are ${legal}.`);
  }
  try {
    return await load();
  } catch (cause) {
    throw new TransportError('load-failed', `The transport “${name}” could not be loaded.`, { cause });
  }
}
