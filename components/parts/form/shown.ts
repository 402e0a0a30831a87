import { applies } from './condition.js';
import type { Field, FieldValue, FormPlan, Step } from './form-plan.js';
import { kindOf } from './fields/kinds.js';

/** What was put in so far, by the field's name. */
export type Values = ReadonlyMap<string, FieldValue>;

/** A step that applies, with those of its fields that do. */
export interface ShownStep {
  readonly step: Step;
  readonly fields: readonly Field[];
}

/** Something can be put in, or goes to the backend unseen. */
export const isAsked = ({ type, refused }: Field): boolean => !refused && (type === 'hidden' || !!kindOf(type)?.read);

/**
 * The steps and fields that apply, in order. A condition sees only answers to questions that are themselves shown, so
 * what was put in and then hidden does not count.
 */
export function shownSteps({ steps }: FormPlan, values: Values): readonly ShownStep[] {
  const scope = new Map<string, FieldValue>();
  return steps.flatMap((step) => {
    if (!applies(step.condition, scope)) return [];
    const fields = step.fields.filter((field) => {
      if (!applies(field.condition, scope)) return false;
      if (isAsked(field)) scope.set(field.name, values.get(field.name) ?? field.start);
      return true;
    });
    const empty = !fields.some(({ type }) => type !== 'hidden') && !step.title && !step.subtitle;
    return empty && step.fields.some(({ type }) => type !== 'hidden') ? [] : [{ step, fields }];
  });
}
