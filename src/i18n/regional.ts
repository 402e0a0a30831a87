/** A language as the visitor's own region has it, if they name one: who reads English in India has India's dates. */
export const regional = (language: string, visitors: readonly string[]): string =>
  visitors.find((each) => each.startsWith(`${language}-`)) ?? language;
