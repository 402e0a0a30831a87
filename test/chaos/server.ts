import { createBackend, type Backend } from '../../mock-server/backend.js';
import type { Conversation } from '../../mock-server/conversations.js';
import { createDoors, createUsher, WELCOME } from '../../mock-server/doors/doors.js';
import type { Peer, Seat } from '../../mock-server/sockets/peer.js';
import { takeSeat } from '../../mock-server/sockets/websocket.js';
import type { ChatCommand } from '../../src/protocol/commands.js';
import type { Commit, Word } from '../history/history.js';
import type { Time } from './time.js';

/** Where everything is. */
export const ORIGIN = 'http://server.test';

/** The mock server in this process, and what it knows of the truth. */
export interface Server {
  /** Counts the starts from 1; each knows nothing of what was before. */
  readonly epoch: () => number;
  readonly ask: (request: Request) => Promise<Response>;
  /** A seat, or the status of the refusal. */
  readonly admit: (address: URL, peer: Peer) => Promise<Seat | number>;
  readonly act: (sessionId: string, command: ChatCommand) => ReturnType<Conversation['act']>;
  /** An agent says something to everybody. */
  readonly push: (text: string) => Promise<void>;
  readonly restart: () => void;
  readonly commits: () => readonly (Commit & { readonly epoch: number })[];
  readonly words: () => readonly (Word & { readonly epoch: number })[];
}

export function createServer(time: Time, say: (line: string) => void): Server {
  const commits: (Commit & { epoch: number })[] = [];
  const words: (Word & { epoch: number })[] = [];
  let epoch = 0;
  let backend: Backend;
  let ask: (request: Request) => Promise<Response>;
  let usher: (request: Request) => Promise<Response>;

  /** The same conversation, its deeds noted. */
  function watched(conversation: Conversation): Conversation {
    const mine = epoch;
    const { act, pass, tell } = conversation;
    const note = (id: string | undefined, text: string) => {
      const place = commits.filter((each) => each.epoch === mine && each.sessionId === conversation.id).length + 1;
      commits.push({
        at: time.now(),
        transport: '',
        sessionId: conversation.id,
        id: id ?? '',
        text,
        place,
        epoch: mine,
      });
      say(`server commits ${id ?? '?'} “${text}”`);
    };
    return Object.assign(conversation, {
      act(command: ChatCommand, id: string | undefined) {
        const turn = act(command, id);
        if (turn.committed) note(id, 'text' in command ? command.text : 'label' in command ? command.label : '');
        return turn;
      },
      pass(command: ChatCommand, id: string | undefined) {
        const turn = pass(command, id);
        if (turn.committed) note(id, '');
        return turn;
      },
      tell(frame: Parameters<typeof tell>[0]) {
        const data = frame.data as { readonly rawQuery?: string } | undefined;
        const text = data && 'rawQuery' in data ? (data.rawQuery ?? '') : '';
        words.push({ at: time.now(), messageId: frame.id ?? '', sessionId: conversation.id, text, epoch: mine });
        tell(frame);
      },
    });
  }

  function start(): void {
    epoch += 1;
    const fresh = createBackend({
      clock: { now: time.now, sleep: time.sleep },
      rateLimit: 0,
      report: (error) => say(`server breaks: ${String(error)}`),
    });
    const { join } = fresh.conversations;
    const known = new Set<Conversation>();
    const enter = (id: string) => {
      const conversation = join(id);
      if (known.has(conversation)) return conversation;
      known.add(conversation);
      return watched(conversation);
    };
    backend = { ...fresh, conversations: { ...fresh.conversations, join: enter } };
    ask = createDoors(backend);
    usher = createUsher(backend);
  }
  start();

  return {
    epoch: () => epoch,
    ask: (request) => ask(request),
    async admit(address, peer) {
      const upgrade = new Request(address.href.replace(/^ws/, 'http'));
      const { status } = await usher(upgrade);
      return status === WELCOME ? takeSeat(backend, peer, address, upgrade.headers) : status;
    },
    act: (sessionId, command) => backend.conversations.join(sessionId).act(command, command.id),
    async push(text) {
      await ask(new Request(`${ORIGIN}/__mock/push`, { method: 'POST', body: JSON.stringify({ text }) }));
    },
    restart: start,
    commits: () => commits,
    words: () => words,
  };
}
