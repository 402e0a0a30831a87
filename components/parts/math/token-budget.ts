/** What KaTeX hands to a macro that is a function, as far as it is used here. */
interface Expander {
  pushTokens?: (tokens: readonly unknown[]) => void;
}

/** Tokens that the macros of one formula may put in its place. A page of real algebra needs some thousand. */
const MAX_TOKENS = 20_000;
const NAME = '\\chat@budget';

/**
 * A formula that cannot outgrow its reader. KaTeX counts the expansions but not what they expand to: a macro may be
 * kilobytes long, and one with parameters can double what it is given each time, until the page has no memory left.
 * Macros with parameters are refused, tokens are counted. Throws what KaTeX throws, or a RangeError.
 */
export function withTokenBudget(tex: string): {
  readonly tex: string;
  readonly macros: Record<string, (expander: object) => string>;
} {
  if (/(?:^|[^\\])(?:\\\\)*#/.test(tex)) throw new RangeError('parameters');
  let left = MAX_TOKENS;
  const watch = (expander: Expander): string => {
    const { pushTokens } = expander;
    // Without its foot in the door the budget would only look like one.
    if (typeof pushTokens !== 'function') throw new RangeError('tokens');
    expander.pushTokens = (tokens) => {
      left -= tokens.length;
      if (left < 0) throw new RangeError('tokens');
      pushTokens.call(expander, tokens);
    };
    return '';
  };
  return { tex: `${NAME} ${tex}`, macros: { [NAME]: watch } };
}
