import type { applies } from './condition.js';
import type { FieldValue } from './field-kind.js';
import type { Field, FormPlan, Step } from './form-plan.js';

/** What was put in so far, by the field's name. */
export type Values = ReadonlyMap<string, FieldValue>;

/** A step that applies, with those of its fields that do. */
export interface ShownStep {
  readonly step: Step;
  readonly fields: readonly Field[];
}
/** A question and what was answered, as they are read. */
export type Row = readonly [question: string, answer: string];

/** A filled-in form: for the backend, and for people. */
export interface Answers {
  readonly values: Readonly<Record<string, unknown>>;
  readonly rows: readonly Row[];
}

/** What is in a field now. */
export const valueOf = (field: Field, values: Values): FieldValue => values.get(field.name) ?? field.start;
/** What is in a field now, in words; numbers and dates as a language has them, or else the browser. */
export const wordsIn = (field: Field, values: Values, locale?: string): string =>
  field.kind?.read?.(field, valueOf(field, values), locale) ?? '';

/** Something can be put in, or goes to the backend unseen. */
export const isAsked = ({ type, kind, refused }: Field): boolean => !refused && (type === 'hidden' || !!kind?.read);

/**
 * The steps and fields that apply, in order. A condition sees only answers to questions that are themselves shown, so
 * what was put in and then hidden does not count.
 */
export function shownSteps({ steps }: FormPlan, values: Values, holds: typeof applies): readonly ShownStep[] {
  const scope = new Map<string, FieldValue>();
  return steps.flatMap((step) => {
    if (!holds(step.condition, scope)) return [];
    const fields = step.fields.filter((field) => {
      const shown = holds(field.condition, scope);
      if (shown && isAsked(field)) scope.set(field.name, valueOf(field, values));
      return shown;
    });
    return step.title || step.subtitle || fields.some(({ type }) => type !== 'hidden') ? { step, fields } : [];
  });
}

/** What is shown and was answered; nothing else is sent. */
export function answersIn(steps: readonly ShownStep[], values: Values, locale?: string): Answers {
  const sent = new Map<string, unknown>();
  const rows: Row[] = [];
  for (const field of steps.flatMap(({ fields }) => fields.filter(isAsked))) {
    const { kind, name, label, dateName } = field;
    const value = valueOf(field, values);
    const words = wordsIn(field, values, locale);
    if (words) rows.push([label, words]);
    else if (kind) continue;
    sent.set(name, kind?.sent ? kind.sent(value, field) : value);
    if (dateName && typeof value === 'string') sent.set(dateName, value.slice(0, 10));
  }
  return { values: Object.fromEntries(sent), rows };
}
