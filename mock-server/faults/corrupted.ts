/** No JSON has this character as it is, within a text or without. */
const BROKEN = '\u0000';

/** A text that is no JSON any more, whatever it was. */
export const corrupted = (text: string): string => {
  const middle = text.length >> 1;
  return text.slice(0, middle) + BROKEN + text.slice(middle);
};
