/**
 * A name in a sentence that runs from right to left: neither turns the other around, and a sentence that begins with a
 * name is still taken for what it is.
 */
export const isolated = (name: string | number): string => `\u200f\u2068${name}\u2069`;
