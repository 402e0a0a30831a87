import { ChatError, TransportError } from '../protocol/errors.js';
import { knows } from '../protocol/match.js';
import type { TransportFactory } from '../protocol/transport.js';

/** A server in a function cannot be named by an attribute: only the page can hand it over. */
const memory: TransportFactory = () => {
  throw new ChatError('bad-config', 'The memory transport needs a server: set widget.transport = memoryTransport(fn).');
};

/** One chunk each; the keys are the legal names. */
const loaders = {
  direct: async () => (await import('./direct/direct-transport.js')).directTransport,
  websocket: async () => (await import('./websocket/websocket-transport.js')).websocketTransport,
  memory: async () => memory,
} satisfies Readonly<Record<string, () => Promise<TransportFactory>>>;

/** What the setting `transport` may say. */
export type TransportName = keyof typeof loaders;

/**
 * The factory of that name, its chunk fetched. Rejects with `unknown-transport`, or with `load-failed` when the chunk
 * did not come; the next call tries again.
 */
export async function loadTransport(name: string): Promise<TransportFactory> {
  if (!knows(loaders, name)) {
    const legal = Object.keys(loaders).join(', ');
    throw new ChatError('unknown-transport', `There is no transport “${name}”; there are ${legal}.`);
  }
  try {
    return await loaders[name]();
  } catch (cause) {
    throw new TransportError('load-failed', `The transport “${name}” could not be loaded.`, { cause });
  }
}
