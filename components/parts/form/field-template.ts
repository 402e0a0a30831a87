import { html, nothing } from 'lit';
import type { Control } from './field-kind.js';
import type { Field } from './form-plan.js';

interface Around extends Pick<Control, 'id' | 'value' | 'enter' | 'set' | 'strings'> {
  readonly problem: string | undefined;
  /** Some fields are mandatory, so the others say that they are not. */
  readonly marked: boolean;
}

/** A field: its label, its inputs, and what is not right about them. */
export function fieldTemplate(field: Field, { problem, marked, ...around }: Around): unknown {
  const { id, strings } = around;
  const { kind, label, hint, many, items, mandatory } = field;
  if (field.type === 'hidden') return nothing;
  if (field.refused)
    return html`<div class="field" part="field">
      <b dir="auto">${label}</b>
      <p class="refused"><span lang=${strings.locale} dir="auto">${strings['form.refused']}</span></p>
    </div>`;
  // What cannot be asked is still read.
  if (!kind) return html`<p class="field hint" part="field" dir="auto">${label}</p>`;

  const describedBy = [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(' ') || nothing;
  const invalid = problem ? 'true' : nothing;
  const required = mandatory ? 'true' : nothing;
  const inputs = kind.draw(field, { ...around, describedBy, invalid, required });
  if (!kind.read) return html`<div class="field" part="field">${inputs}</div>`;

  const optional = marked && !mandatory && !field.group && !field.min;
  const name = html`<span dir="auto">${label}</span
    >${optional ? html` <small lang=${strings.locale}>${strings['form.optional']}</small>` : nothing}`;
  const rest = html`${hint ? html`<p class="hint" id="${id}-hint" dir="auto">${hint}</p>` : nothing}${inputs}${
    problem
      ? html`<p class="problem" id="${id}-problem">
          <span lang=${problem === field.mandatoryError ? nothing : strings.locale} dir="auto">${problem}</span>
        </p>`
      : nothing
  }`;
  if (!kind.group)
    return html`<div class="field ${kind.short ? 'short' : ''}" part="field">
      <label for=${id}>${name}</label>${rest}
    </div>`;
  // A group of boxes cannot be required or invalid itself; of radio buttons it can.
  const radio = items.length > 0 && !many;
  return html`<fieldset
    class="field"
    part="field"
    role=${radio ? 'radiogroup' : nothing}
    aria-required=${radio ? required : nothing}
    aria-invalid=${radio ? invalid : nothing}
    aria-describedby=${describedBy}
  >
    <legend>${name}</legend>
    ${rest}
  </fieldset>`;
}
