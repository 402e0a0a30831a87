/** The Chromium to test with, and who found it; `undefined` where there is none. Rejects when an explicit path is wrong. */
export function findChromium(): Promise<{ readonly path: string; readonly via: string } | undefined>;
/** What to do where there is none. */
export const HELP: string;
/** Command-line switches for quiet, repeatable runs. */
export const FLAGS: readonly string[];
