import { regional } from './regional.js';

/** The forms of a text by what its number asks for (`one`, `few`, …); `#` stands for the number. */
export type PluralForms = { readonly other: string } & { readonly [Rule in Intl.LDMLPluralRule]?: string };

/** How one language writes numbers, and texts that have one. */
export interface Numbers {
  readonly number: (value: number) => string;
  readonly plural: (forms: PluralForms) => (count: number) => string;
}

/**
 * Numbers with the digits of the visitor's own region: not all who read Arabic write them the same. Made when the first
 * number is written: a browser needs many milliseconds for both.
 */
export function numbersIn(language: string, visitors = globalThis.navigator?.languages ?? []): Numbers {
  let rules: Intl.PluralRules | undefined;
  let format: Intl.NumberFormat | undefined;
  const number = (value: number): string =>
    (format ??= new Intl.NumberFormat(regional(language, visitors))).format(value);
  return {
    number,
    plural: (forms) => (count) => {
      const form = (rules ??= new Intl.PluralRules(language)).select(count);
      return (forms[form] ?? forms.other).replace('#', () => number(count));
    },
  };
}
