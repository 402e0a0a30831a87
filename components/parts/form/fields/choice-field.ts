import { html, nothing } from 'lit';
import { chosenOf, type FieldKind } from '../field-kind.js';
import type { Item } from '../question.js';

/** One or several of what is all in sight; `content` is what one looks like. */
export const choiceField = (content: (item: Item, id: string) => unknown): FieldKind => ({
  group: true,
  draw({ type, items, many }, { id, value, invalid, set }) {
    const chosen = chosenOf(value);
    // What the boxes say counts, not what was drawn: of two clicks in one moment the first is not drawn yet.
    const choose = ({ currentTarget }: Event): void => {
      const inputs = (currentTarget as Element).querySelectorAll<HTMLInputElement>('label > input');
      const picked = items.filter((_, index) => inputs[index]?.checked).map((item) => item.id);
      set(many ? picked : (picked[0] ?? ''));
    };
    return html`<div class=${type} @change=${choose}>
      ${items.map(
        (item, index) =>
          html`<label class="option" part="option">
            <input
              type=${many ? 'checkbox' : 'radio'}
              id="${id}-${index}"
              name=${id}
              aria-labelledby="${id}-${index}-name"
              aria-invalid=${many ? invalid : nothing}
              .checked=${chosen.includes(item.id)}
            />${content(item, `${id}-${index}-name`)}
          </label>`,
      )}
    </div>`;
  },
  read: ({ items }, value, locale) =>
    new Intl.ListFormat(locale, { style: 'narrow' }).format(
      items.filter(({ id }) => chosenOf(value).includes(id)).map(({ label }) => label),
    ),
  problem({ many, min, max }, value, strings) {
    if (!many) return undefined;
    const count = chosenOf(value).length;
    return count < min ? strings['form.least'](min) : count > max ? strings['form.most'](max) : undefined;
  },
});

/** Pills, or a plain list with boxes: the difference is in the style sheet. */
export const plainChoiceField = choiceField(({ label }, id) => html`<span id=${id} dir="auto">${label}</span>`);
