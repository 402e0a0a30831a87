/** Seconds as a clock shows them, in the digits of a language: 0:07, 12:30, 1:02:03. */
export function minutes(seconds: number, locale?: string): string {
  const [hour, minute, second] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, Math.floor(seconds) % 60];
  return (hour ? [hour, minute, second] : [minute, second])
    .map((value, place) => value.toLocaleString(locale, { minimumIntegerDigits: place ? 2 : 1, useGrouping: false }))
    .join(':');
}
