import type { ConnectionState } from '../protocol/connection.js';

/** What happens to a connection. */
export type ConnectionSignal = 'connect' | 'opened' | 'lost' | 'retry' | 'close';

const transitions: Readonly<Record<ConnectionState, Readonly<Partial<Record<ConnectionSignal, ConnectionState>>>>> = {
  idle: { connect: 'connecting', close: 'closed' },
  connecting: { opened: 'open', lost: 'waiting', close: 'closed' },
  open: { lost: 'waiting', close: 'closed' },
  waiting: { retry: 'connecting', close: 'closed' },
  closed: {},
};

/** Unknown signals in a state are ignored on purpose: late socket events are normal, not errors. */
export const nextConnection = (state: ConnectionState, signal: ConnectionSignal): ConnectionState =>
  transitions[state][signal] ?? state;
