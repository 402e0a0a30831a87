// The server fetches it at its first token: here it is there at once, for nothing may take time that nobody counts.
import 'jose';
import { createBackend } from '../../mock-server/backend.js';
import { createDoors, createUsher, WELCOME } from '../../mock-server/doors/doors.js';
import type { Turn } from '../../mock-server/conversations.js';
import type { Commit, Word } from '../../mock-server/journal.js';
import type { LogEntry } from '../../mock-server/request-log.js';
import type { Peer, Seat } from '../../mock-server/sockets/peer.js';
import { wireAt } from '../../mock-server/sockets/sockets.js';
import type { ChatCommand } from '../../src/protocol/commands.js';
import type { Time } from './time.js';

/** Where everything is. */
export const ORIGIN = 'http://server.test';

/** The mock server in this process. */
export interface Server {
  /** How often it was restarted. */
  readonly epoch: () => number;
  readonly ask: (request: Request) => Promise<Response>;
  /** A seat, or the status of the refusal. */
  readonly admit: (address: URL, peer: Peer) => Promise<Seat | number>;
  readonly act: (sessionId: string, command: ChatCommand) => Promise<Turn>;
  /** An agent says something to everybody. */
  readonly push: (text: string) => Promise<void>;
  /** It forgets everything. */
  readonly restart: () => void;
  readonly journal: () => { readonly commits: readonly Commit[]; readonly words: readonly Word[] };
  readonly requests: () => readonly LogEntry[];
}

export function createServer(time: Time, say: (line: string) => void): Server {
  const backend = createBackend({
    clock: { now: time.now, sleep: time.sleep },
    report: (error) => say(`server breaks: ${String(error)}`),
  });
  const ask = createDoors(backend);
  const usher = createUsher(backend);
  let epoch = 0;
  return {
    epoch: () => epoch,
    ask,
    async admit(address, peer) {
      const upgrade = new Request(address.href.replace(/^ws/, 'http'));
      const { status } = await usher(upgrade);
      const wire = wireAt(address.pathname);
      return status === WELCOME && wire ? wire.seat(backend, peer, address, upgrade.headers) : status;
    },
    async act(sessionId, command) {
      const room = await backend.conversations.join('stentor', sessionId);
      const turn = await room.act(command, command.id, 'memory');
      const answer = turn.reply.ready ?? {};
      if (turn.committed) await turn.utter({ id: `${command.id}.reply`, author: 'bot', answer });
      return turn;
    },
    async push(text) {
      await ask(new Request(`${ORIGIN}/__mock/push`, { method: 'POST', body: JSON.stringify({ text }) }));
    },
    restart() {
      epoch += 1;
      backend.restart();
    },
    journal: backend.journal.entries,
    requests: backend.log.entries,
  };
}
