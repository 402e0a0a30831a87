import { html } from 'lit';
import { textOf, type Control, type FieldKind } from '../field-kind.js';

/** The browser's own way to choose a day, or a day and a time. */
export const dateInput = (
  type: 'date' | 'datetime-local',
  { id, value, invalid, required, describedBy, set }: Omit<Control, 'strings' | 'enter'>,
): unknown =>
  html`<input
    id=${id}
    type=${type}
    max=${type === 'date' ? '9999-12-31' : '9999-12-31T23:59'}
    aria-required=${required}
    aria-invalid=${invalid}
    aria-describedby=${describedBy}
    .value=${textOf(value)}
    @input=${({ target }: Event) => target instanceof HTMLInputElement && set(target.value)}
  />`;

/** A day as it is written in a language; empty when it is none. */
export function dayInWords(day: string, locale?: string, more: Intl.DateTimeFormatOptions = {}): string {
  const date = new Date(day.includes('T') ? day : `${day}T00:00`);
  return Number.isNaN(date.getTime()) ? '' : date.toLocaleString(locale, { dateStyle: 'medium', ...more });
}

/** One day. */
export const dateField: FieldKind = {
  short: true,
  draw: (_, control) => dateInput('date', control),
  read: (_, value, locale) => dayInWords(textOf(value), locale),
  sent: textOf,
};
