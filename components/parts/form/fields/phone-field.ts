import { html } from 'lit';
import { withoutDeceit } from '../../safe-url.js';
import { textOf, type FieldKind, type FieldValue } from '../field-kind.js';
import type { Question } from '../question.js';
import type { internationalNumber } from './phone-number.js';
import { plainDigits } from './plain-digits.js';
import { textField } from './text-field.js';

/** Nobody waits longer for the numbering plans of the world, in milliseconds. */
const PATIENCE = 5_000;

/** Without those: a plus, and as many digits as numbers have. */
function plausible(text: string): string | undefined {
  const number = text.replace(/^\s*00/, '+').replace(/[\s\-().,/]/g, '');
  return /^\+[1-9]\d{6,14}$/.test(number) ? number : undefined;
}

let read: typeof internationalNumber | undefined;
let coming: Promise<void> | undefined;
/** Asked for again with the next need if they did not come. */
const fetched = (): Promise<void> =>
  (coming ??= import('./phone-number.js').then(
    ({ internationalNumber }) => void (read = internationalNumber),
    () => void (coming = undefined),
  ));
const numberIn = ({ regions }: Question, value: FieldValue): string | undefined =>
  (read ?? plausible)(plainDigits(withoutDeceit(textOf(value))).trim(), regions);

/** A phone number of any country. The numbering plans come when somebody is about to type one. */
export const phoneField: FieldKind = {
  ...textField,
  draw: (field, control) =>
    html`<div @focusin=${() => void fetched()}>${textField.draw({ ...field, format: 'phone' }, control)}</div>`,
  problem: (field, value, strings) => (numberIn(field, value) ? undefined : strings['form.phoneCode']),
  ready: () =>
    read ? undefined : Promise.race([fetched(), new Promise<void>((resolve) => setTimeout(resolve, PATIENCE))]),
  sent: (value, field) => numberIn(field, value) ?? textOf(value).trim(),
};
