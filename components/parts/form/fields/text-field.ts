import { html, nothing } from 'lit';
import { knows } from '../../../../src/protocol/match.js';
import { textOf, type FieldKind } from '../field-kind.js';
import type { Question } from '../question.js';

interface Format {
  readonly type?: string;
  readonly mode?: string;
  readonly fill?: string;
  readonly good?: RegExp;
  readonly wrong?: 'form.email' | 'form.phone' | 'form.zip' | 'form.url' | 'form.number';
}
/** Keyboards, autofill and lenient checks: only what can hardly be meant is named. */
const formats = {
  email: { type: 'email', fill: 'email', good: /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/, wrong: 'form.email' },
  phone: { type: 'tel', fill: 'tel', good: /^(?=(?:.*\p{Nd}){5})[\p{Nd}\s\-+().,/#*a-z]+$/iu, wrong: 'form.phone' },
  zip: { fill: 'postal-code', good: /^[\p{L}\p{Nd}][\p{L}\p{Nd}\s-]{1,11}$/u, wrong: 'form.zip' },
  url: { type: 'url', fill: 'url', good: /^\S+\.\S{2,}$|^https?:\/\/\S+$/, wrong: 'form.url' },
  number: { mode: 'decimal', good: /^[-+−]?[\p{Nd}\s.,'’٫٬]*\p{Nd}[\s.,]*$/u, wrong: 'form.number' },
  address: { fill: 'street-address' },
} satisfies Readonly<Record<string, Format>>;

/** What browsers know of people, found by what forms call it. */
const fills: readonly (readonly [RegExp, string])[] = [
  [/^(?:first|given|fore)[\s_-]?name$/i, 'given-name'],
  [/^(?:last|family|sur)[\s_-]?name$/i, 'family-name'],
  [/^(?:(?:full|your)[\s_-]?)?name$/i, 'name'],
  [/^e[\s_-]?mail/i, 'email'],
  [/^(?:tele)?phone|^mobile/i, 'tel'],
  [/^(?:company|organi[sz]ation)/i, 'organization'],
  [/^(?:city|town)$/i, 'address-level2'],
  [/^country$/i, 'country-name'],
];

const formatOf = ({ format }: Question): Format => (knows(formats, format) ? formats[format] : {});
const fillOf = ({ name, label, autocomplete }: Question, { fill }: Format): string | undefined =>
  autocomplete ?? fill ?? fills.find(([pattern]) => pattern.test(name) || pattern.test(label))?.[1];

/** Words, short or long. */
export const textField: FieldKind = {
  draw(field, { id, value, invalid, required, describedBy, enter, set }) {
    const format = formatOf(field);
    const input = ({ target }: Event): void => {
      if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) set(target.value);
    };
    const fill = fillOf(field, format) ?? nothing;
    return field.multiline
      ? html`<textarea
          id=${id}
          rows=${Math.min(field.rows ?? 3, 12)}
          maxlength=${field.maxLength ?? nothing}
          placeholder=${field.placeholder ?? nothing}
          autocomplete=${fill}
          aria-required=${required}
          aria-invalid=${invalid}
          aria-describedby=${describedBy}
          dir="auto"
          .value=${textOf(value)}
          @input=${input}
        ></textarea>`
      : html`<input
          id=${id}
          type=${format.type ?? 'text'}
          inputmode=${format.mode ?? nothing}
          enterkeyhint=${enter}
          maxlength=${field.maxLength ?? nothing}
          placeholder=${field.placeholder ?? nothing}
          autocomplete=${fill}
          aria-required=${required}
          aria-invalid=${invalid}
          aria-describedby=${describedBy}
          dir="auto"
          .value=${textOf(value)}
          @input=${input}
        />`;
  },
  read: (_, value) => textOf(value).trim(),
  problem(field, value, strings) {
    const { good, wrong } = formatOf(field);
    return wrong && !good?.test(textOf(value).trim()) ? strings[wrong] : undefined;
  },
  sent: (value) => textOf(value).trim(),
};
