import type { Bubble, History, Sight } from '../history.js';
import { byPage, commitsOf, own, shown } from '../seen.js';

/** Two minutes, and the wait for an ack. */
const PATIENCE = 130_000;
/** Milliseconds by which two clocks of one machine may differ. */
const SLACK = 20;

function unfounded(history: History, sight: Sight): readonly string[] {
  const commits = commitsOf(history);
  const founded = (bubble: Bubble) =>
    commits.some(
      ({ id, text, at }) =>
        at <= sight.at + SLACK && (id === '' ? text.trim() === bubble.text.trim() : id === bubble.id),
    );
  return own(sight)
    .filter((bubble) => bubble.delivery === 'delivered' && !founded(bubble))
    .map(({ text }) => `${shown(text)} was DELIVERED in ${sight.page} before the bot acted on it`);
}

/** Milliseconds in which the server could have been reached. */
function waited({ away = [] }: History, from: number, to: number): number {
  const gone = away.map((span) => Math.max(0, Math.min(to, span.to) - Math.max(from, span.from)));
  return to - from - gone.reduce((sum, ms) => sum + ms, 0);
}

function stuck(history: History, sights: readonly Sight[]): readonly string[] {
  const { patience = PATIENCE } = history;
  const since = new Map<string, number>();
  const late = new Set<string>();
  const end = (page: string, last: number) => (history.open.includes(page) ? history.at : last);
  for (const [index, sight] of sights.entries()) {
    const until = sights[index + 1]?.at ?? end(sight.page, sight.at);
    for (const { id, text, delivery } of own(sight)) {
      if (delivery !== 'pending') since.delete(id);
      else if (!since.has(id)) since.set(id, sight.at);
      const from = since.get(id);
      if (from !== undefined && waited(history, from, until) > patience)
        late.add(`${shown(text)} was PENDING for more than ${patience} ms in ${sight.page}`);
    }
  }
  return [...late];
}

function reversed(sights: readonly Sight[]): readonly string[] {
  const delivered = new Set<string>();
  return sights.flatMap((sight) =>
    own(sight).flatMap(({ id, text, delivery }) => {
      if (delivery === 'delivered') delivered.add(id);
      else if (delivered.has(id)) return [`${shown(text)} was DELIVERED and became ${delivery} in ${sight.page}`];
      return [];
    }),
  );
}

/**
 * **T: truth.** A bubble is DELIVERED only once the bot has acted on it, and stays so; nothing is PENDING for longer than the
 * history's patience while the server could be reached.
 */
export const truth = (history: History): readonly string[] =>
  byPage(history).flatMap((sights) => [
    ...new Set([
      ...sights.flatMap((sight) => unfounded(history, sight)),
      ...stuck(history, sights),
      ...reversed(sights),
    ]),
  ]);
