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
/** Monday, 3 March. */
export const dayName = formatter({ weekday: 'long', day: 'numeric', month: 'long' });
