import type { Backend } from '../../backend.js';
import { createKept, MOST_KEPT } from '../../kept.js';
import { allowsOrigin } from '../../origin.js';
import { Problem } from '../../problem.js';
import type { Modality, SessionRequest } from './session-request.js';
import type { SpokenTurn } from './spoken-turn.js';

/** A session, as its workspace knows it. */
export interface SessionRecord extends Omit<SessionRequest, 'seconds'> {
  readonly id: string;
  readonly createdAt: number;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
  status: 'pending' | 'in_progress' | 'completed' | 'failed';
  /** The page that came first: the token counts on no other. */
  origin?: string | null;
  /** The last turn: said, or being said. */
  turn?: SpokenTurn;
  turns: number;
}

/** All sessions that were made here. */
export interface Records {
  /** A new session, and the token that opens it: it is said here and never again. */
  readonly create: (request: SessionRequest) => Promise<{ readonly record: SessionRecord; readonly token: string }>;
  /** Throws a `Problem` where there is none, or none any more. */
  readonly find: (id: string) => SessionRecord;
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
  readonly begin: (record: SessionRecord) => void;
  readonly end: (record: SessionRecord, status: 'completed' | 'failed') => void;
}

const gone = () => new Problem(404, 'unknown-session', 'There is no such session.');

export function createRecords({ sessions, conversations, usage, clock }: Backend): Records {
  // As long as an answer is being spoken, somebody is there.
  const records = createKept<string, SessionRecord>(MOST_KEPT, ({ turn }) => turn !== undefined && !turn.isOver());

  function find(id: string): SessionRecord {
    const record = records.get(id);
    // The server forgot the conversation, and with it its session.
    if (!record || !conversations.find(id)) throw gone();
    return record;
  }

  return {
    async create({ seconds, ...request }) {
      const id = `sess_${crypto.randomUUID().replaceAll('-', '')}`;
      // The page is not known yet: whoever makes a session is none.
      const opened = await sessions.open({ audience: 'hyponema', conversation: id, origin: null, seconds });
      conversations.join(id);
      const { expiresAt, token } = opened;
      const record: SessionRecord = { ...request, id, createdAt: clock.now(), expiresAt, status: 'pending', turns: 0 };
      records.set(id, record);
      return { record, token };
    },
    find,
    async admit(id, token, origin, by) {
      const { conversation } = await sessions.admit('hyponema', token, null);
      if (conversation !== id) throw new Problem(401, 'wrong-session', 'The session token belongs to another session.');
      const record = find(id);
      const { origins, modality } = record;
      if (origins && !allowsOrigin(origins, origin))
        throw new Problem(403, 'bad-origin', 'This agent is not for that origin.');
      if (record.origin !== undefined && record.origin !== origin)
        throw new Problem(403, 'wrong-origin', 'The session token belongs to a page of another origin.');
      if (modality !== by && modality !== 'voice+text')
        throw new Problem(403, 'wrong-modality', `This session is for ${modality} alone.`);
      record.origin = origin;
      return record;
    },
    begin(record) {
      if (record.status !== 'pending') return;
      record.status = 'in_progress';
      if (!record.preview) usage.add(record.agentId, 'conversations');
    },
    end(record, status) {
      if (record.status === 'completed' || record.status === 'failed') return;
      record.status = status;
      record.turn?.stop();
      sessions.end(record.id);
    },
  };
}
