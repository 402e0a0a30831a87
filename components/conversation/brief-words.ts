/** Characters: enough to make one curious of the rest. */
const MOST = 240;

/** The beginning of a markdown text as one line, without what is there for its looks. */
export function briefWords(markdown: string): string {
  const line = markdown
    .slice(0, 4 * MOST)
    .replace(/^ *(?:`{3,}.*|#{1,6} |> ?|[-*+] )/gm, '')
    .replace(/!?\[([^\]\n]*)\]\([^)\s]*\)/g, '$1')
    .replace(/\*\*|__|~~|`/g, '')
    .replace(/(^|[\s(])[*_](?=\S)([^*_\n]*)[*_](?=[\s).,:;!?]|$)/gm, '$1$2')
    .replace(/\s+/g, ' ')
    .trim();
  return line.length > MOST ? `${line.slice(0, MOST - 1).trimEnd()}…` : line;
}
