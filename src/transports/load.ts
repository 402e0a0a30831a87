import { ChatError, TransportError } from '../protocol/errors.js';
import { knows } from '../protocol/match.js';
import type { TransportFactory } from '../protocol/transport.js';
import { loadersFor, type Loaders } from './loaders.js';

/**
 * The factory of that name, its chunk fetched. Rejects with `unknown-transport`, or with `load-failed` when the chunk
 * did not come; the next call tries again.
 */
export async function loadTransport(name: string, given?: Loaders): Promise<TransportFactory> {
  try {
    const loaders = given ?? (await loadersFor(name));
    const load = knows(loaders, name) && loaders[name];
    if (load) return await load();
    const legal = Object.keys(loaders).join(', ');
    throw new ChatError('unknown-transport', `There is no transport “${name}”; there are ${legal}.`);
  } catch (cause) {
    if (ChatError.is(cause)) throw cause;
    throw new TransportError('load-failed', `The transport “${name}” could not be loaded.`, { cause });
  }
}
