const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });
const day = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });

/** 10:42, in the visitor's own manner and time zone. */
export const timeOfDay = (at: number): string => clock.format(at);
/** The same for two moments of one calendar day. */
export const dayOf = (at: number): string => new Date(at).toDateString();
/** Monday, 3 March. */
export const dayName = (at: number): string => day.format(at);
