import { formulaAt } from './formula-reader.js';

/** An opener that waits for its closer: `start` to `end` is where it stands in what was written so far. */
interface Mark {
  readonly char: string;
  size: number;
  readonly start: number;
  readonly end: number;
}
/** What a rule made of the characters at its place: how many it took, or `undefined` when the rest is held back. */
type Rule = (scan: Scan, at: number) => number | undefined;

const destination = /^\(\s*(?:<[^<>\n]*>?|[^\s<]*)(?:\s+(?:"[^"]*"?|'[^']*'?|\([^()]*\)?)?)?\s*$/;
const wholeDestination = /^\(\s*(?:<[^<>\n]*>|(?:[^\s<()]|\([^\s()]*\))*)(?:\s+(?:"[^"]*"|'[^']*'|\([^()]*\)))?\s*\)/;
const partialTag =
  /^<(?:\/?$|[!?]|\/?[a-z][\w-]*(?:\s+[a-z_:][\w.:-]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*\s*(?:=\s*(?:"[^"]*|'[^']*)?)?\/?$|[a-z][^\s<>]*$)/i;
const MAX_TAG = 1000;

class Scan {
  out = '';
  readonly marks: Mark[] = [];
  /** A sign may belong together with others than it looks. */
  isDoubtful = false;
  constructor(
    readonly text: string,
    readonly dollars: boolean,
  ) {}

  push(char: string, size: number): number {
    this.marks.push({ char, size, start: this.out.length, end: this.out.length + size });
    return this.keep(char.length === size ? char : char.repeat(size));
  }
  keep(text: string): number {
    this.out += text;
    return text.length;
  }
  /** The mark and all that opened after it are no openers any more. */
  drop(index: number): void {
    this.marks.length = index;
  }
}

const run = (text: string, at: number): number => {
  let end = at;
  while (text[end] === text[at]) end++;
  return end - at;
};
const blank = (char: string) => char === '' || /\s/.test(char);
const sign = (char: string) => /[\p{P}\p{S}]/u.test(char);

/** A formula is shown whole or not yet. */
const mayBeFormula =
  (otherwise: (scan: Scan, at: number) => number): Rule =>
  (scan, at) => {
    const formula = formulaAt(scan.text, at, scan.dollars, true);
    if (formula?.open || at + 1 === scan.text.length) return undefined;
    return formula ? scan.keep(formula.raw) : otherwise(scan, at);
  };

const codeSpan: Rule = (scan, at) => {
  const { text } = scan;
  const size = run(text, at);
  for (let close = text.indexOf('`', at + size); close >= 0;) {
    const other = run(text, close);
    if (other === size) return scan.keep(text.slice(at, close + size));
    close = text.indexOf('`', close + other);
  }
  scan.isDoubtful = true;
  // Between letters it is an apostrophe gone wrong.
  if (/[\p{L}\p{N}]/u.test(text[at - 1] ?? '')) return scan.keep(text.slice(at, at + size));
  const code = text.slice(at + size).replace(/`+$/, '');
  if (code.trim()) scan.keep(text.slice(at, at + size) + code + text.slice(at, at + size));
  return undefined;
};

const tag: Rule = (scan, at) => {
  const { text } = scan;
  const rest = text.slice(at, at + MAX_TAG);
  const end = /^<(?:!--[\s\S]*?-->|[!?/a-z][^<>]*>)/i.exec(rest)?.[0];
  if (end) scan.isDoubtful = true;
  if (end) return scan.keep(end);
  return (at + rest.length === text.length && partialTag.test(rest)) || rest.startsWith('<!--')
    ? undefined
    : scan.keep('<');
};

const entity: Rule = (scan, at) =>
  /^&#?[a-z0-9]{0,31}$/i.test(scan.text.slice(at, at + 34)) ? undefined : scan.keep('&');

const image: Rule = (scan, at) => {
  if (at + 1 === scan.text.length) return undefined;
  return scan.text[at + 1] === '[' ? scan.push('![', 2) : scan.keep('!');
};

/** Takes an unfinished link's bracket back, so that only its words show; an unfinished picture shows nothing. */
function unwrap(scan: Scan, { char, start, end }: Mark): void {
  scan.out = scan.out.slice(0, start) + (char === '[' ? scan.out.slice(end) : '');
}

const bracketEnd: Rule = (scan, at) => {
  const index = scan.marks.findLastIndex(({ char }) => char === '[' || char === '![');
  const mark = scan.marks[index];
  if (!mark) return scan.keep(']');
  const rest = scan.text.slice(at + 1);
  const whole = wholeDestination.exec(rest)?.[0];
  const open = rest === '' || (rest.startsWith('(') && destination.test(rest)) || /^\[[^\]]*$/.test(rest);
  if (!whole && open) {
    closeAll(scan, index + 1);
    scan.drop(index);
    unwrap(scan, mark);
    return undefined;
  }
  scan.isDoubtful ||= index < scan.marks.length - 1;
  scan.drop(index);
  return scan.keep(`]${whole ?? ''}`);
};

const emphasis: Rule = (scan, at) => {
  const { text } = scan;
  const char = text[at] ?? '';
  const size = run(text, at);
  const before = text[at - 1] ?? '';
  const after = text[at + size] ?? '';
  if (after === '') return undefined;
  const left = !blank(after) && (!sign(after) || blank(before) || sign(before));
  const right = !blank(before) && (!sign(before) || blank(after) || sign(after));
  let rest = size;
  scan.isDoubtful ||= left && right;
  if (right && (char !== '_' || !left || sign(after)))
    for (let index = scan.marks.length - 1; index >= 0 && rest > 0; index--) {
      const mark = scan.marks[index];
      if (mark?.char !== char || (char === '~' && mark.size !== rest)) continue;
      const taken = Math.min(mark.size, rest);
      scan.isDoubtful ||= mark.size !== rest;
      rest -= taken;
      mark.size -= taken;
      scan.drop(mark.size > 0 ? index + 1 : index);
    }
  if (rest > 0 && left && (char !== '_' || !right || sign(before)) && !(char === '~' && size > 2)) {
    scan.keep(char.repeat(size - rest));
    scan.push(char, rest);
  } else scan.keep(char.repeat(size));
  return size;
};

/** Addresses are read as one word: what looks like emphasis in them is none. */
const address: Rule = (scan, at) => {
  const found = /^(?:https?:\/\/|www\.)[^\s<]*[^\s<*_~)\].,:;!?'"]/i.exec(scan.text.slice(at, at + 2048))?.[0];
  return scan.keep(found ?? scan.text[at] ?? '');
};

const rules = new Map<string, Rule>([
  ['\\', mayBeFormula((scan, at) => scan.keep(scan.text.slice(at, at + 2)))],
  ['$', mayBeFormula((scan, at) => scan.keep(scan.text.slice(at, at + run(scan.text, at))))],
  ['`', codeSpan],
  ['<', tag],
  ['&', entity],
  ['!', image],
  ['[', (scan) => scan.push('[', 1)],
  [']', bracketEnd],
  ['*', emphasis],
  ['_', emphasis],
  ['~', emphasis],
  ['h', address],
  ['w', address],
]);
const special = /[\\$`<&!\[\]*_~]|\bhttps?:|\bwww\./g;

/** Closes what was opened from mark `first` on; an opener with nothing after it goes. */
function closeAll(scan: Scan, first: number): void {
  for (let mark = scan.marks.pop(); mark && scan.marks.length >= first; mark = scan.marks.pop()) {
    if (mark.char.startsWith('[') || mark.char === '![') unwrap(scan, mark);
    else if (scan.out.slice(mark.end).trim() === '') scan.out = scan.out.slice(0, mark.start);
    else scan.out = scan.out.trimEnd() + mark.char.repeat(mark.size);
    if (scan.marks.length === first) return;
  }
}

/** Reads on to the next sign that cannot be told yet, or the end. `between`: the words from one place to another. */
function read(scan: Scan, between: (from: number, to: number) => void): void {
  const { text } = scan;
  for (let at = 0; ;) {
    special.lastIndex = at;
    const next = special.exec(text)?.index ?? text.length;
    between(at, next);
    if (next === text.length) return;
    const taken = rules.get((text[next] ?? '').toLowerCase())?.(scan, next);
    if (taken === undefined) return;
    at = next + taken;
  }
}

/**
 * The words of one paragraph, cell or heading that is still being written, as they can be shown now: emphasis and code
 * closed, half links as their words, anything that cannot be told yet held back. Pure.
 */
export function settleInline(text: string, dollars = false): string {
  const scan = new Scan(text, dollars);
  read(scan, (from, to) => scan.keep(text.slice(from, to)));
  closeAll(scan, 0);
  return scan.out;
}

const seal = /(?<=\S) (?=\S)/g;

/** The first space from `least` on where nothing is open: what stands before it means the same whatever follows. */
export function sealOf(text: string, least: number, dollars: boolean): number | undefined {
  if (text.length <= least) return undefined;
  const scan = new Scan(text, dollars);
  let found: number | undefined;
  read(scan, (from, to) => {
    if (found !== undefined || to <= least || scan.isDoubtful || scan.marks.length > 0) return;
    seal.lastIndex = Math.max(from, least);
    const { index = to } = seal.exec(text) ?? {};
    if (index < to) found = index;
  });
  return found;
}
