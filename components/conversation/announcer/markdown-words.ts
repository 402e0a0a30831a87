import type { announcerEnglish } from '../../../src/i18n/announcer.en.js';
import type { talkEnglish } from '../../../src/i18n/talk.en.js';
import type { Words } from '../../../src/i18n/strings.js';

/** What stands for things that are seen, not read. */
export type Signs = Pick<
  Words<typeof announcerEnglish & typeof talkEnglish>,
  'announcer.comma' | 'code.label' | 'math.label' | 'picture.name' | 'text.table' | 'text.done' | 'text.open'
>;

/** A block of code, or as much of it as there is: its fence, its language, its lines. */
const fence = /^[ \t]*(`{3,}|~{3,})[ \t]*([\w-]*)[^\n`]*(?:\n([^]*?)(?:^[ \t]*\1[`~]*[ \t]*$|(?![^]))|(?![^]))/gm;
/** Blocks of code that are drawn as something else, and what can be read in them. */
const drawn = /^(?:card|carousel|form|buttons?)$/i;
const fields = /^[ \t-]*(?:title|caption|label|subtitle|description|text):[ \t]*(.*)$/gm;
/** Formulas. None begins inside of another: what looks for their ends does not look twice. */
const display = /\$\$[^$]+\$\$|\\\[(?:[^\\]|\\[^[\]])+\\\]/g;
const inWords = /\\\((?:[^\\]|\\[^()])+\\\)/g;
const inDollars = /(?<![\\$\w])\$(?=[^\s$])[^$\n]*[^\s$\\]\$(?!\d)/g;

/** Lines, underlines of headings, the row below the head of a table: marks and nothing else. */
const ruled = /^[\s|:=*_-]*$/;
/** Where an address is written down that a link of the text leads to. */
const definition = /^\[[^\]]+\]:\s/;
/** What begins a heading or an item of a list. */
const opener = /^(?:(#{1,6})\s+|[-+*]\s+(?:\[([ xX])\]\s+)?|(\d{1,9})[.)]\s+)/;

/** An address as one would say it. */
const address = /\bhttps?:\/\/(?:www\.)?([^\s/?#:<>()]+)(?:[/?#:](?:[^\s<>]*[^\s<>.,;:!?)])?)?/gi;
const target = String.raw`\((?:[^()]|\([^()]*\))*\)|\[[^\][]*\]`;
const picture = new RegExp(String.raw`!\[([^\][]*)\](?:${target})`, 'g');
const link = new RegExp(String.raw`\[([^\][]*)\](?:${target})`, 'g');
/** A link whose end has not come yet. */
const begun = /!?\[([^\][]*)(?:\]\([^()]*)?$/;
const marks: readonly (readonly [mark: RegExp, words: string])[] = [
  [/<((?:https?:|mailto:)[^<>\s]*)>/gi, '$1'],
  [/<!--[^]{0,2000}?-->|<\/?[a-z][^<>]*>/gi, ' '],
  [/\[\^[^\][]*\]/g, ''],
  [link, '$1'],
  [begun, '$1'],
  [address, '$1'],
  [/mailto:/gi, ''],
  [/`+|(?<!\\)(?:\*\*|__|~~)/g, ''],
  // A single one is a mark at the edge of a word, not between numbers or inside of a name.
  [/(?<![\p{L}\p{N}\\])[*_](?=\S)|(?<=[^\s\\])[*_](?![\p{L}\p{N}])/gu, ''],
  [/\\(?=[!-/:-@[-`{-~\s]|$)/g, ''],
  [/&nbsp;/g, ' '],
  [/&lt;/g, '<'],
  [/&gt;/g, '>'],
  [/&quot;/g, '"'],
  [/&#39;|&apos;/g, "'"],
  [/&amp;/g, '&'],
  [/\s+/g, ' '],
];

const inline = (text: string, signs: Signs): string =>
  marks
    .reduce(
      (words, [mark, instead]) => words.replace(mark, instead),
      text.replace(picture, (_, alt: string) => (alt ? `${signs['picture.name']}: ${alt}` : signs['picture.name'])),
    )
    .trim();

/** Markdown block by block, as one would read it aloud. A text that grows changes the last one at most. */
export function blocksOf(markdown: string, signs: Signs, dollars = false): readonly string[] {
  const plain = markdown
    .replace(fence, (_, __, name: string, source: string = '') =>
      drawn.test(name)
        ? `\n\n${[...source.matchAll(fields)].map(([, value]) => value).join('\n\n')}\n\n`
        : `\n\n${signs['code.label']}\n\n`,
    )
    .replace(display, `\n\n${signs['math.label']}\n\n`)
    .replace(inWords, signs['math.label'])
    .replace(dollars ? inDollars : /(?!)/, signs['math.label']);
  const blocks = [''];
  let inTable = false;
  for (const each of plain.split('\n')) {
    const line = each.replace(/^\s*(?:>\s?)+/, '').trim();
    const isRow = line.startsWith('|');
    if (isRow && !inTable) blocks.push(signs['text.table']);
    inTable = isRow;
    if (ruled.test(line) || definition.test(line)) blocks.push('');
    else if (isRow) blocks.push(cellsOf(line, signs), '');
    else {
      const [mark = '', heading, tick, number] = opener.exec(line) ?? [];
      const state = tick ? `${signs[tick === ' ' ? 'text.open' : 'text.done']}: ` : number ? `${number}. ` : '';
      const words = line.slice(mark.length);
      if (mark) blocks.push(state + (heading ? words.replace(/\s#+$/, '') : words));
      else blocks.push(`${blocks.pop() ?? ''} ${line}`);
      if (heading) blocks.push('');
    }
  }
  return blocks.map((block) => block && inline(block, signs));
}

const cellsOf = (row: string, signs: Signs): string =>
  row
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim())
    .filter(Boolean)
    .join(signs['announcer.comma']);
