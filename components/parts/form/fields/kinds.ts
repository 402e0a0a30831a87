import { nothing } from 'lit';
import { knows } from '../../../../src/protocol/match.js';
import type { FieldKind } from '../field-kind.js';
import { plainChoiceField } from './choice-field.js';
import { dateField } from './date-field.js';
import { dropdownField } from './dropdown-field.js';
import { textField } from './text-field.js';

const kinds: Readonly<Record<string, FieldKind>> = {
  text: textField,
  dropdown: dropdownField,
  chips: plainChoiceField,
  checks: plainChoiceField,
  date: dateField,
  hidden: { draw: () => nothing },
};
const rare = new Set(['cards', 'date-range', 'date-time', 'note']);
let rareKinds: Readonly<Record<string, FieldKind>> = {};

/** The kind, if it is one and here. */
export const kindOf = (type: string): FieldKind | undefined =>
  knows(kinds, type) ? kinds[type] : knows(rareKinds, type) ? rareKinds[type] : undefined;

/** Whether it is a kind, but not here yet. */
export const isAway = (type: string): boolean => rare.has(type) && !knows(rareKinds, type);

/** Fetches the kinds that are not here yet. Rejects when they cannot be had. */
export async function fetchRareKinds(): Promise<void> {
  ({ rareKinds } = await import('./rare-kinds.js'));
}
