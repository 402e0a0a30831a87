import { ChatError, TransportError } from '../protocol/errors.js';
import { knows } from '../protocol/match.js';
import type { TransportFactory } from '../protocol/transport.js';
import { builtIn, type Loaders } from './loaders.js';

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
