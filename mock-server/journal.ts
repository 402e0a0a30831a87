import type { Clock } from './clock.js';
import { createKept } from './kept.js';
import { shows, type Answer } from './bot/answer.js';

const KEPT = 5000;

/** One thing that the bot acted on; a repeated id is none. */
export interface Commit {
  readonly at: number;
  /** The door it came through. */
  readonly transport: string;
  readonly sessionId: string;
  /** The client's own id of the command; empty where there is none. */
  readonly id: string;
  /** The visitor's words; empty where the command has none. */
  readonly text: string;
  /** Counts the commits of its session from 1. */
  readonly place: number;
  /** How often the server had been restarted. */
  readonly epoch: number;
}

/** What the bot or an agent said. */
export interface Word {
  readonly at: number;
  /** The wire's own id, or `REQUEST.reply` where the wire has none. */
  readonly messageId: string;
  readonly sessionId: string;
  /** Markdown; empty for rich parts alone. */
  readonly text: string;
  readonly epoch: number;
}

/** What really happened, oldest first: what tests compare a screen with. */
export interface Journal {
  readonly entries: () => { readonly commits: readonly Commit[]; readonly words: readonly Word[] };
  readonly commit: (commit: Omit<Commit, 'at' | 'place' | 'epoch'>) => void;
  /** Every door says here what it tells; an answer that shows nothing is left out. */
  readonly say: (messageId: string, sessionId: string, answer: Answer) => void;
  /** The server forgot everything: the same id may be acted on again. */
  readonly restart: () => void;
  readonly clear: () => void;
}

/** Keeps the newest five thousand of each; nothing where nobody looks. */
export function createJournal({ now }: Clock, isWatched = true): Journal {
  let commits: Commit[] = [];
  let words: Word[] = [];
  let epoch = 0;
  const places = createKept<string, number>(KEPT);
  return {
    entries: () => ({ commits, words }),
    commit: (commit) => {
      if (!isWatched) return;
      const place = (places.get(commit.sessionId) ?? 0) + 1;
      places.set(commit.sessionId, place);
      commits = [...commits.slice(1 - KEPT), { at: now(), ...commit, place, epoch }];
    },
    say: (messageId, sessionId, answer) => {
      if (!isWatched || !shows(answer)) return;
      words = [...words.slice(1 - KEPT), { at: now(), messageId, sessionId, text: answer.text ?? '', epoch }];
    },
    restart: () => {
      epoch += 1;
    },
    clear: () => {
      [commits, words, epoch] = [[], [], 0];
      places.clear();
    },
  };
}
