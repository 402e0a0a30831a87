const anywhere = /[\\`*_[\]<>~|$&]/g;
const atLineStart = /^(\s*)([#+=-]|\d+(?=[.)]))/gm;

/** Words from outside as markdown that shows exactly these words. */
export const escapeMarkdown = (text: string): string =>
  text
    .replace(anywhere, '\\$&')
    .replace(atLineStart, (_, indent: string, mark: string) =>
      /\d/.test(mark) ? `${indent}${mark}\\` : `${indent}\\${mark}`,
    );

/** A block quote of `text`, every line of it. */
export const quote = (text: string): string =>
  escapeMarkdown(text)
    .split(/\r\n|\r|\n/)
    .map((line) => `> ${line}`.trimEnd())
    .join('\n');
