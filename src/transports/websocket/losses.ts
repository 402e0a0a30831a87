import type { StateDetail } from '../../net/reconnecting-socket.js';
import type { ConnectionState } from '../../protocol/connection.js';
import { RejectedError, TransportError, type ChatError } from '../../protocol/errors.js';

/** There was no session to speak in: the command never left. */
export const unsent = (code: 'unreachable' | 'closed'): ChatError =>
  new TransportError(code, 'There is no connection to the router.', { outcome: 'not-sent' });

/** What the new state of the connection means for the commands that were under way, if it is an end. */
export function lossOf(state: ConnectionState, { reason = 'closed' }: StateDetail): ChatError | undefined {
  if (state === 'waiting') return new TransportError('unreachable', 'The connection was lost.', { outcome: 'unknown' });
  if (state !== 'closed') return undefined;
  const outcome = reason === 'closed' ? 'unknown' : reason === 'unauthorized' ? 'auth' : 'rejected';
  return new RejectedError(reason, `The connection is closed for good (${reason}).`, { outcome });
}
