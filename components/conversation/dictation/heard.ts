/** What was heard, best guess first; the last ones may still change. */
export interface Heard {
  readonly results: ArrayLike<ArrayLike<{ readonly transcript: string; readonly confidence: number }>>;
}

/** A letter of Chinese or Japanese, which are written without blanks. */
const unspaced = String.raw`[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}！-｠]`;
const endsUnspaced = new RegExp(`${unspaced}$`, 'u');
const beginsUnspaced = new RegExp(`^${unspaced}`, 'u');
/** A word; of those scripts, a letter. */
const word = new RegExp(`${unspaced}|(?:(?!${unspaced})\\S)+`, 'gu');

/** Words behind others, with a blank between where the script has blanks. */
export const behind = (before: string, words: string): string =>
  !before || !words || /\s$/.test(before) || endsUnspaced.test(before) || beginsUnspaced.test(words)
    ? before + words
    : `${before} ${words}`;

/** All of it as one text. */
export function textOf({ results }: Heard): string {
  const phrases = Array.from(results, ({ 0: guess }) => ({
    words: guess?.transcript.trim() ?? '',
    isSure: guess?.confidence !== 0,
  }));
  return phrases
    .filter(({ words, isSure }, index) => {
      // Chrome on Android hands a phrase over again with each word of it, and is sure of the last one at most.
      const next = phrases[index + 1]?.words.toLowerCase();
      return isSure || !next?.startsWith(words.toLowerCase());
    })
    .reduce((text, { words }) => behind(text, words), '');
}

export const countWords = (text: string): number => text.match(word)?.length ?? 0;

/** What follows the first so many words of it. */
export function afterWords(text: string, count: number): string {
  const next = [...text.matchAll(word)][count];
  return next ? text.slice(next.index) : '';
}
