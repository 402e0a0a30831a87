import type { FormStrings } from './field-kind.js';
import { isAsked, valueOf, wordsIn, type ShownStep, type Values } from './filling.js';
import type { Field } from './form-plan.js';

/** What is not right yet, by field. */
export type Problems = Map<Field, string>;

/**
 * What is not right in one of the steps. A group of fields of which one is needed is looked at where its last field is.
 */
export function problemsIn(steps: readonly ShownStep[], at: number, values: Values, strings: FormStrings): Problems {
  const problems: Problems = new Map();
  const fieldsOf = ({ fields }: ShownStep): readonly Field[] => fields.filter((field) => field.kind && isAsked(field));
  const fields = steps.slice(at, at + 1).flatMap(fieldsOf);
  for (const field of fields) {
    const problem = wordsIn(field, values)
      ? field.kind?.problem?.(field, valueOf(field, values), strings)
      : field.mandatory || field.min > 0
        ? (field.mandatoryError ?? strings[field.items.length ? 'form.unchosen' : 'form.missing'])
        : undefined;
    if (problem) problems.set(field, problem);
  }
  for (const field of fields) {
    const inGroup = ({ group }: Field): boolean => group === field.group;
    const group = steps.flatMap(fieldsOf).filter(inGroup);
    const later = steps
      .slice(at + 1)
      .flatMap(fieldsOf)
      .some(inGroup);
    const first = fields.find(inGroup) === field;
    if (!field.group || !first || later || problems.has(field) || group.some((each) => wordsIn(each, values))) continue;
    const labels = new Intl.ListFormat(strings.locale, { type: 'disjunction' }).format(group.map(({ label }) => label));
    problems.set(field, field.mandatoryError ?? strings['form.group'](labels));
  }
  return problems;
}
