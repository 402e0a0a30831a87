import { kindOf } from './fields/kinds.js';
import { isAsked, type ShownStep, type Values } from './shown.js';

/** A question and what was answered, as they are read. */
export type Row = readonly [question: string, answer: string];

/** A filled-in form: for the backend, and for people. */
export interface Answers {
  readonly values: Readonly<Record<string, unknown>>;
  readonly rows: readonly Row[];
}

/** What is shown and was answered; nothing else is sent. */
export function answersIn(steps: readonly ShownStep[], values: Values): Answers {
  const sent = new Map<string, unknown>();
  const rows: Row[] = [];
  for (const field of steps.flatMap(({ fields }) => fields.filter(isAsked))) {
    const kind = kindOf(field.type);
    const value = values.get(field.name) ?? field.start;
    const words = kind?.read?.(field, value);
    if (words) rows.push([field.label, words]);
    if (words === '') continue;
    sent.set(field.name, kind?.sent ? kind.sent(value) : value);
    if (field.dateName && typeof value === 'string') sent.set(field.dateName, value.slice(0, 10));
  }
  return { values: Object.fromEntries(sent), rows };
}

/** Rows in one line: what the visitor's answer reads like in the conversation. */
export const labelOf = (rows: readonly Row[]): string => rows.map((row) => row.join(': ')).join(' · ');

/** What storage remembers of an answer, if it is one. */
export const rowsFrom = (value: unknown): readonly Row[] | undefined =>
  Array.isArray(value) &&
  value.every((row) => Array.isArray(row) && row.length === 2 && row.every((word) => typeof word === 'string'))
    ? (value as readonly Row[])
    : undefined;
