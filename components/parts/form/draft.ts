import type { FieldValue, FormPlan } from './form-plan.js';
import { isAsked } from './shown.js';

/** A form that is being filled in. */
export interface Draft {
  /** The step, from 0. */
  readonly at: number;
  readonly values: ReadonlyMap<string, FieldValue>;
}

const isValue = (value: unknown): value is FieldValue =>
  typeof value === 'string' || (Array.isArray(value) && value.every((each) => typeof each === 'string'));

/** What a form is known by after a reload, when messages may have other ids: its name and its questions. */
export const draftKeyOf = ({ name, steps }: FormPlan): string =>
  `form:${JSON.stringify([name, steps.flatMap(({ fields }) => fields.filter(({ refused }) => !refused).map((field) => field.name))])}`; // prettier-ignore

/** The draft as JSON. */
export const writeDraft = ({ at, values }: Draft): unknown => [at, [...values]];

/** The remembered draft, with answers to questions of this form only. */
export function readDraft(remembered: unknown, { steps }: FormPlan): Draft {
  const [at, entries] = Array.isArray(remembered) ? (remembered as readonly unknown[]) : [];
  const names = new Set(steps.flatMap(({ fields }) => fields.filter(isAsked).map(({ name }) => name)));
  const values = new Map<string, FieldValue>();
  if (Array.isArray(entries))
    for (const entry of entries as readonly unknown[]) {
      const [name, value] = Array.isArray(entry) ? (entry as readonly unknown[]) : [];
      if (typeof name === 'string' && names.has(name) && isValue(value)) values.set(name, value);
    }
  return { at: Number.isInteger(at) ? Math.max(0, at as number) : 0, values };
}
