const anywhere = /[\\`*_[\]<>~|$&]/g;
const atLineStart = /^(\s*)(?:([#+=-])|(\d+)([.)]))/gm;

/** Words from outside, within a line of markdown that then shows exactly these words. */
export const escapeMarkdown = (text: string): string => text.replace(anywhere, '\\$&');

/** A block quote of `text`, every line of it. */
export const quote = (text: string): string =>
  escapeMarkdown(text)
    .replace(atLineStart, (_, indent: string, mark?: string, digits?: string, dot?: string) =>
      mark === undefined ? `${indent}${digits}\\${dot}` : `${indent}\\${mark}`,
    )
    .split(/\r\n|\r|\n/)
    .map((line) => `> ${line}`.trimEnd())
    .join('\n');
