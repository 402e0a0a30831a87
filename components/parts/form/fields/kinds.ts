import type { FieldKind } from '../field-kind.js';
import { cardsField } from './cards-field.js';
import { plainChoiceField } from './choice-field.js';
import { dateField } from './date-field.js';
import { dateRangeField } from './date-range-field.js';
import { dateTimeField } from './date-time-field.js';
import { dropdownField } from './dropdown-field.js';
import { noteField } from './note-field.js';
import { phoneField } from './phone-field.js';
import { textField } from './text-field.js';

/** The kinds of fields: one line each. */
export const kinds: Readonly<Record<string, FieldKind>> = {
  text: textField,
  phone: phoneField,
  dropdown: dropdownField,
  chips: plainChoiceField,
  checks: plainChoiceField,
  cards: cardsField,
  date: dateField,
  'date-range': dateRangeField,
  'date-time': dateTimeField,
  note: noteField,
};
