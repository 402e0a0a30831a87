import { Lexer, type Hooks, type Tokens } from 'marked';

/** A formula among the parser's tokens. */
export interface Formula extends Tokens.Generic {
  readonly type: 'math';
  /** The TeX between its signs. */
  readonly text: string;
  /** Stands by itself, not among words. */
  readonly display: boolean;
  /** Its end has not come yet. */
  readonly open: boolean;
}

/** Longer ones stay source. Characters, an escaped one counts as one. */
const MAX_TEX = 4096;
/** Opener, what may stand inside, closer. A backtick is never inside: it may begin or end code. */
const forms = [
  [String.raw`\\\((?!\s*\\\))`, String.raw`\\[^()]|[^\\${'`'}]`, String.raw`\\\)`],
  [String.raw`\\\[(?!\s*\\\])`, String.raw`\\[^[\]]|[^\\${'`'}]`, String.raw`\\\]`],
  [String.raw`(?<!\$)\$\$(?!\s*\$)`, String.raw`\\[^]|[^\\$${'`'}]|\$(?!\$)`, String.raw`\$\$(?!\$)`],
  [String.raw`(?<!\$)\$(?![\s$])`, String.raw`\\[^\n]|[^\\$\n${'`'}]`, String.raw`(?<!\s)\$(?!\d)`],
] as const;

const opensBlock = /^ {0,3}(?=\\\[|\$\$)/;
/** Nothing else on the opener's line. */
const alone = /^ {0,3}..[ \t]*\n/;
const blankLine = /\n[ \t]*\n/;
/** Where a paragraph ends, where a formula may cut it, and where one may begin among its words. */
const stops = /\n(?:(?= {0,3}(?:\\\[|\$\$))|[ \t]*(?=\n|$))|\\[^]|\$+/g;

interface Grammar {
  readonly whole: RegExp;
  readonly begun: RegExp;
  readonly everywhere: RegExp;
}

function grammar(dollars: boolean): Grammar {
  const known = dollars ? forms : forms.slice(0, 3);
  const whole = known.map(([open, inside, close]) => `${open}((?:${inside}){1,${MAX_TEX}})${close}`).join('|');
  const begun = known.map(([open, inside]) => `${open}(?:${inside}){0,${MAX_TEX}}\\\\?$`).join('|');
  return {
    whole: new RegExp(whole, 'y'),
    begun: new RegExp(begun, 'y'),
    everywhere: new RegExp(String.raw`\\\\|${whole}`, 'g'),
  };
}
const grammars = { clear: grammar(false), dollars: grammar(true) };
const grammarOf = (dollars: boolean) => grammars[dollars ? 'dollars' : 'clear'];

/**
 * The formula at the place. `dollars`: single ones are signs too. `mayGrow`: one that the text ends in the middle of is
 * open. Pure.
 */
export function formulaAt(text: string, at: number, dollars: boolean, mayGrow = false): Formula | undefined {
  const { whole, begun } = grammarOf(dollars);
  whole.lastIndex = begun.lastIndex = at;
  const [raw, round, square, pair, single] = whole.exec(text) ?? [];
  const inside = round ?? square ?? pair ?? single;
  if (raw !== undefined && inside !== undefined) {
    const display = round === undefined && single === undefined;
    return { type: 'math', raw, text: inside.trim(), display, open: false };
  }
  return mayGrow && begun.test(text)
    ? { type: 'math', raw: text.slice(at), text: '', display: true, open: true }
    : undefined;
}

/**
 * A formula that begins a block and may hold what would be blocks of their own: lists, rules, even blank lines where its
 * opener stands alone. On one line with words after it, it is one of those words.
 */
function blockAt(text: string, dollars: boolean, mayGrow: boolean): Formula | undefined {
  const indent = opensBlock.exec(text)?.[0];
  if (indent === undefined) return undefined;
  const formula = formulaAt(text, indent.length, dollars, mayGrow);
  if (!formula || (blankLine.test(formula.raw) && !alone.test(text))) return undefined;
  const rest = /^[ \t]*(?:\n|$)/.exec(text.slice(indent.length + formula.raw.length))?.[0];
  if (rest === undefined && !formula.raw.includes('\n')) return undefined;
  return { ...formula, raw: indent + formula.raw + (rest ?? '') };
}

/** Where a formula cuts the paragraph that begins the text: at the first line that does not begin inside of another. */
function cutOf(text: string, dollars: boolean, mayGrow: boolean): number | undefined {
  let inside = 0;
  for (const { 0: found, index } of text.matchAll(stops)) {
    if (index < inside) continue;
    if (found.startsWith('\n')) {
      const rest = text.slice(index + 1);
      if (!opensBlock.test(rest)) return undefined;
      if (blockAt(rest, dollars, mayGrow)) return index + 1;
      continue;
    }
    const formula = formulaAt(text, index, dollars, mayGrow);
    if (formula && !blankLine.test(formula.raw)) inside = index + formula.raw.length;
  }
  return undefined;
}

/** What is inside of formulas is nothing to emphasise. As long as before. */
function masked(text: string, source: string, dollars: boolean): string {
  let out = '';
  for (const { 0: found, index } of source.matchAll(grammarOf(dollars).everywhere))
    if (found.length > 2) out += `${text.slice(out.length, index)}[${'a'.repeat(found.length - 2)}]`;
  return out + text.slice(out.length);
}

/** A parser for the text that knows formulas. `mayGrow`: one that has begun as a block reaches to the text's end. */
export function lexerFor(text: string, dollars: boolean, mayGrow = false): Lexer {
  let source = '';
  const lexer = new Lexer({
    gfm: true,
    extensions: {
      renderers: {},
      childTokens: {},
      block: [(text) => blockAt(text, dollars, mayGrow)],
      startBlock: [(text) => cutOf(text, dollars, mayGrow)],
      inline: [(text, tokens) => (tokens.at(-1)?.raw.endsWith('$') ? undefined : formulaAt(text, 0, dollars))],
      startInline: [(text) => text.indexOf(dollars ? '$' : '$$')],
    },
    // Asked for its mask, the parser goes to some lengths.
    hooks: /[*_~]/.test(text) ? ({ emStrongMask: (text) => masked(text, source, dollars) } as Hooks) : null,
  });
  const { inlineTokens } = lexer;
  lexer.inlineTokens = (text, tokens) => inlineTokens.call(lexer, (source = text), tokens);
  return lexer;
}
