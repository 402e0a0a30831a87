/** Lines of marks alone; what begins a block; links, whose words stay; and what stresses words: not a star between numbers. */
const marks =
  /^(?:[ |:=-]+$| *(?:`{3,}.*|#{1,6} |> ?|[-*+] ))|!?\[(?=[^[\]\n]*\]\()|\]\([^()\s]*\)|[*_]{2,3}|~~|`|(?<![^\s(])[*_](?=\S)|(?<=\S)[*_](?![^\s).,:;!?])/gm;

/** Markdown without what is there for its looks, at a glance: for those who search, not for those who read. */
export const withoutMarks = (markdown: string): string => markdown.replace(marks, '');

/** Characters: enough to make one curious of the rest. */
const MOST = 240;

/** The beginning of a markdown text as one line. */
export function briefWords(markdown: string): string {
  const line = withoutMarks(markdown.slice(0, 4 * MOST))
    .replace(/\s+/g, ' ')
    .trim();
  return line.length > MOST ? `${line.slice(0, MOST - 1).trimEnd()}…` : line;
}
