/** A text as it is compared, and where each of its signs stood. */
export interface Folded {
  readonly text: string;
  readonly at: readonly number[];
}

/**
 * A letter with its marks, whose order is nobody's choice; with them what makes ga of ka, and pa of ha: half of a Japanese
 * letter, that may stand apart from the other.
 */
const signs = /[^][\p{M}\uff9e\uff9f]*/gu;
/**
 * Marks that change no letter for those who search: accents, vowel points, and what stretches Arabic words. Marks of
 * other scripts are letters: the vowels of Hindi and Thai. The dot below Hindi letters is left out by many who write.
 */
const marks =
  /(?![\u3099\u309a])(?=\p{M})[\p{Script=Inherited}\p{Script=Arabic}\p{Script=Hebrew}]|[\u093c\u0a3c\u0abc\u0640\u00ad\u200b-\u200f]/gu;

/** Letters that are written in two ways: at the end of a Greek word, without a Turkish dot, on a Persian keyboard. */
const twins: Readonly<Record<string, string>> = { ς: 'σ', ı: 'i', ی: 'ي', ک: 'ك' };

/** Without case, accents, points and width. */
export const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(marks, '')
    .replace(/.[\u3099\u309a]/gu, (letter) => letter.normalize('NFC'))
    .toLowerCase()
    .replace(/[ςıیک]/g, (letter) => twins[letter] ?? letter);

/** The same, sign by sign, for those who have to find it again in the text. */
export function foldedSigns(text: string): Folded {
  let folded = '';
  const at: number[] = [];
  let index = 0;
  for (const [sign] of text.matchAll(signs)) {
    const one = fold(sign);
    folded += one;
    for (let i = 0; i < one.length; i++) at.push(index);
    index += sign.length;
  }
  return { text: folded, at: [...at, index] };
}

/** Where these words, folded already, stand in a text: from, and up to but not including. Half a sign is all of it. */
export function placesOf(words: string, text: string): readonly (readonly [from: number, to: number])[] {
  const folded = foldedSigns(text);
  function endOf(last: number): number {
    let next = last;
    while (folded.at[next] === folded.at[last]) next++;
    return folded.at[next] ?? text.length;
  }
  const places: (readonly [number, number])[] = [];
  for (let from = 0; words && (from = folded.text.indexOf(words, from)) >= 0; from += words.length)
    places.push([folded.at[from] ?? 0, endOf(from + words.length - 1)]);
  return places;
}
