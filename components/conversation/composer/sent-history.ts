import type { Message } from '../../../src/protocol/message.js';
import { textIn } from '../../../src/protocol/part.js';

/** What one visitor said, to be walked through from the text box. */
export interface SentHistory {
  /** A step back (-1) or forward (1) from what the box has in it; `undefined` where there is nothing further. */
  readonly step: (by: -1 | 1, current: string) => string | undefined;
  /** The box has in it what a step has put there. */
  readonly shows: (current: string) => boolean;
  /** The walk is over: the next one begins at the end. What it began from, if there was one. */
  readonly leave: () => string | undefined;
}

/** The words of the visitor's own messages, oldest first; what was said twice in a row stands there once. */
export const ownWords = (messages: readonly Message[]): readonly string[] =>
  messages
    .filter(({ author }) => author === 'user')
    .map(({ parts }) => parts.map(textIn).filter(Boolean).join('\n'))
    .filter((words, index, all) => words && words !== all[index - 1]);

/** What is changed on the way stays as it was changed until the walk is over: the draft above all. */
export function createSentHistory(words: () => readonly string[]): SentHistory {
  let list: readonly string[] = [];
  let changed = new Map<number, string>();
  let at: number | undefined;
  let shown: string | undefined;

  const read = (index: number): string | undefined => changed.get(index) ?? list[index];
  return {
    step(by, current) {
      if (at === undefined) {
        if (by > 0) return undefined;
        list = words();
        changed = new Map();
      }
      const from = at ?? list.length;
      const next = read(from + by) ?? (from + by === list.length ? '' : undefined);
      if (next === undefined) return undefined;
      if (current !== list[from]) changed.set(from, current);
      at = from + by;
      shown = next;
      // Back at the draft: it goes on from there.
      if (at === list.length) at = undefined;
      return next;
    },
    shows: (current) => at !== undefined && current === shown,
    leave() {
      const draft = at === undefined ? undefined : changed.get(list.length);
      at = shown = undefined;
      return draft;
    },
  };
}
