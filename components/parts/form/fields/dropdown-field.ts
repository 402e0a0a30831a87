import { html, nothing } from 'lit';
import { textOf, type FieldKind, type FormStrings } from '../field-kind.js';

/** An option takes no elements: what begins with a number, or ends with a bracket, keeps its direction by signs. */
const steady = (label: string, { dir }: FormStrings): string => (dir === 'rtl' ? `\u2068${label}\u2069` : label);

/** One of many, from a list that opens. */
export const dropdownField: FieldKind = {
  short: true,
  draw: ({ items, placeholder }, { id, value, invalid, required, describedBy, strings, set }) =>
    html`<select
      id=${id}
      aria-required=${required}
      aria-invalid=${invalid}
      aria-describedby=${describedBy}
      @change=${({ target }: Event) => target instanceof HTMLSelectElement && set(target.value)}
    >
      <option value="" lang=${placeholder ? nothing : strings.locale} .selected=${!value}>
        ${placeholder ?? strings['form.choose']}
      </option>
      ${items.map(
        ({ id: each, label }) =>
          html`<option value=${each} .selected=${each === value}>${steady(label, strings)}</option>`,
      )}
    </select>`,
  read: ({ items }, value) => items.find(({ id }) => id === value)?.label ?? '',
  sent: textOf,
};
