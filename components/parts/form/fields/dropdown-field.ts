import { html, nothing } from 'lit';
import { textOf, type FieldKind } from '../field-kind.js';

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
      ${items.map((item) => html`<option value=${item.id} .selected=${item.id === value}>${item.label}</option>`)}
    </select>`,
  read: ({ items }, value) => items.find(({ id }) => id === value)?.label ?? '',
  sent: textOf,
};
