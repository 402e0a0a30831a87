import type { FieldValue } from './field-kind.js';
import { isAsked, type Values } from './filling.js';
import type { FormPlan } from './form-plan.js';

/** A form that is being filled in. */
export interface Draft {
  /** The step, from 0. */
  readonly at: number;
  readonly values: Values;
}

const namesOf = ({ steps }: FormPlan): readonly string[] =>
  steps.flatMap(({ fields }) => fields.filter(isAsked).map(({ name }) => name));

/** What a form is known by after a reload, when messages may have other ids: its name and its questions. */
export const draftKeyOf = (plan: FormPlan): string => JSON.stringify([plan.name, ...namesOf(plan)]);

/** The draft as JSON. */
export const writeDraft = ({ at, values }: Draft): unknown => [at, [...values]];

const isValue = (value: unknown): value is FieldValue =>
  typeof value === 'string' || (Array.isArray(value) && value.every((each) => typeof each === 'string'));
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The remembered draft, with answers to questions of this form only. */
export function readDraft(remembered: unknown, plan: FormPlan): Draft {
  const [at, entries] = listOf(remembered);
  const names = namesOf(plan);
  const values = new Map<string, FieldValue>();
  for (const [name, value] of listOf(entries).map(listOf))
    if (typeof name === 'string' && names.includes(name) && isValue(value)) values.set(name, value);
  return { at: typeof at === 'number' && at > 0 ? Math.floor(at) : 0, values };
}
