import type { History } from '../history/history.js';
import type { Said, Walked } from './walk.js';
import type { World } from './world.js';

/** Milliseconds that a disk which is well needs to write a record, and all that were said in the same moment. */
const WRITING = 100;

/**
 * What perished with its page, and may be lost: it was said in the last moments before a crash, or before the page knew
 * what was kept, so that no disk had it yet. Where the disk was ill nobody can promise more than the page itself.
 */
function perished({ lives }: World, { page, at, illStored }: Said): boolean {
  const { ready = Infinity, crashed } = lives.get(page) ?? {};
  return crashed !== undefined && (illStored || crashed <= Math.max(at, ready) + WRITING);
}

/**
 * A walk as the checker of histories reads it. While something was wrong no time counts as waiting. A page that loads while
 * the disk does not answer, or was wiped, is a new beginning: it cannot know what was said before, and what is said in it
 * may be gone with it.
 */
export function historyOf(world: World, walked: Walked): History {
  const { time, server, sockets, sights, tabs, lives } = world;
  const shown = tabs.filter((tab) => tab.state() === 'shown');
  const sessions = new Set(shown.map((tab) => tab.chat().session.get().id));
  const { commits, words } = server.journal();
  return {
    at: time.now(),
    idempotent: true,
    submitted: walked.said.filter(
      (each) => !perished(world, each) || shown.some((tab) => tab.bubbles().some(({ id }) => id === each.id)),
    ),
    // It may have said nothing since it was restarted for the last time.
    epoch: server.epoch(),
    // What an agent says to a session that no page is in any more, nobody need see.
    journal: { commits, words: words.filter(({ sessionId }) => sessions.has(sessionId)) },
    requests: server.requests(),
    connections: { sockets: sockets.seated(), streams: 0, mostSockets: sockets.mostHeld(), mostStreams: 0 },
    sights: [...sights, ...shown.map((tab) => ({ at: time.now(), page: tab.page().name, bubbles: tab.bubbles() }))],
    open: shown.map((tab) => tab.page().name),
    dismissed: [...walked.removed, ...[...walked.removed].map((id) => `${id}.reply`)],
    restarts: [...lives.values()].filter(({ illDisk }) => illDisk).map(({ loaded }) => loaded),
    away: walked.away,
    secrets: [],
    traces: [],
  };
}
