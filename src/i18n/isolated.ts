/** A name in a sentence that runs the other way: neither turns the other around. */
export const isolated = (name: string | number): string => `\u2068${name}\u2069`;
