const names: Readonly<Record<string, string>> = {
  amp: '&',
  apos: "'",
  gt: '>',
  lt: '<',
  nbsp: '\u00a0',
  quot: '"',
};

/** The text with its character references resolved; `undefined` when one needs a real HTML parser. */
export function decode(text: string): string | undefined {
  let rare = false;
  const decoded = text.replace(/&(#?\w{1,31});/g, (whole, name: string) => {
    if (Object.hasOwn(names, name)) return names[name] ?? whole;
    rare = true;
    return whole;
  });
  return rare ? undefined : decoded;
}
