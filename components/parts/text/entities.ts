import { sanitiser } from './sanitiser.js';

const names: Readonly<Record<string, string>> = {
  amp: '&',
  apos: "'",
  gt: '>',
  lt: '<',
  nbsp: '\u00a0',
  quot: '"',
};

/** What an HTML parser would take for a reference, and CommonMark does not. */
const noReference = /&(?!(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]\w{1,31});)/gi;

/** The text with its character references resolved. Rare ones need a real HTML parser: throws `SanitiserAwaited`. */
export function decode(text: string): string {
  let rare = false;
  const decoded = text.replace(/&(#?\w{1,31});/g, (whole, name: string) => {
    if (Object.hasOwn(names, name)) return names[name] ?? whole;
    rare = true;
    return whole;
  });
  if (!rare) return decoded;
  const html = text.replace(noReference, '&amp;').replaceAll('<', '&lt;');
  return sanitiser().sanitise(html).textContent ?? '';
}
