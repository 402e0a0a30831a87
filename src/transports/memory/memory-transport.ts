import { settledOrAborted } from '../../net/settled-or-aborted.js';
import type { ChatCommand } from '../../protocol/commands.js';
import { ChatError } from '../../protocol/errors.js';
import type { Emit } from '../../protocol/events.js';
import type { Transport } from '../../protocol/transport.js';

/**
 * A backend in a function. It says everything through `emit`, now or later; what it returns or throws is the delivery
 * of the command.
 */
export type MemoryServer = (command: ChatCommand, emit: Emit, signal: AbortSignal) => void | Promise<void>;

const silent: Emit = () => {};

/** A transport without a network: for tests, demos and pages that answer by themselves. */
export function memoryTransport(server: MemoryServer): Transport {
  let emit = silent;
  return {
    capabilities: { idempotent: true, streaming: true, serverPush: true, feedback: true },
    async open(sink) {
      emit = sink;
      emit({ type: 'connection-changed', state: 'open' });
    },
    async send(command, signal) {
      try {
        await settledOrAborted(() => server(command, (event) => emit(event), signal), signal);
      } catch (cause) {
        // A function that throws is no network that lost something: asking it again is the visitor's decision.
        throw ChatError.is(cause)
          ? cause
          : new ChatError('server-error', cause instanceof Error ? cause.message : String(cause), {
              cause,
              outcome: 'rejected',
            });
      }
    },
    async close() {
      emit({ type: 'connection-changed', state: 'closed' });
      emit = silent;
    },
  };
}
