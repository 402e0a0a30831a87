import type { Arrival, Connections, History, Journal, Sight, Submission, Trace } from './history.js';
import type { Report } from './recorder.js';

/** What was gathered around a browser. */
export interface Gathered {
  readonly at: number;
  readonly reports: readonly Report[];
  readonly journal: Journal;
  readonly requests: readonly Arrival[];
  readonly connections: Connections;
  readonly secrets: readonly string[];
  readonly traces: readonly Trace[];
}

const times = (texts: readonly string[], text: string): number => texts.filter((each) => each === text).length;

/** How many bubbles of their own a text ever had at once. */
const most = (sights: readonly Sight[], text: string): number =>
  Math.max(
    0,
    ...sights.map(({ bubbles }) => bubbles.filter((bubble) => bubble.author === 'user' && bubble.text === text).length),
  );

/**
 * What was submitted, by what the page told: words that were wished as often as they were, and what was chosen where it
 * became a bubble. A bubble that nobody asked for was sent by the page's own script: its first sight counts.
 */
function submissions(reports: readonly Report[], sights: readonly Sight[]): readonly Submission[] {
  const wished = reports.flatMap(({ wished, at }) => (wished === undefined ? [] : [{ text: wished.trim(), at }]));
  const texts = wished.map(({ text }) => text);
  const choices = new Map<string, number>();
  const chosen = reports.flatMap(({ chosen: label, at }) => {
    const text = label?.trim();
    if (text === undefined) return [];
    const before = choices.get(text) ?? 0;
    choices.set(text, before + 1);
    return times(texts, text) + before < most(sights, text) ? [{ text, at }] : [];
  });
  const known = new Set([...texts, ...choices.keys()]);
  const found = new Map<string, Submission>();
  for (const { at, bubbles } of sights)
    for (const { id, text, author } of bubbles)
      if (author === 'user' && text !== '' && !known.has(text.trim()) && !found.has(id))
        found.set(id, { id, text, at });
  return [...wished.filter(({ text }) => text !== ''), ...chosen, ...found.values()].toSorted((a, b) => a.at - b.at);
}

/** The answers that the visitor stopped: what was said from then on to what was asked before. */
function stopped(reports: readonly Report[], { commits, words }: Journal): readonly string[] {
  return reports.flatMap(({ stopped, at }) => {
    const asked = stopped && commits.filter((commit) => commit.at <= at).at(-1);
    if (!asked) return [];
    return words
      .filter(({ messageId, at }) => messageId === `${asked.id}.reply` || at >= asked.at)
      .map(({ messageId }) => messageId)
      .slice(0, 1);
  });
}

/** Wires whose requests carry no id of the visitor's message. */
const nameless: ReadonlySet<string> = new Set(['session', 'socketio']);

/** What came by a wire without ids was said by the first bubble with its words that nothing else was said by. */
function named({ commits, words }: Journal, sights: readonly Sight[]): Journal {
  const own = new Map<string, string>();
  for (const { bubbles } of sights)
    for (const { id, author, text } of bubbles) if (author === 'user' && text !== '') own.set(id, text.trim());
  const said = new Set(commits.map(({ id }) => id));
  const idOf = (commit: Journal['commits'][number]): string => {
    if (!nameless.has(commit.transport)) return commit.id;
    const [id = commit.id] = [...own].find(([id, text]) => text === commit.text.trim() && !said.has(id)) ?? [];
    said.add(id);
    return id;
  };
  return { words, commits: commits.map((commit) => ({ ...commit, id: idOf(commit) })) };
}

/** The history of one conversation, on whichever pages it was. A page that has not answered the last roll call is gone. */
export function assemble(gathered: Gathered): History {
  const { reports, journal: noted, ...rest } = gathered;
  const sights = reports.flatMap(({ at, page, bubbles }) => (bubbles ? [{ at, page, bubbles }] : []));
  const journal = named(noted, sights);
  const present = new Set(reports.flatMap((report) => (report.present ? [report.page] : [])));
  return {
    ...rest,
    idempotent: true,
    journal,
    sights,
    submitted: submissions(reports, sights),
    open: [...new Set(sights.map(({ page }) => page))].filter((page) => present.has(page)),
    restarts: reports.filter(({ restarted }) => restarted).map(({ at }) => at),
    dismissed: [...reports.flatMap(({ dismissed }) => dismissed ?? []), ...stopped(reports, journal)],
  };
}
