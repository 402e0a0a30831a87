// The least markdown that draws what the bench says. Text becomes nodes, never markup.
const inline = /\*\*(.+?)\*\*|\*(.+?)\*|`(.+?)`|\[(.+?)\]\((https:[^)\s]+)\)/g;

function element(name, content) {
  const made = document.createElement(name);
  if (typeof content === 'string') made.append(...spans(content));
  else made.append(...content);
  return made;
}

function* spans(text) {
  let end = 0;
  for (const found of text.matchAll(inline)) {
    const [all, strong, emphasis, code, label, href] = found;
    if (found.index > end) yield text.slice(end, found.index);
    end = found.index + all.length;
    if (strong) yield element('strong', strong);
    else if (emphasis) yield element('em', emphasis);
    else if (code) yield element('code', [code]);
    else yield Object.assign(element('a', label), { href });
  }
  if (end < text.length) yield text.slice(end);
}

const items = (lines, mark) => lines.map((line) => element('li', line.replace(mark, '')));
const cells = (line, name) =>
  element(
    'tr',
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => element(name, cell.trim())),
  );

const kinds = [
  [/^```/, (lines) => element('pre', [element('code', [lines.filter((line) => !line.startsWith('```')).join('\n')])])],
  [/^#{1,6} /, ([line]) => element(`h${line.indexOf(' ')}`, line.replace(/^#+ /, ''))],
  [/^- /, (lines) => element('ul', items(lines, /^- /))],
  [/^\d+\. /, (lines) => element('ol', items(lines, /^\d+\. /))],
  [/^> /, (lines) => element('blockquote', lines.join('\n').replace(/^> /gm, ''))],
  [/^\|/, ([head, , ...rows]) => element('table', [cells(head, 'th'), ...rows.map((row) => cells(row, 'td'))])],
  [/^/, (lines) => element('p', lines.join('\n'))],
];

/** One block of markdown, as an element. */
export function block(source) {
  const [, make] = kinds.find(([begin]) => begin.test(source));
  return make(source.split('\n'));
}

/** Where the first block ends that nothing can change any more; -1 while there is none. */
export const endOfBlock = (text) =>
  text.startsWith('```') ? text.indexOf('\n```\n\n') + (text.includes('\n```\n\n') ? 4 : 0) : text.indexOf('\n\n');
