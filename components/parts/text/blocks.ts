import type { Links, Token, Tokens } from 'marked';
import { lexerFor } from './formula-reader.js';
import type { Formula } from './formulas.js';
import { sealOf } from './unfinished-inline.js';

/** What to do next with the nodes: parts of one message in order. */
export type Step =
  /** Finished blocks, one source each. */
  | { readonly type: 'blocks'; readonly sources: readonly string[] }
  /** Finished lines of a block that goes on. Parsed behind `head`, which stands for what is drawn of it. */
  | { readonly type: 'piece'; readonly head: string; readonly source: string }
  /** That block has all its pieces; or turned out to be another one, and comes again. */
  | { readonly type: 'close' }
  | { readonly type: 'undo' }
  /** A box of literal text begins. */
  | { readonly type: 'code'; readonly language: string }
  | { readonly type: 'plain' }
  /** More for the box that began last. */
  | { readonly type: 'text'; readonly text: string }
  /** It has all its text. */
  | { readonly type: 'end' };

/** Literal lines up to the one that closes them. */
interface Box {
  readonly closes: RegExp;
  readonly mayClose: RegExp;
  readonly indent: RegExp;
  /** It cannot close before so many characters. */
  least: number;
  begun: boolean;
  midLine: boolean;
}

/** Larger blocks are shown as plain text: the parser never sees them. Characters. */
export const MAX_BLOCK = 32 * 1024;
const MAX_DEPTH = 50;
/** Words of a paragraph are given away in pieces of at least that many characters. */
const PIECE = 200;
/** After that many characters words and rows go on in another paragraph or table: laying one out costs what it is long. */
const PAGE = 32 * 1024;
/** A table with a longer head stays whole: its head is parsed again with every piece. Characters. */
const MAX_HEAD = 1024;
/** Before the rest of a paragraph: so it cannot be taken for the beginning of another block. */
const STAND_IN = 'x';

const fence = /^( {0,3})(`{3,}(?=[^`\n]*(?:\n|$))|~{3,})([^\n]*)(\n|$)/;
const opensUntilClosed = /^ {0,3}<(?:!|\?|(?:script|pre|style|textarea)\b)/i;
const mustBeWords = /^(?:[\p{L}"'(“]|\*\*(?=[^\s*]))/u;
const marker = /^ *(?:[-+*]|\d+[.)])/;
const holdsBlocks: ReadonlySet<string> = new Set(['blockquote', 'list', 'list_item']);
const holdsRows: ReadonlySet<string> = new Set(['list', 'table']);
const staysOpen: ReadonlySet<string> = new Set(['list', 'code', 'def']);

/** How deep the quotes and lists of one line go, told from its markers and its indent. */
function isTooDeep(line: string): boolean {
  const prefix = /^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])))+/.exec(line)?.[0] ?? '';
  return prefix.replace(/\s+|\d+/g, '').length > MAX_DEPTH || prefix.search(/\S/) / 2 > MAX_DEPTH;
}

/** Block tokens of the source, for tests to count. `mayGrow`: a formula that has begun is one block to the end. */
export const tokensOf = (source: string, mayGrow = false, dollars = false): Token[] =>
  lexerFor(source, dollars, mayGrow).blockTokens(source, []);

/** A block that goes on although its beginning is given away. */
interface Going {
  readonly type: string;
  /** What stands for that beginning. */
  readonly head: string;
  /** That beginning, for as long as it may turn out to be something else. */
  readonly given: readonly string[];
  /** How many characters its element holds. */
  readonly size: number;
}

/**
 * Finds the blocks of a text that grows. What it gives away is final: however the text is cut on its way, the steps
 * amount to the same blocks. Rows, items and words are given away before their block is finished.
 */
export class BlockReader {
  /** Reference definitions met so far. */
  readonly links: Links = Object.create(null) as Links;
  #tail = '';
  #lexed = 0;
  /** What was lexed of the tail is one paragraph. */
  #isWords = false;
  #going: Going | undefined;
  #box: Box | undefined;

  constructor(
    private readonly tokens = tokensOf,
    private readonly dollars = false,
  ) {}

  /** The block that is not finished yet; empty inside a box, whose text is given away as it comes. */
  get open(): { readonly head: string; readonly source: string; readonly plain: boolean } {
    const source = this.#box ? '' : this.#tail;
    const plain = isTooDeep(source.slice(source.lastIndexOf('\n') + 1));
    return { head: this.#going?.head ?? '', source, plain };
  }

  read(text: string, done: boolean): Step[] {
    this.#tail += text;
    const steps: Step[] = [];
    while (this.#tail && (this.#box ? this.#readBox(this.#box, steps, done) : this.#readBlocks(steps, done)));
    if (done) this.#close(steps);
    if (done && this.#box) this.#end(steps);
    return steps;
  }

  /** True when the box has closed. */
  #readBox(box: Box, steps: Step[], done: boolean): boolean {
    let text = '';
    let closed = false;
    while (this.#tail && !closed) {
      const end = this.#tail.indexOf('\n');
      let line = end < 0 ? this.#tail : this.#tail.slice(0, end);
      if (!box.midLine) {
        closed = box.least <= 0 && (end >= 0 || done) && box.closes.test(line);
        if (!closed && end < 0 && !done && box.mayClose.test(line)) break;
        if (!closed) line = `${box.begun ? '\n' : ''}${line.replace(box.indent, '')}`;
        box.begun = true;
      }
      if (!closed) text += line;
      box.least -= line.length;
      box.midLine = end < 0;
      this.#tail = end < 0 ? '' : this.#tail.slice(end + 1);
    }
    if (text) steps.push({ type: 'text', text });
    if (closed) this.#end(steps);
    return closed;
  }

  #end(steps: Step[]): void {
    this.#box = undefined;
    steps.push({ type: 'end' });
  }

  #close(steps: Step[]): void {
    if (this.#going) steps.push({ type: 'close' });
    this.#going = undefined;
  }

  /** True when there may be more to read at once. */
  #readBlocks(steps: Step[], done: boolean): boolean {
    if (!this.#going) {
      const blank = /^(?:[ \t]*\n)+/.exec(this.#tail)?.[0].length ?? 0;
      if (blank > 0) this.#cut(blank, Math.max(this.#lexed - blank, 0));
      const opener = fence.exec(this.#tail);
      if (opener) return this.#openFence(opener, steps, done);
    }
    const end = done ? this.#tail.length : this.#tail.lastIndexOf('\n') + 1;
    if (end === this.#lexed && !done)
      return this.#readWords(steps) || (this.#tail.length > MAX_BLOCK && this.#openPlain(steps, MAX_BLOCK));
    const deep = this.#findDeepLine(end);
    const cut = this.#finish(this.#tail.slice(0, deep ?? end), steps, done && deep === undefined);
    this.#cut(cut.at, deep === undefined && !cut.again ? end - cut.at : 0);
    if (cut.plain) return this.#openPlain(steps, MAX_BLOCK);
    if (deep !== undefined && cut.at === 0 && !cut.again) return this.#openPlain(steps, 0);
    return this.#tail !== '' && (deep !== undefined || cut.again || this.#readWords(steps));
  }

  /** Gives away words of an open paragraph that nothing after them can change. */
  #readWords(steps: Step[]): boolean {
    const begun = this.#going ? this.#going.type === 'paragraph' : mustBeWords.test(this.#tail);
    const at =
      (this.#lexed > 0 ? this.#isWords : begun) &&
      sealOf(this.#tail.slice(0, this.#lexed || undefined), PIECE, this.dollars);
    if (!at) return false;
    const source = this.#tail.slice(0, at);
    const { head = '', given = [], size = 0 } = this.#going ?? {};
    steps.push({ type: 'piece', head, source });
    this.#going = { type: 'paragraph', head: STAND_IN, given: [...given, source], size: size + at };
    this.#turn(steps);
    this.#cut(at, Math.max(this.#lexed - at, 0));
    return true;
  }

  /**
   * Gives away the finished blocks of some whole lines and tells where the open one begins. `again`: it has to be looked
   * at anew, because it opens a fence or is no block of the kind that it began as.
   */
  #finish(lines: string, steps: Step[], done: boolean): { at: number; plain?: boolean; again?: boolean } {
    const { head = '' } = this.#going ?? {};
    const text = head + lines;
    const tokens = this.tokens(text, !done, this.dollars);
    const last = tokens.findLastIndex(({ type }) => type !== 'space');
    let sources: string[] = [];
    let at = 0;
    this.#isWords = false;
    if (this.#going?.type === 'paragraph' && tokens[0]?.type !== 'paragraph') {
      this.#tail = this.#undo(steps).join('') + this.#tail;
      return { at: 0, again: true };
    }
    const stop = (from: number, more?: { plain?: boolean; again?: boolean }) => {
      if (sources.length > 0) steps.push({ type: 'blocks', sources });
      sources = [];
      return { at: Math.max(from - head.length, 0), ...more };
    };
    for (const [index, token] of tokens.entries()) {
      // Second definitions of a name have no token: look for the next one behind them. Of a space after a list the parser
      // makes a line's end.
      const from = text.indexOf(token.type === 'list' ? token.raw.trimEnd() : token.raw, at);
      if (from < 0) {
        if (done) sources.push(text.slice(at));
        break;
      }
      if (token.type === 'code' && token.codeBlockStyle !== 'indented') return stop(from, { again: true });
      const end = from + token.raw.length;
      const next = tokens[index + 1];
      const open = !done && (index >= last ? !isClosed(token, text) : token.type === 'paragraph' && isOpen(next));
      const begin = beginOf(token, from, open);
      for (const each of finishedIn(token, open))
        for (const { tag, href, title } of definitions(each)) this.links[tag] ??= { href, title };
      // Tags left open must not reach into the next item.
      const pieced = open || (holdsRows.has(token.type) && token.raw.includes('<'));
      if (begin > from && (this.#going ?? pieced)) {
        stop(0);
        this.#give(token, text.slice(Math.max(from, head.length), begin), steps);
      } else if (begin > from && token.type !== 'def' && token.type !== 'space') sources.push(text.slice(from, begin));
      if (begin < end && end - begin > MAX_BLOCK) {
        this.#close(steps);
        return stop(begin, { plain: true });
      }
      if (open) {
        this.#isWords = token.type === 'paragraph' && index >= last;
        return stop(begin);
      }
      this.#close(steps);
      at = end;
    }
    return stop(done ? text.length : at);
  }

  /** Gives away finished lines of a block that goes on. */
  #give(token: Token, source: string, steps: Step[]): void {
    const { type, raw } = token;
    const loose = type === 'list' && (token as Tokens.List).loose;
    let fresh = piecesOf(token, source, this.#going);
    // One blank line makes all items paragraphs, those that are drawn already too.
    if (loose && this.#going && !this.#going.head) fresh = [...this.#undo(steps), ...fresh];
    let { head = '', given = [], size = 0 } = this.#going ?? {};
    if (loose) head ||= `${marker.exec(fresh[0] ?? raw)?.[0] ?? '-'} x\n\n`;
    given = type === 'list' && !loose ? [...given, ...fresh] : [];
    for (const each of fresh) {
      if (each.trim()) steps.push({ type: 'piece', head, source: each });
      if (type === 'table') head = headOf(raw);
      this.#going = { type, head, given, size: (size += each.length) };
      if (type === 'table' && this.#turn(steps)) size = 0;
    }
  }

  /** Another element for what follows. */
  #turn(steps: Step[]): boolean {
    if (!this.#going || this.#going.size < PAGE) return false;
    steps.push({ type: 'close' });
    this.#going = { ...this.#going, given: [], size: 0 };
    return true;
  }

  #undo(steps: Step[]): readonly string[] {
    const { given = [] } = this.#going ?? {};
    steps.push({ type: 'undo' });
    this.#going = undefined;
    return given;
  }

  #openFence(
    [whole, indent = '', marks = '', info = '', newline]: RegExpExecArray,
    steps: Step[],
    done: boolean,
  ): boolean {
    if (!newline && !done) return false;
    steps.push({ type: 'code', language: /^\s*([\w+#.-]{1,30})/.exec(info.replaceAll('\\', ''))?.[1] ?? '' });
    const char = marks.charAt(0);
    this.#box = {
      closes: new RegExp(`^ {0,3}${char}{${marks.length},}[ \\t]*$`),
      mayClose: new RegExp(`^ {0,3}${char}*[ \\t]*$`),
      indent: new RegExp(`^ {0,${indent.length}}`),
      least: 0,
      begun: false,
      midLine: false,
    };
    this.#cut(whole.length, 0);
    return true;
  }

  #openPlain(steps: Step[], least: number): boolean {
    this.#close(steps);
    steps.push({ type: 'plain' });
    this.#box = { closes: /^\s*$/, mayClose: /^\s*$/, indent: /^/, least, begun: false, midLine: false };
    return true;
  }

  #findDeepLine(end: number): number | undefined {
    for (let from = this.#lexed; from < end; from = this.#tail.indexOf('\n', from) + 1 || end)
      if (isTooDeep(this.#tail.slice(from, Math.min(this.#tail.indexOf('\n', from) + 1 || end, end)))) return from;
    return undefined;
  }

  #cut(length: number, lexed: number): void {
    this.#tail = this.#tail.slice(length);
    this.#lexed = lexed;
  }
}

/** Reference definitions count everywhere, those inside quotes and lists too. */
function* definitions(token: Token): Generator<Tokens.Def> {
  if (token.type === 'def') yield token as Tokens.Def;
  if (!holdsBlocks.has(token.type) || !token.raw.includes(']:')) return;
  const inner = token.type === 'list' ? (token as Tokens.List).items : (token as Tokens.Blockquote).tokens;
  for (const each of inner) yield* definitions(each);
}

const isOpen = (token: Token | undefined): boolean => token?.type === 'math' && (token as Formula).open;

/** Nothing that follows can belong to this block any more. */
function isClosed(token: Token, lines: string): boolean {
  if (token.type === 'heading' || token.type === 'hr') return true;
  if (token.type === 'math') return !isOpen(token);
  if (staysOpen.has(token.type) || (token.type === 'html' && opensUntilClosed.test(token.raw))) return false;
  return lines.slice(lines.lastIndexOf('\n', lines.length - 2) + 1).trim() === '';
}

const finishedIn = (token: Token, open: boolean): readonly Token[] =>
  !open ? [token] : token.type === 'list' ? (token as Tokens.List).items.slice(0, -1) : [];

const headOf = (table: string): string => `${table.split('\n', 2).join('\n')}\n`;

/** Finished lines as what is parsed at once: with tags of their author's, one item or row each; of a table, one page. */
function piecesOf(token: Token, source: string, { head = '', size = 0 }: Partial<Going> = {}): readonly string[] {
  const alone = source.includes('<');
  if (token.type === 'list') {
    if (!alone) return [source];
    let at = 0;
    return (token as Tokens.List).items.slice(head ? 1 : 0).map(({ raw }) => source.slice(at, (at += raw.length)));
  }
  if (token.type !== 'table') return [source];
  const pieces: string[] = [];
  let piece = head ? '' : headOf(source);
  for (const row of source.slice(piece.length).split(/(?<=\n)/)) {
    piece += row;
    size += pieces.length === 0 && size === 0 ? piece.length : row.length;
    if (!alone && size < PAGE) continue;
    pieces.push(piece);
    piece = '';
    if (size >= PAGE) size = 0;
  }
  return [...pieces, piece];
}

/** Where the part of a block begins that is not finished; or is too long to be parsed, then it counts as not finished. */
function beginOf(token: Token, from: number, open: boolean): number {
  const { type, raw } = token;
  const end = from + raw.length;
  if (type === 'list') {
    const { items } = token as Tokens.List;
    let begin = from;
    for (const [index, item] of items.entries()) {
      if (item.raw.length > MAX_BLOCK || (open && index === items.length - 1)) return begin;
      begin += item.raw.length;
    }
    return end;
  }
  if (type === 'table' && headOf(raw).length <= MAX_HEAD)
    return open && (token as Tokens.Table).rows.length === 0 ? from : end;
  return open || raw.length > MAX_BLOCK ? from : end;
}
