import type {
  OpencxFile,
  OpencxMessage,
  OpencxSession,
  OpencxSystemPayload,
} from '../../../src/transports/opencx/wire.js';
import type { Backend } from '../../backend.js';
import type { Conversation } from '../../conversations.js';
import type { JsonObject } from '../json.js';

/** Notes of a session; the oldest are forgotten. */
const REMEMBERED = 500;

/** What OpenCX knows of a session besides what was said in it. */
interface Known {
  readonly number: number;
  /** The widget's token that it was begun with. */
  readonly bot: string;
  /** Who may read it; absent in the first generation, where its id opens it. */
  readonly contact?: string | undefined;
  readonly verified: boolean;
  /** `X-Consumer-Id` of the first generation. */
  readonly consumer?: string | undefined;
  readonly attributes: JsonObject;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly open: boolean;
  readonly handedOff: boolean;
  readonly checkpoint: JsonObject | null;
  /** Files that came with the visitor's words, by their id. */
  readonly files: Readonly<Record<string, readonly OpencxFile[]>>;
  /** What stands in the history besides words. */
  readonly events: readonly { readonly id: string; readonly at: number; readonly payload: OpencxSystemPayload }[];
}

/** A session of this door: its room, and what is known of it now. */
export interface Ticket extends Known {
  readonly room: Conversation;
}

export type Opening = Pick<Ticket, 'bot' | 'contact' | 'verified' | 'consumer' | 'attributes'>;

/** All sessions of this door. One whose conversation the server forgot is gone. */
export interface Tickets {
  readonly begin: (opening: Opening) => Promise<Ticket>;
  readonly find: (id: string) => Promise<Ticket | undefined>;
  /** Those of a contact, newest first. */
  readonly of: (contact: string) => Promise<readonly Ticket[]>;
  /** Changes what is known, here and wherever else it is looked at. */
  readonly change: (ticket: Ticket, change: (known: Known) => Partial<Known>) => Promise<void>;
  /** Notes something in the history, now. */
  readonly note: (ticket: Ticket, payload: OpencxSystemPayload) => Promise<void>;
}

export function createTickets({ conversations, clock, shelves }: Backend): Tickets {
  const tickets = shelves.shelf<Known>('opencx tickets', 'opencx');
  const owned = shelves.shelf<readonly string[]>('opencx tickets of contacts');

  async function find(id: string): Promise<Ticket | undefined> {
    const [room, known] = await Promise.all([conversations.find('opencx', id), tickets.get(id)]);
    return room && known && { ...known, room };
  }
  const change: Tickets['change'] = async (ticket, changing) => {
    const { id } = ticket.room;
    const { room: _, ...mine } = ticket;
    const known = (await tickets.get(id)) ?? mine;
    const changed = { ...changing(known), updatedAt: clock.now() };
    Object.assign(ticket, changed);
    await tickets.put(id, { ...known, ...changed });
  };
  return {
    async begin(opening) {
      const id = crypto.randomUUID();
      const room = await conversations.join('opencx', id);
      const at = clock.now();
      const stamps = { number: await shelves.count('opencx tickets'), createdAt: at, updatedAt: at };
      const known = { ...opening, ...stamps, open: true, handedOff: false, checkpoint: null, files: {}, events: [] };
      await tickets.put(id, known);
      const { contact } = opening;
      if (contact !== undefined)
        await owned.put(contact, [...((await owned.get(contact)) ?? []), id].slice(-REMEMBERED));
      return { ...known, room };
    },
    find,
    async of(contact) {
      const found = await Promise.all(((await owned.get(contact)) ?? []).map(find));
      return found.flatMap((ticket) => ticket ?? []).reverse();
    },
    change,
    note(ticket, payload) {
      const at = Math.max(clock.now(), (ticket.room.transcript.at(-1)?.at ?? 0) + 1);
      const noted = { id: crypto.randomUUID(), at, payload };
      return change(ticket, ({ events }) => ({ events: [...events, noted].slice(-REMEMBERED) }));
    },
  };
}

const iso = (ms: number): string => new Date(ms).toISOString();

/** A session as the widget sees it. */
export function encodeSession(ticket: Ticket): OpencxSession {
  const { room, open } = ticket;
  const kind = room.person !== undefined ? 'human' : open ? 'ai' : 'none';
  return {
    id: room.id,
    ticketNumber: ticket.number,
    title: null,
    createdAt: iso(ticket.createdAt),
    updatedAt: iso(Math.max(ticket.updatedAt, room.transcript.at(-1)?.at ?? 0)),
    isHandedOff: ticket.handedOff || room.person !== undefined,
    isOpened: open,
    assignee: { kind, name: room.person ?? null, avatarUrl: null },
    channel: 'web',
    isVerified: ticket.verified,
    lastMessage: room.transcript.at(-1)?.text ?? null,
    modeId: null,
    latestStateCheckpointPayload: ticket.checkpoint,
    sessionAttributes: ticket.attributes as Readonly<Record<string, string | number | boolean>>,
  };
}

const plain = { systemMessagePayload: { type: 'none', payload: null } } as const;
const senders = { user: 'user', bot: 'ai', agent: 'agent' } as const;

/** What was said and what happened after a moment of this server's clock, oldest first. */
export function encodeHistory({ room, files, events }: Ticket, after = -Infinity): readonly OpencxMessage[] {
  const said = room.transcript.map(({ id, author, name, text, answer, at }) => {
    // A question for a score is the backend's own here.
    const parts = answer?.parts?.filter(({ type }) => type !== 'text') ?? [];
    const asksScore = parts.some(({ type }) => type === 'rating');
    const shown = parts.filter(({ type }) => type !== 'rating');
    const message: OpencxMessage = {
      publicId: id,
      type: author === 'agent' ? 'agent_message' : 'message',
      content: { text: wordsOf(text, answer?.parts) },
      sender: { kind: senders[author], name: name ?? null, avatar: null },
      sentAt: iso(at),
      actionCalls: shown.map((part) => ({ actionName: part.type, args: {}, result: part })),
      attachments: [...(files[id] ?? [])],
      ...plain,
    };
    const question = { at, message: asked(`${id}.csat`, iso(at), { type: 'csat_requested', payload: null }) };
    return [{ at, message }, ...(asksScore ? [question] : [])];
  });
  const noted = events.map(({ id, at, payload }) => ({ at, message: asked(id, iso(at), payload) }));
  return [...said.flat(), ...noted]
    .filter(({ at }) => at > after)
    .sort((one, other) => one.at - other.at)
    .map(({ message }) => message);
}

const wordsOf = (text: string, parts: readonly { readonly type: string }[] = []): string =>
  [text, ...parts.flatMap((part) => (part.type === 'text' && 'text' in part ? String(part.text) : []))]
    .filter(Boolean)
    .join('\n\n');

const asked = (id: string, sentAt: string, payload: OpencxSystemPayload): OpencxMessage => ({
  publicId: id,
  type: payload.type,
  content: { text: null },
  sender: { kind: 'system', name: null, avatar: null },
  sentAt,
  actionCalls: [],
  attachments: [],
  systemMessagePayload: payload,
});
