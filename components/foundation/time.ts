/** Made when it is first asked for: a browser needs many milliseconds for one. */
function formatter(options: Intl.DateTimeFormatOptions): (at: number, locale?: string) => string {
  let made: Intl.DateTimeFormat | undefined;
  let of: string | undefined;
  return (at, locale) => {
    if (!made || of !== locale) made = new Intl.DateTimeFormat((of = locale), options);
    return made.format(at);
  };
}

/** 10:42, in the manner of a language and the visitor's time zone. */
export const timeOfDay = formatter({ timeStyle: 'short' });
/** The same for two moments of one calendar day. */
export const dayOf = (at: number): string => new Date(at).toDateString();
const fullDay = formatter({ weekday: 'long', day: 'numeric', month: 'long' });
const dayAndYear = formatter({ dateStyle: 'long' });
/** More days ago than this, a day and its month may be those of another year. */
const LONG_AGO = 300;
/** Today, Yesterday, Monday, 3 March, or long ago 3 March 2025; as it would begin a sentence. */
export function dayName(at: number, locale?: string, now = Date.now()): string {
  // Of two midnights, for a day may have 23 hours, or 25.
  const days = Math.round((new Date(at).setHours(0, 0, 0, 0) - new Date(now).setHours(0, 0, 0, 0)) / 864e5);
  return days > 0 || days < -1
    ? (days < -LONG_AGO ? dayAndYear : fullDay)(at, locale)
    : new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
        .format(days, 'day')
        .replace(/^./u, (first) => first.toLocaleUpperCase(locale));
}
