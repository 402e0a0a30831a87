import { ChatError } from '../../protocol/errors.js';
import type { TransportFactory } from '../../protocol/transport.js';

/** A server in a function cannot be named by an attribute: only the page can hand it over. Throws `bad-config`. */
export const memoryByName: TransportFactory = () => {
  throw new ChatError('bad-config', 'The memory transport needs a server: set widget.transport = memoryTransport(fn).');
};
