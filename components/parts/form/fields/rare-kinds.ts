import type { FieldKind } from '../field-kind.js';
import { cardsField } from './cards-field.js';
import { dateRangeField } from './date-range-field.js';
import { dateTimeField } from './date-time-field.js';
import { noteField } from './note-field.js';

/** Kinds that few forms have: they come when the first form asks for one. */
export const rareKinds: Readonly<Record<string, FieldKind>> = {
  cards: cardsField,
  'date-range': dateRangeField,
  'date-time': dateTimeField,
  note: noteField,
};
