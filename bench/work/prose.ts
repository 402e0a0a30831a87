/** The same numbers for the same seed, each from 0 up to below 1. */
export function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const words =
  'lamp oak brass shade order parcel harbour valley evening light workshop price return account number delivery address week morning window table bulb cable switch warm bright quiet small round heavy made sent found kept asked shown with from after before under between into about'.split(
    ' ',
  );

/** Markdown as models write it: headings, paragraphs with emphasis, links and code, lists, tables, code blocks, quotes. */
export function prose({ length, seed = 1 }: { readonly length: number; readonly seed?: number }): string {
  const random = chance(seed);
  const one = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T;
  const phrase = (count: number) => Array.from({ length: count }, () => one(words)).join(' ');
  const rich: readonly (() => string)[] = [
    () => `**${phrase(2)}**`,
    () => `*${one(words)}*`,
    () => `\`${one(words)}(${one(words)})\``,
    () => `[${phrase(2)}](https://northwind.example/${one(words)})`,
  ];
  const sentence = () => {
    const said = `${phrase(5)} ${random() < 0.4 ? one(rich)() : one(words)} ${phrase(4)}`;
    return `${said.charAt(0).toUpperCase()}${said.slice(1)}.`;
  };
  const times = (count: number, make: (index: number) => string) => Array.from({ length: count }, (_, i) => make(i));
  const paragraph = () => times(4, sentence).join(' ');
  const blocks: readonly (() => string)[] = [
    paragraph,
    paragraph,
    paragraph,
    () => `## ${phrase(4)}`,
    () => times(5, () => `- ${sentence()}`).join('\n'),
    () => times(4, (i) => `${i + 1}. ${sentence()}`).join('\n'),
    () => `> ${sentence()}`,
    () =>
      `| ${one(words)} | ${one(words)} | ${one(words)} |\n| --- | --- | ---: |\n${times(4, () => `| ${phrase(2)} | ${one(words)} | ${Math.floor(random() * 900)} |`).join('\n')}`,
    () =>
      `\`\`\`js\n${times(6, () => `const ${one(words)} = ${one(words)}(${Math.floor(random() * 900)}, '${phrase(2)}');`).join('\n')}\n\`\`\``,
  ];
  let text = `# ${phrase(4)}`;
  while (text.length < length) text += `\n\n${one(blocks)()}`;
  return text.slice(0, length);
}
