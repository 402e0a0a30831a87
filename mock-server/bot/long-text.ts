const KB = 1024;
const MAX_KB = 1024;

const blocks: readonly ((n: number) => string)[] = [
  (n) => `## Chapter ${n}: what the tide brings`,
  (n) =>
    `The harbour opens at *six*, and by **seven** the first boats are out. Entry ${n} of the log says that \`wind\` and ` +
    `weather agreed for once; the [tide table](https://example.com/tides/${n}) says ~~otherwise~~ the same.`,
  (n) => `- rope, ${n} coils\n- two lamps\n  - one of them lit\n- a chart of the *outer* islands`,
  (n) => `${n}. cast off\n${n + 1}. set the **main sail**\n${n + 2}. steer for the lighthouse`,
  (n) => `| Port | Boats | Depth |\n|---|---:|---|\n| North | ${n} | 4 m |\n| South | ${n * 2} | 6 m |`,
  (n) => `\`\`\`ts\nconst depth = sound(${n});\nif (depth < 4) anchor('south');\n\`\`\``,
  (n) => `> The sea does not argue. It waits ${n} days, and then it has won.`,
];

/** At least `kilobytes` (1 to 1024) of varied markdown: the same words each time. */
export function longText(kilobytes: number): string {
  const wanted = Math.min(Math.max(kilobytes, 1), MAX_KB) * KB;
  const said: string[] = [];
  for (let length = 0, n = 0; length < wanted; n += 1) {
    const block = blocks[n % blocks.length]?.(Math.floor(n / blocks.length) + 1) ?? '';
    said.push(block);
    length += block.length + 2;
  }
  return said.join('\n\n');
}
