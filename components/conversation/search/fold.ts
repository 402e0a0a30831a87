/** A text as it is compared, and where each of its signs stood. */
export interface Folded {
  readonly text: string;
  readonly at: readonly number[];
}

/** What makes ga of ka, and pa of ha: half of a Japanese letter, that may stand apart from the other. */
const voiced = /[^][\u3099\u309a\uff9e\uff9f]*/gu;
/**
 * Marks that change no letter for those who search: accents, vowel points, and what stretches Arabic words. Marks of
 * other scripts are letters: the vowels of Hindi and Thai.
 */
const marks =
  /(?![\u3099\u309a])(?=\p{M})[\p{Script=Inherited}\p{Script=Arabic}\p{Script=Hebrew}]|[\u0640\u00ad\u200b-\u200f]/gu;

/** Without case, accents, points and width. */
export const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(marks, '')
    .replace(/.[\u3099\u309a]/gu, (letter) => letter.normalize('NFC'))
    .toLowerCase();

/** The same, sign by sign, for those who have to find it again in the text. */
export function foldedSigns(text: string): Folded {
  let folded = '';
  const at: number[] = [];
  let index = 0;
  for (const [sign] of text.matchAll(voiced)) {
    const one = fold(sign);
    folded += one;
    for (let i = 0; i < one.length; i++) at.push(index);
    index += sign.length;
  }
  return { text: folded, at: [...at, index] };
}

/** Where these words, folded already, stand in a text: from, and up to but not including. */
export function placesOf(words: string, text: string): readonly (readonly [from: number, to: number])[] {
  const folded = foldedSigns(text);
  const places: (readonly [number, number])[] = [];
  for (let from = 0; words && (from = folded.text.indexOf(words, from)) >= 0; from += words.length)
    places.push([folded.at[from] ?? 0, folded.at[from + words.length] ?? text.length]);
  return places;
}
