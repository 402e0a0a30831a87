import type { Backend } from '../../backend.js';
import { createKept, MOST_KEPT } from '../../kept.js';
import { allowsOrigin } from '../../origin.js';
import { Problem } from '../../problem.js';
import type { Modality, SessionRequest } from './session-request.js';
import type { SpokenTurn } from './spoken-turn.js';

/** A turn as it can be found again, in whichever process. */
export interface LastTurn {
  readonly id: string;
  /** What its conversation calls it. */
  readonly turn: string;
  readonly text: string;
}

/** A session, as its workspace knows it. */
export interface SessionRecord extends Omit<SessionRequest, 'seconds'> {
  readonly id: string;
  readonly createdAt: number;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
  readonly status: 'pending' | 'in_progress' | 'completed' | 'failed';
  /** The page that came first: the token counts on no other. */
  readonly origin?: string | null;
  /** The last turn: said, or being said. */
  readonly last?: LastTurn;
  readonly turns: number;
}

/** All sessions that were made here. */
export interface Records {
  /** A new session, and the token that opens it: it is said here and never again. */
  readonly create: (request: SessionRequest) => Promise<{ readonly record: SessionRecord; readonly token: string }>;
  /** Throws a `Problem` where there is none, or none any more. */
  readonly find: (id: string) => Promise<SessionRecord>;
  readonly change: (record: SessionRecord, change: Partial<SessionRecord>) => Promise<void>;
  /** The last turn where this process speaks it. */
  readonly spoken: (record: SessionRecord) => SpokenTurn | undefined;
  readonly speak: (record: SessionRecord, turn: SpokenTurn) => void;
  /**
   * The session that a token opens, for a page that may use it and what it is for. Throws a `Problem` for all others.
   * `by` is what the visitor wants to talk by.
   */
  readonly admit: (
    id: string,
    token: string | undefined,
    origin: string | null,
    by: Modality,
  ) => Promise<SessionRecord>;
  /** Somebody came: counted once, previews never. */
  readonly begin: (record: SessionRecord) => Promise<void>;
  readonly end: (record: SessionRecord, status: 'completed' | 'failed') => Promise<void>;
}

const gone = () => new Problem(404, 'unknown-session', 'There is no such session.');

export function createRecords({ sessions, conversations, usage, clock, shelves: { shelf } }: Backend): Records {
  const records = shelf<SessionRecord>('session records', 'session');
  // As long as an answer is being spoken, somebody is there.
  const spoken = createKept<string, SpokenTurn>(MOST_KEPT, (turn) => !turn.isOver());

  async function find(id: string): Promise<SessionRecord> {
    const record = await records.get(id);
    // The server forgot the conversation, and with it its session.
    if (!record || !(await conversations.find('session', id))) throw gone();
    return record;
  }
  const change: Records['change'] = (record, changes) => records.put(record.id, Object.assign(record, changes));

  return {
    async create({ seconds, ...request }) {
      const id = `sess_${crypto.randomUUID().replaceAll('-', '')}`;
      // The page is not known yet: whoever makes a session is none.
      const opened = await sessions.open({ audience: 'hyponema', conversation: id, origin: null, seconds });
      await conversations.join('session', id);
      const { expiresAt, token } = opened;
      const record: SessionRecord = { ...request, id, createdAt: clock.now(), expiresAt, status: 'pending', turns: 0 };
      await records.put(id, record);
      return { record, token };
    },
    find,
    change,
    spoken: ({ id }) => spoken.get(id),
    speak: ({ id }, turn) => spoken.set(id, turn),
    async admit(id, token, origin, by) {
      const { conversation } = await sessions.admit('hyponema', token, null);
      if (conversation !== id) throw new Problem(401, 'wrong-session', 'The session token belongs to another session.');
      const record = await find(id);
      const { origins, modality } = record;
      if (origins && !allowsOrigin(origins, origin))
        throw new Problem(403, 'bad-origin', 'This agent is not for that origin.');
      if (record.origin !== undefined && record.origin !== origin)
        throw new Problem(403, 'wrong-origin', 'The session token belongs to a page of another origin.');
      if (modality !== by && modality !== 'voice+text')
        throw new Problem(403, 'wrong-modality', `This session is for ${modality} alone.`);
      if (record.origin === undefined) await change(record, { origin });
      return record;
    },
    async begin(record) {
      if (record.status !== 'pending') return;
      await change(record, { status: 'in_progress' });
      if (!record.preview) usage.add(record.agentId, 'conversations');
    },
    async end(record, status) {
      if (record.status === 'completed' || record.status === 'failed') return;
      await change(record, { status });
      spoken.get(record.id)?.stop();
      await sessions.end('session', record.id);
    },
  };
}
