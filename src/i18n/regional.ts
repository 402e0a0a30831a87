/**
 * A language as the visitor's own region has it, if they name one: who reads English in India has India's dates. A page
 * may say anything of its language: only what is a region counts.
 */
export const regional = (language: string, visitors: readonly string[]): string =>
  visitors.find((each) => new RegExp(`^${language}-([a-z]{2}|\\d{3})$`, 'i').test(each)) ?? language;
