import type { nothing } from 'lit';
import type { formEnglish } from '../../../src/i18n/parts/form.en.js';
import type { Strings, Words } from '../../../src/i18n/strings.js';
import type { Question } from './question.js';

export type FormStrings = Pick<Strings, 'locale' | 'dir'> & Words<typeof formEnglish>;

/** What was put into a field: a text, or what was chosen. */
export type FieldValue = string | readonly string[];

/** What a field's inputs are drawn with. */
export interface Control {
  /** Of the input, or what the ids of several inputs begin with; unique in the form. */
  readonly id: string;
  readonly value: FieldValue;
  readonly invalid: 'true' | typeof nothing;
  readonly required: 'true' | typeof nothing;
  readonly describedBy: string | typeof nothing;
  /** What the Enter key does. */
  readonly enter: 'next' | 'send';
  readonly strings: FormStrings;
  readonly set: (value: FieldValue) => void;
}

/** One kind of field. */
export interface FieldKind {
  /** Several inputs: the label is their group's. */
  readonly group?: boolean;
  /** Two of them fit beside each other. */
  readonly short?: boolean;
  draw(question: Question, control: Control): unknown;
  /** What was put in, in words of a language; empty when nothing was. Absent: nothing can be put in. */
  read?(question: Question, value: FieldValue, locale?: string): string;
  /** What is not right about what was put in. */
  problem?(question: Question, value: FieldValue, strings: FormStrings): string | undefined;
  /** What its check still waits for. Absent, or `undefined`: nothing. */
  ready?(): Promise<unknown> | undefined;
  /** What the backend gets. Absent: the value. */
  sent?(value: FieldValue, question: Question): unknown;
}

/** Drafts come from storage: a value of another shape is an empty one. */
export const textOf = (value: FieldValue): string => (typeof value === 'string' ? value : '');
/** All that was chosen. */
export const chosenOf = (value: FieldValue): readonly string[] =>
  typeof value === 'string' ? (value ? [value] : []) : value;
