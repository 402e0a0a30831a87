/** Signs that steer reading, take no room, or end a line: they make a name look like another. */
const deceitful = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu;
/** More marks on one letter than any language needs climb over the lines around it. */
const heaps = /(\p{M}{3})\p{M}+/gu;
const blanks = /[\s\u115f\u1160\u2800\u3164\uffa0]+/gu;

/** A longer ending is not one. */
const LONGEST_ENDING = 10;

/** The name alone, as it is written and nothing else: no folders, no steering signs, one line. May be empty. */
export const cleanName = (raw: string): string =>
  (raw.split(/[\\/]/).at(-1) ?? '')
    .replace(/[\n\r\t\u2028\u2029]/g, ' ')
    .replace(deceitful, '')
    .replace(blanks, ' ')
    .replace(heaps, '$1')
    .replace(/[\s.]+$/u, '')
    .trim();

/** What a name really ends in, without its dot, in lower case; empty where it has no ending. */
export function endingOf(raw: string): string {
  const ending = /[^.]\.([^.\s]+)$/u.exec(cleanName(raw))?.[1] ?? '';
  return ending.length > LONGEST_ENDING ? '' : ending.toLowerCase();
}

/**
 * The name in at most `most` signs. What is left out is left out in the middle: the real ending always stays, with the
 * signs before it.
 */
export function shortName(raw: string, most = 36): string {
  const signs = [...cleanName(raw)];
  if (signs.length <= most) return signs.join('');
  const ending = endingOf(raw);
  const tail = Math.min(most - 2, ending ? [...ending].length + 1 + 6 : 6);
  return `${signs
    .slice(0, most - tail - 1)
    .join('')
    .trimEnd()}…${signs.slice(-tail).join('').trimStart()}`;
}
