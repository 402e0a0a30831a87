import { check } from '../history/check.js';
import { historyOf } from './evidence.js';
import { walk, type Walked } from './walk.js';
import type { TransportName } from './weather.js';
import { createWorld, type Making, type World } from './world.js';

/** One walk. */
export interface Walk {
  readonly seed: number;
  readonly transport: TransportName;
  readonly steps: number;
  readonly making?: Making;
  readonly log?: (line: string) => void;
}

/** What was on a page and is gone, though nobody took it away: a restart of the server is no reason. */
function vanished({ sights }: World, { removed }: Walked): readonly string[] {
  const last = new Map<string, ReadonlySet<string>>();
  return sights.flatMap(({ page, bubbles }) => {
    const ids = new Set(bubbles.map(({ id }) => id));
    const gone = [...(last.get(page) ?? [])].filter((id) => !ids.has(id) && !removed.has(id));
    last.set(page, ids);
    return gone.map((id) => `L: ${id} vanished from ${page}`);
  });
}

/** One command in two sessions, or one conversation in two. */
function strayed({ server, tabs, lives }: World): readonly string[] {
  const first = new Map<string, string>();
  const strays = server.journal().commits.filter(({ id, epoch, sessionId }) => {
    const key = `${epoch} ${id}`;
    if (!first.has(key)) first.set(key, sessionId);
    return first.get(key) !== sessionId;
  });
  const shown = tabs.filter((tab) => tab.state() === 'shown');
  const sessions = new Set(shown.map((tab) => tab.chat().session.get().id));
  return [
    ...strays.map(({ id }) => `D: ${id} was committed in two sessions`),
    ...(sessions.size > 1 && ![...lives.values()].some(({ illDisk }) => illDisk)
      ? [`L: ${[...sessions].join(' and ')} are open at rest`]
      : []),
  ];
}

/** R: what the server asked for with Retry-After was not waited for. */
const impatient = ({ exchanges }: World): readonly string[] => exchanges.hurried().map((early) => `R: ${early}`);

/** Closes all tabs: nothing may be left. */
async function afterwards({ tabs, time, sockets }: World): Promise<readonly string[]> {
  const shown = tabs.filter((tab) => tab.state() === 'shown');
  for (const tab of shown) void tab.chat().close();
  await time.pass(2_000);
  return [
    ...shown
      .filter((tab) => tab.page().timers() > 0)
      .map((tab) => `K: ${tab.page().timers()} timers are left of ${tab.page().name}`),
    ...(sockets.held() > 0 ? [`K: ${sockets.held()} sockets are left`] : []),
  ];
}

/** Takes a walk; what was wrong with it. */
export async function takeWalk({ steps, ...options }: Walk): Promise<readonly string[]> {
  const unhandled: string[] = [];
  const note = (reason: unknown) =>
    void unhandled.push(`U: nobody handled ${reason instanceof Error ? (reason.stack ?? '') : String(reason)}`);
  process.on('unhandledRejection', note);
  try {
    const world = createWorld(options);
    const walked = await walk(world, steps);
    const violations = [
      ...check(historyOf(world, walked)),
      ...vanished(world, walked),
      ...strayed(world),
      ...impatient(world),
    ];
    return [...violations, ...(await afterwards(world)), ...unhandled];
  } catch (reason) {
    return [`T: ${String(reason)}`];
  } finally {
    process.off('unhandledRejection', note);
  }
}
