import type { StateDetail } from '../../net/reconnecting-socket.js';
import type { ConnectionState } from '../../protocol/connection.js';
import { RejectedError, TransportError, type ChatError, type Outcome } from '../../protocol/errors.js';

/** There was no session to speak in: the command never left. */
export const unsent = (code: 'unreachable' | 'closed'): ChatError =>
  new TransportError(code, 'There is no connection to the router.', { outcome: 'not-sent' });

/** What a state says about a command, if it is an end. */
type Loss = (detail: StateDetail) => ChatError | undefined;

/** A closed connection stays closed: what is said then would be refused as well. */
const closedOutcomes: Readonly<Partial<Record<string, Outcome>>> = { closed: 'unknown', unauthorized: 'auth' };

const losses: Readonly<Partial<Record<ConnectionState, Loss>>> = {
  waiting: ({ reason = 'unreachable' }) =>
    reason === 'too-large'
      ? new RejectedError(reason, 'The router takes no frame of that size.', { outcome: 'rejected' })
      : new TransportError(reason, 'The connection was lost.', { outcome: 'unknown' }),
  closed: ({ reason = 'closed' }) =>
    new RejectedError(reason, `The connection is closed for good (${reason}).`, {
      outcome: closedOutcomes[reason] ?? 'rejected',
    }),
};

/** What the new state of the connection means for the commands that were under way, if it is an end. */
export const lossOf = (state: ConnectionState, detail: StateDetail): ChatError | undefined => losses[state]?.(detail);
