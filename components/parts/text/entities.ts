import { sanitiser } from './sanitiser.js';

const names: Readonly<Record<string, string>> = {
  amp: '&',
  apos: "'",
  gt: '>',
  lt: '<',
  nbsp: '\u00a0',
  quot: '"',
};

/** The text with its character references resolved. Rare ones need a real HTML parser: throws `SanitiserAwaited`. */
export function decode(text: string): string {
  let rare = false;
  const decoded = text.replace(/&(#?\w{1,31});/g, (whole, name: string) => {
    if (Object.hasOwn(names, name)) return names[name] ?? whole;
    rare = true;
    return whole;
  });
  return rare ? (sanitiser().sanitise(text.replaceAll('<', '&lt;')).textContent ?? '') : decoded;
}
