import { recordOf, textOf } from '../../net/untrusted.js';

const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const DAY = 1440;

/** `HH:MM` as minutes of the day. */
function minutesOf(value: unknown): number | undefined {
  const [, hours, minutes] = /^(\d{1,2}):(\d{2})/.exec(textOf(value) ?? '') ?? [];
  const all = Number(hours) * 60 + Number(minutes);
  return all <= DAY ? all : undefined;
}

/** Weekday and minute where the office is. */
function placeTime(now: number, zone: unknown): { readonly day: number; readonly minute: number } | undefined {
  try {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone: textOf(zone) ?? 'UTC',
      weekday: 'long',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    const parts = Object.fromEntries(format.formatToParts(now).map(({ type, value }) => [type, value]));
    const day = DAYS.indexOf(String(parts['weekday']).toLowerCase());
    return { day, minute: Number(parts['hour']) * 60 + Number(parts['minute']) };
  } catch {
    // A zone that nobody knows.
    return undefined;
  }
}

/**
 * Whether somebody is there, by OpenCX's office hours: a day's own hours, else those of `WeekDays`, else of `Everyday`.
 * Hours that end before they begin last over midnight. `undefined` where the backend names none that can be read.
 */
export function isOpenAt(officeHours: unknown, zone: unknown, now: number): boolean | undefined {
  const hours = recordOf(officeHours);
  const place = placeTime(now, zone);
  if (!place || !Object.keys(hours).length) return undefined;
  const spanOf = (day: number): readonly [number, number] | undefined => {
    const weekday = day > 0 && day < 6;
    const own = hours[DAYS[day] ?? ''] ?? (weekday ? hours['WeekDays'] : undefined) ?? hours['Everyday'];
    const { from, to } = recordOf(own);
    const [begin, end] = [minutesOf(from), minutesOf(to)];
    return begin === undefined || end === undefined ? undefined : [begin, end];
  };
  const { day, minute } = place;
  const today = spanOf(day);
  const before = spanOf((day + 6) % 7);
  const isIn = today && (today[0] <= today[1] ? minute >= today[0] && minute < today[1] : minute >= today[0]);
  const isInLast = before && before[0] > before[1] && minute < before[1];
  return Boolean(isIn || isInLast);
}
