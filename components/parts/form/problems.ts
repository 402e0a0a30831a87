import type { FormStrings } from './field-kind.js';
import { kindOf } from './fields/kinds.js';
import type { Field, FieldValue } from './form-plan.js';
import { isAsked, type ShownStep, type Values } from './shown.js';

/** What is not right yet, by field. */
export type Problems = Map<Field, string>;

const valueOf = (field: Field, values: Values): FieldValue => values.get(field.name) ?? field.start;
const isEmpty = (field: Field, values: Values): boolean => !kindOf(field.type)?.read?.(field, valueOf(field, values));

/**
 * What is not right in one of the steps. A group of fields of which one is needed is looked at where its last field is.
 */
export function problemsIn(steps: readonly ShownStep[], at: number, values: Values, strings: FormStrings): Problems {
  const problems: Problems = new Map();
  const fields = steps[at]?.fields.filter((field) => kindOf(field.type)?.read && isAsked(field)) ?? [];
  for (const field of fields) {
    const kind = kindOf(field.type);
    const problem = !isEmpty(field, values)
      ? kind?.problem?.(field, valueOf(field, values), strings)
      : field.mandatory || field.min > 0
        ? (field.mandatoryError ?? strings[field.items.length ? 'form.unchosen' : 'form.missing'])
        : undefined;
    if (problem) problems.set(field, problem);
  }
  for (const group of new Set(fields.flatMap((field) => field.group ?? []))) {
    const members = steps.map((step) => step.fields.filter((field) => field.group === group && isAsked(field)));
    const [first] = members[at] ?? [];
    if (!first || members.slice(at + 1).some(({ length }) => length)) continue;
    const all = members.flat();
    if (!all.every((field) => isEmpty(field, values)) || problems.has(first)) continue;
    problems.set(first, first.mandatoryError ?? strings['form.group'](all.map(({ label }) => label).join(', ')));
  }
  return problems;
}
