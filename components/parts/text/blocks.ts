import type { Links, Token, Tokens } from 'marked';
import { lexerFor } from './formula-reader.js';
import type { Formula } from './formulas.js';

/** What to do next with the nodes: parts of one message in order. */
export type Step =
  /** Finished blocks, one source each. `start` numbers a list that goes on from the one before. */
  | { readonly type: 'blocks'; readonly sources: readonly string[]; readonly start?: number | undefined }
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
/** Longer lists go on in a second one, so that their beginning is done with. Characters. */
const LONG_LIST = 4096;

const fence = /^( {0,3})(`{3,}(?=[^`\n]*(?:\n|$))|~{3,})([^\n]*)(\n|$)/;
const opensUntilClosed = /^ {0,3}<(?:!|\?|(?:script|pre|style|textarea)\b)/i;
const holdsBlocks: ReadonlySet<string> = new Set(['blockquote', 'list', 'list_item']);
const staysOpen: ReadonlySet<string> = new Set(['list', 'code', 'def']);

/** How deep the quotes and lists of one line go, told from its markers and its indent. */
function isTooDeep(line: string): boolean {
  const prefix = /^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])))+/.exec(line)?.[0] ?? '';
  return prefix.replace(/\s+|\d+/g, '').length > MAX_DEPTH || prefix.search(/\S/) / 2 > MAX_DEPTH;
}

/** Block tokens of the source, for tests to count. `mayGrow`: a formula that has begun is one block to the end. */
export const tokensOf = (source: string, mayGrow = false, dollars = false): Token[] =>
  lexerFor(source, dollars, mayGrow).blockTokens(source, []);

/**
 * Finds the blocks of a text that grows. What it gives away is final: however the text is cut on its way, the steps
 * amount to the same blocks.
 */
export class BlockReader {
  /** Reference definitions met so far. */
  readonly links: Links = Object.create(null) as Links;
  #tail = '';
  #lexed = 0;
  #start: number | undefined;
  #box: Box | undefined;

  constructor(
    private readonly tokens = tokensOf,
    private readonly dollars = false,
  ) {}

  /** The block that is not finished yet; empty inside a box, whose text is given away as it comes. */
  get open(): { readonly source: string; readonly start: number | undefined; readonly plain: boolean } {
    const source = this.#box ? '' : this.#tail;
    return { source, start: this.#start, plain: isTooDeep(source.slice(source.lastIndexOf('\n') + 1)) };
  }

  read(text: string, done: boolean): Step[] {
    this.#tail += text;
    const steps: Step[] = [];
    while (this.#tail && (this.#box ? this.#readBox(this.#box, steps, done) : this.#readBlocks(steps, done)));
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

  /** True when there may be more to read at once. */
  #readBlocks(steps: Step[], done: boolean): boolean {
    const blank = /^(?:[ \t]*\n)+/.exec(this.#tail)?.[0].length ?? 0;
    if (blank > 0) this.#cut(blank, Math.max(this.#lexed - blank, 0));
    const opener = fence.exec(this.#tail);
    if (opener) return this.#openFence(opener, steps, done);

    const end = done ? this.#tail.length : this.#tail.lastIndexOf('\n') + 1;
    if (end === this.#lexed && !done) return this.#tail.length > MAX_BLOCK && this.#openPlain(steps, MAX_BLOCK);
    const deep = this.#findDeepLine(end);
    const lines = this.#tail.slice(0, deep ?? end);
    const cut = this.#finish(lines, steps, done && deep === undefined);
    this.#cut(cut.at, deep === undefined ? end - cut.at : 0);
    if (cut.plain) return this.#openPlain(steps, MAX_BLOCK);
    if (deep !== undefined && cut.at === 0) return this.#openPlain(steps, 0);
    return this.#tail !== '' && (deep !== undefined || cut.fence);
  }

  /** Gives away the finished blocks of some whole lines and tells where the open one begins, and as what. */
  #finish(lines: string, steps: Step[], done: boolean): { at: number; plain: boolean; fence: boolean } {
    const tokens = this.tokens(lines, !done, this.dollars);
    const last = tokens.findLastIndex(({ type }) => type !== 'space');
    let sources: string[] = [];
    let at = 0;
    const flush = () => {
      if (sources.length > 0) steps.push({ type: 'blocks', sources, start: this.#start });
      if (sources.length > 0) this.#start = undefined;
      sources = [];
    };
    for (const [index, token] of tokens.entries()) {
      // Second definitions of a name have no token: look for the next one behind them.
      const from = lines.indexOf(token.raw, at);
      if (from < 0) {
        if (done) sources.push(lines.slice(at));
        break;
      }
      if (token.type === 'code' && token.codeBlockStyle !== 'indented') {
        flush();
        return { at: from, plain: false, fence: true };
      }
      const parts = token.type === 'list' ? longListParts(token as Tokens.List) : [];
      let begin = from;
      for (const part of parts) {
        sources.push(part.source);
        flush();
        this.#start = part.next;
        begin += part.source.length;
      }
      const rest = from + token.raw.length - begin;
      if (rest > MAX_BLOCK) {
        flush();
        return { at: begin, plain: true, fence: false };
      }
      const next = tokens[index + 1];
      if (!done && (index >= last ? !isClosed(token, lines) : token.type === 'paragraph' && isOpen(next))) {
        flush();
        return { at: begin, plain: false, fence: false };
      }
      for (const { tag, href, title } of definitions(token)) this.links[tag] ??= { href, title };
      if (token.type !== 'def' && token.type !== 'space') sources.push(lines.slice(begin, begin + rest));
      at = from + token.raw.length;
    }
    flush();
    return { at: done ? lines.length : at, plain: false, fence: false };
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
    steps.push({ type: 'plain' });
    this.#start = undefined;
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

/** The finished beginnings of a long list, cut between items, and the number that the rest goes on with. */
function longListParts({ items, ordered, start }: Tokens.List): { source: string; next: number | undefined }[] {
  const parts: { source: string; next: number | undefined }[] = [];
  let source = '';
  for (const [index, item] of items.entries()) {
    if (source.length >= LONG_LIST) {
      parts.push({ source, next: ordered ? Number(start) + index : undefined });
      source = '';
    }
    source += item.raw;
  }
  return parts;
}
