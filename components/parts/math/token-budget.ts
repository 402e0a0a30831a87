interface Token {
  readonly text: string;
}

/** What KaTeX hands to a macro that is a function, as far as it is used here. */
interface Expander {
  pushTokens?: (tokens: readonly Token[]) => void;
}

/** Tokens that the macros of one formula may put in its place. A page of real algebra needs some thousand. */
const MAX_TOKENS = 20_000;
/** What a cell or row of a table costs, in tokens: each is a dozen elements. */
const CELL = 20;
/** Groups inside groups. KaTeX calls itself for each, and so does a browser that lays them out. */
const MAX_DEPTH = 50;
const opens: readonly string[] = ['{', '\\left', '\\begin'];
const closes: readonly string[] = ['}', '\\right', '\\end'];
const NAME = '\\chat@budget';

const costOf = (tokens: readonly Token[]): number =>
  tokens.reduce((sum, { text }) => sum + (text === '&' || text === '\\\\' ? CELL : 1), 0);

/** Looks once over the text. Throws for what would end badly before anything could be counted. */
function inspect(tex: string): readonly Token[] {
  const tokens = [...tex.matchAll(/\\[a-z]+|\\?[^]/gi)].map(([text]) => ({ text }));
  let depth = 0;
  for (const { text } of tokens) {
    depth += Number(opens.includes(text)) - Number(closes.includes(text));
    if (text === '#' || depth > MAX_DEPTH) throw new RangeError('depth');
  }
  return tokens;
}

/**
 * A formula that cannot outgrow its reader. KaTeX counts the expansions but not what they expand to: a macro may be
 * kilobytes long, and one with parameters can double what it is given each time, until the page has no memory left.
 * Macros with parameters are refused, as is nesting beyond reason; tokens are counted. Throws what KaTeX throws, or a RangeError.
 */
export function withTokenBudget(tex: string): {
  readonly tex: string;
  readonly macros: Record<string, (expander: object) => string>;
} {
  let left = MAX_TOKENS - costOf(inspect(tex));
  const watch = (expander: Expander): string => {
    const { pushTokens } = expander;
    // Without its foot in the door the budget would only look like one.
    if (typeof pushTokens !== 'function') throw new RangeError('tokens');
    expander.pushTokens = (tokens) => {
      left -= costOf(tokens);
      if (left < 0) throw new RangeError('tokens');
      pushTokens.call(expander, tokens);
    };
    return '';
  };
  return { tex: `${NAME} ${tex}`, macros: { [NAME]: watch } };
}
