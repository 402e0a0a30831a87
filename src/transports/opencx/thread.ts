import { listOf, present } from '../../net/untrusted.js';
import type { ChatEvent } from '../../protocol/events.js';
import { readEntry, type Entry, type Reply } from './codec.js';

/** Entries of one history. */
const MOST = 2_000;
/** How long the bot's words may take to come a second time, in milliseconds. */
const WINDOW = 120_000;
/** A server may put a message before one that it told of already; so far back it is asked again, in milliseconds. */
const OVERLAP = 5_000;

/** What was said, once, in whichever of two ways it came, and how often. */
export interface Thread {
  /** Entries of a history, oldest first. */
  readonly hear: (history: unknown) => readonly ChatEvent[];
  /** The answer to the message with this id, sent at that moment of the clock that only goes forward. */
  readonly answered: (id: string, reply: Reply, since: number) => readonly ChatEvent[];
  /** Words that stand in the history under this id, and on the screen already. */
  readonly knows: (id: string) => boolean;
  /** The backend's id of a message. */
  readonly publicIdOf: (id: string) => string;
  /** The last question for a score, and that it was answered here. */
  readonly scored: () => string | undefined;
  /** From when on the history is wanted, by the server's own clock; nothing at first. */
  readonly cursor: () => string | undefined;
}
export interface ThreadOptions {
  /** Whether the conversation has it from an earlier page. */
  readonly has: (id: string) => boolean;
  readonly elapsed: () => number;
  /** The bot's own, where a message names nobody. */
  readonly bot: () => { readonly name?: string; readonly avatarUrl?: string };
  /** Where an earlier page was. */
  readonly cursor?: string | undefined;
  readonly log?: ((line: string, detail?: unknown) => void) | undefined;
}

/** Something the bot said that came only one of two ways so far. */
interface Half {
  readonly id: string;
  readonly text: string;
  readonly at: number;
}

/** An answer without an id of its own has that of its question. */
const replyTo = (id: string): string => `${id}.reply`;

export function createThread({ has, elapsed, bot, cursor: start, log }: ThreadOptions): Thread {
  const seen = new Set<string>();
  const aliases = new Map<string, string>();
  const shown = new Set<string>();
  let newest = start === undefined ? undefined : Date.parse(start);
  let unnamed: readonly Half[] = [];
  let polled: readonly Half[] = [];
  let lastQuestion: string | undefined;
  let asked: string | undefined;
  let scoredHere = false;
  /** Answers on the screen that no history had yet, and those of them that came after the last history. */
  const unplaced = new Set<string>();
  let fresh: readonly string[] = [];

  /** Takes the one with these words out of a list. */
  function take(list: readonly Half[], text: string, since: number): readonly [Half | undefined, readonly Half[]] {
    const found = list.find((half) => half.text === text && half.at >= since);
    return [found, list.filter((half) => half !== found && elapsed() - half.at < WINDOW)];
  }
  const said = ({ id, author, parts, at, files, ...who }: Entry): ChatEvent => ({
    type: 'message-added',
    message: {
      id,
      author,
      parts,
      delivery: 'delivered',
      streaming: false,
      ...(author === 'bot' ? bot() : {}),
      ...present({ name: who.name, avatarUrl: who.avatarUrl, createdAt: at, order: at }),
      ...(author === 'user' && files.length ? { attachments: files } : {}),
    },
  });

  /** What is on the screen learns its place, so that what comes late and was said earlier finds its own. */
  const place = (id: string, order: number | undefined): readonly ChatEvent[] =>
    order === undefined ? [] : [{ type: 'message-updated', id, patch: { order } }];

  function own(entry: Entry): readonly ChatEvent[] {
    lastQuestion = entry.id;
    return has(entry.id)
      ? [...place(entry.id, entry.at), { type: 'delivery-changed', id: entry.id, delivery: 'delivered' }]
      : [said(entry)];
  }
  /** The bot's words, unless they were the answer to a message already, in this page or an earlier one. */
  function others(entry: Entry): readonly ChatEvent[] {
    // A line of the system's that changes is read out again.
    if (has(entry.id)) return entry.author === 'system' ? [] : place(entry.id, entry.at);
    if (entry.author === 'bot') {
      const [half, rest] = take(unnamed, entry.text, elapsed() - WINDOW);
      unnamed = rest;
      const earlier = lastQuestion === undefined ? undefined : replyTo(lastQuestion);
      const known = half?.id ?? (earlier !== undefined && !shown.has(earlier) && has(earlier) ? earlier : undefined);
      if (known !== undefined) {
        shown.add(known);
        aliases.set(known, entry.id);
        unplaced.delete(known);
        return place(known, entry.at);
      }
      polled = [...polled, { id: entry.id, text: entry.text, at: elapsed() }];
    }
    return [said(entry)];
  }
  function score(entry: Entry, isAnswered: boolean): readonly ChatEvent[] {
    if (entry.csat === 'requested') {
      asked = entry.id;
      scoredHere = false;
      return has(entry.id) || isAnswered ? [] : [said(entry)];
    }
    // Answered elsewhere: nothing is asked any more.
    const gone = asked !== undefined && !scoredHere && has(asked) ? asked : undefined;
    asked = undefined;
    return gone === undefined ? [] : [{ type: 'message-removed', id: gone }];
  }

  return {
    hear(history) {
      const entries = listOf(history, MOST).flatMap((item) => readEntry(item, log) ?? []);
      let last = -Infinity;
      const placed = entries
        .map((entry) => ({ entry, at: (last = entry.at ?? last) }))
        .sort((one, other) => one.at - other.at || 0);
      const end = placed.at(-1)?.at;
      const events = placed.flatMap(({ entry }, index) => {
        if (entry.at !== undefined && (newest === undefined || entry.at > newest)) newest = entry.at;
        if (seen.has(entry.id)) return unplaced.delete(entry.id) ? place(entry.id, entry.at) : [];
        seen.add(entry.id);
        if (entry.csat) {
          return score(
            entry,
            placed.slice(index).some((later) => later.entry.csat === 'submitted'),
          );
        }
        return entry.author === 'user' ? own(entry) : others(entry);
      });
      // An answer that a history does not have was given after all that it has.
      const after = Number.isFinite(end) ? fresh.filter((id) => unplaced.has(id)) : [];
      fresh = [];
      const isPlace = ({ type }: ChatEvent): boolean => type === 'message-updated';
      return [
        ...events.filter(isPlace),
        ...after.flatMap((id) => place(id, (end ?? 0) + 0.5)),
        ...events.filter((event) => !isPlace(event)),
      ];
    },
    answered(question, { id: given, text, parts, suggestions }, since) {
      const replies: readonly ChatEvent[] = suggestions.length ? [{ type: 'suggestions-changed', suggestions }] : [];
      const id = given ?? replyTo(question);
      if (!parts.length || seen.has(id) || has(id)) return replies;
      seen.add(id);
      if (given === undefined) {
        const [half, rest] = take(polled, text, since);
        polled = rest;
        if (half) {
          aliases.set(id, half.id);
          return replies;
        }
        unnamed = [...unnamed, { id, text, at: elapsed() }];
        shown.add(id);
      }
      unplaced.add(id);
      fresh = [...fresh, id];
      return [
        {
          type: 'message-added',
          message: {
            id,
            author: 'bot',
            parts,
            delivery: 'delivered',
            streaming: false,
            ...bot(),
            ...(suggestions.length ? { suggestions } : {}),
          },
        },
      ];
    },
    knows: (id) => seen.has(id),
    publicIdOf: (id) => aliases.get(id) ?? id,
    scored() {
      scoredHere = true;
      return asked;
    },
    cursor: () => (newest === undefined ? undefined : new Date(newest - OVERLAP).toISOString()),
  };
}
