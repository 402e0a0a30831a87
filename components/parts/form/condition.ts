/** Characters, and parentheses or negations in each other; whoever needs more means something else. */
const MAX_LENGTH = 500;
const MAX_DEPTH = 20;

/** One sign, number, string or name, and the space before it. */
const token =
  /\s*(?:([!=]==?|&&|\|\||[!()])|(-?\d+(?:\.\d+)?)|'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|([\p{L}_$][\p{L}\p{N}_$-]*))/uy;

const words = new Map<string, unknown>([['true', true], ['false', false], ['null', null]]); // prettier-ignore

/** An empty answer is none. */
const isTrue = (value: unknown): boolean => (Array.isArray(value) ? value.length > 0 : Boolean(value));

const isNothing = (value: unknown): boolean => value === undefined || value === null;

/** Of several choices, each counts. What a visitor types is text, so `==` compares as text. */
const isSame = (a: unknown, b: unknown, strict: boolean): boolean => {
  if (Array.isArray(a)) return a.some((each) => isSame(each, b, strict));
  if (Array.isArray(b)) return isSame(b, a, strict);
  if (strict) return a === b;
  return isNothing(a) || isNothing(b) ? isNothing(a) && isNothing(b) : String(a) === String(b);
};

const operators = {
  '||': (a: unknown, b: unknown) => (isTrue(a) ? a : b),
  '&&': (a: unknown, b: unknown) => (isTrue(a) ? b : a),
  '===': (a: unknown, b: unknown) => isSame(a, b, true),
  '!==': (a: unknown, b: unknown) => !isSame(a, b, true),
  '==': (a: unknown, b: unknown) => isSame(a, b, false),
  '!=': (a: unknown, b: unknown) => !isSame(a, b, false),
};
type Operator = keyof typeof operators;
/** From the weakest to the strongest. */
const ranks: readonly (readonly Operator[])[] = [['||'], ['&&'], ['===', '!==', '==', '!=']];

type Token = { readonly sign: string | undefined; readonly value: unknown };

function tokens(text: string, scope: ReadonlyMap<string, unknown>): readonly Token[] {
  const list: Token[] = [];
  for (token.lastIndex = 0; token.lastIndex < text.length;) {
    const [found, sign, number, single, double, name] = token.exec(text) ?? [];
    if (found === undefined) throw new SyntaxError();
    const string = single ?? double;
    const value =
      name === undefined
        ? number === undefined
          ? string?.replace(/\\(.)/g, '$1')
          : Number(number)
        : (words.has(name) ? words : scope).get(name);
    list.push({ sign, value });
  }
  return list;
}

function evaluate(text: string, scope: ReadonlyMap<string, unknown>): unknown {
  const list = tokens(text, scope);
  let at = 0;
  let depth = 0;

  function operand(): unknown {
    const { sign, value } = list[at++] ?? { sign: ')' };
    if (sign === undefined) return value;
    if (!'!('.includes(sign) || ++depth > MAX_DEPTH) throw new SyntaxError();
    const inner = sign === '!' ? !isTrue(operand()) : operation(0);
    if (sign === '(' && list[at++]?.sign !== ')') throw new SyntaxError();
    depth -= 1;
    return inner;
  }
  function operation(rank: number): unknown {
    const signs = ranks[rank];
    if (!signs) return operand();
    let result = operation(rank + 1);
    for (;;) {
      const sign = signs.find((each) => each === list[at]?.sign);
      if (!sign) return result;
      at += 1;
      result = operators[sign](result, operation(rank + 1));
    }
  }

  const result = operation(0);
  if (at < list.length) throw new SyntaxError();
  return result;
}

/**
 * Whether something with this condition is shown. Understood are `==`, `===`, `!=`, `!==`, `&&`, `||`, `!`,
 * parentheses, strings, numbers, `true`, `false`, `null` and names of answers; anything else means shown. Never throws.
 */
export function applies(condition: unknown, scope: ReadonlyMap<string, unknown>): boolean {
  if (typeof condition !== 'string' || condition.length > MAX_LENGTH) return true;
  try {
    return isTrue(evaluate(condition.trim(), scope));
  } catch {
    return true;
  }
}
