/** Made when it is first asked for: a browser needs many milliseconds for one. */
function formatter(options: Intl.DateTimeFormatOptions): (at: number) => string {
  let made: Intl.DateTimeFormat | undefined;
  return (at) => (made ??= new Intl.DateTimeFormat(undefined, options)).format(at);
}

/** 10:42, in the visitor's own manner and time zone. */
export const timeOfDay = formatter({ timeStyle: 'short' });
/** The same for two moments of one calendar day. */
export const dayOf = (at: number): string => new Date(at).toDateString();
/** Monday, 3 March. */
export const dayName = formatter({ weekday: 'long', day: 'numeric', month: 'long' });
