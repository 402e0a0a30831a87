import { isPlain } from './plain.js';

/** One question about the visitor, as a page words it. */
export interface ContactField {
  /** `name`, `email`, `phone`, or what the backend calls the answer. */
  readonly name: string;
  readonly label?: string;
  /** Absent: what the name says, else `text`. */
  readonly type?: 'text' | 'email' | 'phone' | 'select' | 'checkbox' | 'textarea';
  readonly required?: boolean;
  /** `{ value: label }`, `[label]` or `[{ value, label }]`. */
  readonly options?: unknown;
  /** HTML's word for what browsers may fill in. */
  readonly autocomplete?: string;
}

/** A word is a required question of that name; the rest is read when it is asked (core/contact-questions). */
export const contactField = (raw: unknown): string | ContactField | undefined =>
  typeof (isPlain(raw) ? raw['name'] : raw) === 'string' ? (raw as string | ContactField) : undefined;
