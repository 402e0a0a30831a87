import { html, nothing } from 'lit';
import { chosenOf, textOf, type FieldKind, type FieldValue } from '../field-kind.js';
import { dateInput, dayInWords } from './date-field.js';

const daysOf = (value: FieldValue): readonly [string, string] => {
  const [from = '', to = ''] = chosenOf(value);
  return [from, to];
};

/** From one day to another. */
export const dateRangeField: FieldKind = {
  group: true,
  draw(_, { strings, ...control }) {
    const days = daysOf(control.value);
    return html`<div class="range">
      ${(['form.from', 'form.to'] as const).map((word, index) => {
        const id = `${control.id}-${index}`;
        const value = days[index] ?? '';
        const set = (day: FieldValue) => control.set(days.map((each, at) => (at === index ? textOf(day) : each)));
        return html`<div>
          <label for=${id} lang=${strings.locale}>${strings[word]}</label>
          ${dateInput('date', { ...control, id, value, invalid: value && days.includes('') ? nothing : control.invalid, set })}
        </div>`;
      })}
    </div>`;
  },
  read(_, value, locale) {
    const words = daysOf(value).map((day) => dayInWords(day, locale));
    return words.join('') && words.join(' – ');
  },
  problem(_, value, strings) {
    const [from, to] = daysOf(value);
    return !from || !to ? strings['form.date'] : to < from ? strings['form.order'] : undefined;
  },
  sent(value) {
    const [from, to] = daysOf(value);
    return { from, to };
  },
};
