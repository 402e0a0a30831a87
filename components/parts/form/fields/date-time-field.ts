import { textOf, type FieldKind } from '../field-kind.js';
import { dateInput, dayInWords } from './date-field.js';

/** A day and a time of it. */
export const dateTimeField: FieldKind = {
  draw: (_, control) => dateInput('datetime-local', control),
  read: (_, value, locale) => dayInWords(textOf(value), locale, { timeStyle: 'short' }),
  sent: textOf,
};
