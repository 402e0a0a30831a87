import type { Commit, Word } from '../../mock-server/journal.js';
import type { Arrival, Bubble, History, Sight } from '../history/history.js';
import type { Said, Walked } from './walk.js';
import type { TransportName } from './weather.js';
import type { World } from './world.js';

/** Milliseconds that a disk which is well needs to write a record, and all that were said in the same moment. */
const WRITING = 100;

/**
 * What perished with its page, and may be lost: it was said in the last moments before a crash, or before the page knew
 * what was kept, so that no disk had it yet. Where the disk was ill nobody can promise more than the page itself.
 */
function perished({ lives }: World, { page, at, illStored }: Said): boolean {
  const { ready = Infinity, ended, crashed } = lives.get(page) ?? {};
  if (illStored && ended !== undefined) return true;
  return crashed !== undefined && crashed <= Math.max(at, ready) + WRITING;
}

/** What is known of each wire. */
interface Wire {
  /** A repeated id is acted on once. */
  readonly idempotent?: true;
  /** Its requests carry no id: who said something is known by the words, which are never the same twice. */
  readonly nameless?: true;
  /** An answer has the id of its question here, and another one at the server. */
  readonly answersByQuestion?: true;
  /** A new conversation is told what was said in the one before. */
  readonly retells?: true;
  /** Nobody can ask it what was said before. */
  readonly forgetful?: true;
  /** What the backend calls the conversation that goes on now, by what lies on the shelf; it has ours unless given. */
  readonly conversation?: (shelf: World['disk']['shelf']) => string | undefined;
}
const record = (text: string | undefined): Readonly<Record<string, unknown>> => {
  const read: unknown = JSON.parse(text ?? '{}');
  return typeof read === 'object' && read !== null ? { ...read } : {};
};
const idIn = (text: string | undefined, name: string): string | undefined => {
  const id = record(text)[name];
  return typeof id === 'string' ? id : undefined;
};
const wires: Readonly<Record<TransportName, Wire>> = {
  direct: { idempotent: true },
  websocket: { idempotent: true },
  memory: { idempotent: true },
  opencx: { idempotent: true, conversation: (shelf) => idIn(shelf.get('resume'), 'id') },
  chatbotkit: {
    nameless: true,
    answersByQuestion: true,
    retells: true,
    forgetful: true,
    conversation: (shelf) => idIn(shelf.get('session'), 'conversationId'),
  },
  session: {
    nameless: true,
    forgetful: true,
    conversation: (shelf) => idIn(shelf.get('session'), 'id'),
  },
  airy: {
    nameless: true,
    conversation: (shelf) =>
      idIn(Buffer.from(shelf.get('session')?.split('.')[1] ?? 'e30', 'base64url').toString(), 'conversation_id'),
  },
  socketio: { nameless: true, forgetful: true },
};

/** The commits that somebody sent: not those of a conversation that was told, as it began, what had been said before. */
function sent(commits: readonly Commit[], requests: readonly Arrival[]): readonly Commit[] {
  const retold = requests
    .filter(({ path }) => path.endsWith('/session/create'))
    .flatMap(({ at, body }) => {
      const { messages } = (body ?? {}) as { readonly messages?: readonly { readonly text: string }[] };
      return (messages ?? []).map(({ text }) => `${at} ${text}`);
    });
  return commits.filter(({ at, text }) => {
    const index = retold.indexOf(`${at} ${text}`);
    if (index >= 0) retold.splice(index, 1);
    return index < 0;
  });
}

/** What was sent again by hand may be answered again: the later answer stands in the place of the earlier. */
function latest(words: readonly Word[], retried: readonly string[]): readonly Word[] {
  return words.filter(({ messageId, sessionId, epoch }, index) => {
    const again = retried.filter((id) => messageId === `${id}.reply`).length;
    const later = words
      .slice(index + 1)
      .filter((other) => other.messageId === messageId && other.sessionId === sessionId && other.epoch === epoch);
    return later.length === 0 || later.length > again;
  });
}

/** The journal with the ids that pages know. */
function named({ nameless, answersByQuestion, retells }: Wire, world: World, walked: Walked): History['journal'] {
  const { said, retried } = walked;
  const { commits: all, words } = world.server.journal();
  const commits = retells ? sent(all, world.server.requests()) : all;
  if (!nameless) return { commits, words };
  const ids = new Map(said.flatMap(({ text, id }) => (id === undefined ? [] : [[text, id] as const])));
  const told = (text: string) =>
    said.findLast((each) => new RegExp(`${each.text}(?!\\d)`).test(text) && each.id !== undefined)?.id;
  const question = ({ text }: Word) => told(text);
  return {
    commits: commits.map((commit): Commit => ({ ...commit, id: ids.get(commit.text) ?? commit.id })),
    words: latest(
      words.map((word): Word => {
        const id = answersByQuestion ? question(word) : undefined;
        return id === undefined ? word : { ...word, messageId: `${id}.reply` };
      }),
      retried,
    ),
  };
}

/** A page that lost its memory has the visitor's own words from the server, under the server's ids: the words tell whose they are. */
function recognised(sights: readonly Sight[], { said }: Walked): readonly Sight[] {
  const ids = new Map(said.flatMap(({ text, id }) => (id === undefined ? [] : [[text, id] as const])));
  const known = new Set(ids.values());
  const nameOf = ({ id, author, text }: Bubble): string =>
    author === 'user' && !known.has(id) ? (ids.get(text.trim()) ?? id) : id;
  return sights.map((sight) => ({ ...sight, bubbles: sight.bubbles.map((each) => ({ ...each, id: nameOf(each) })) }));
}

/** How long the way of an answer may be, from the question to the last word. */
const ANSWERING = 120_000;

/**
 * Ids of words that nobody could be told of, where a wire keeps nothing: while they were said a page ended or was put
 * aside, the visitor stopped the answer, or was told that something may be missing.
 */
function missed({ forgetful }: Wire, { breaks, outages }: World, { words }: History['journal']): readonly string[] {
  if (!forgetful) return [];
  const spans = [
    ...breaks.map((broken) => ({ from: broken - ANSWERING, to: broken + ANSWERING })),
    ...outages.told().map(({ from, to }) => ({ from: from - ANSWERING, to })),
  ];
  return words
    .filter(({ at }) => spans.some(({ from, to }) => from <= at && at <= to))
    .map(({ messageId }) => messageId);
}

/**
 * A walk as the checker of histories reads it. While something was wrong no time counts as waiting. A page that loads while
 * the disk does not answer, or was wiped, is a new beginning: it cannot know what was said before, and what is said in it
 * may be gone with it.
 */
export function historyOf(world: World, walked: Walked): History {
  const { time, server, sockets, exchanges, disk, sights, tabs, lives } = world;
  const wire = wires[world.transport];
  const shown = tabs.filter((tab) => tab.state() === 'shown');
  const here = wire.conversation;
  const sessions = new Set(here ? [here(disk.shelf)] : shown.map((tab) => tab.chat().session.get().id));
  const journal = named(wire, world, walked);
  const seen = [...sights, ...shown.map((tab) => ({ at: time.now(), page: tab.page().name, bubbles: tab.bubbles() }))];
  const { commits } = journal;
  // What an agent says to a session that no page is in any more, nobody need see.
  const words = journal.words.filter(({ sessionId }) => sessions.has(sessionId));
  return {
    at: time.now(),
    idempotent: wire.idempotent ?? false,
    retried: walked.retried,
    submitted: walked.said.filter(
      (each) => !perished(world, each) || shown.some((tab) => tab.bubbles().some(({ id }) => id === each.id)),
    ),
    // It may have said nothing since it was restarted for the last time.
    epoch: server.epoch(),
    journal: { commits, words },
    requests: server.requests(),
    connections: {
      sockets: sockets.seated(),
      streams: exchanges.streams(),
      mostSockets: sockets.mostHeld(),
      mostStreams: 0,
    },
    sights: wire.nameless ? recognised(seen, walked) : seen,
    open: shown.map((tab) => tab.page().name),
    dismissed: [
      ...walked.removed,
      ...[...walked.removed].map((id) => `${id}.reply`),
      ...missed(wire, world, { commits, words }),
    ],
    restarts: [...lives.values()].filter(({ illDisk }) => illDisk).map(({ loaded }) => loaded),
    away: walked.away,
    secrets: [],
    traces: [],
  };
}
