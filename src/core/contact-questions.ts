import type { ContactField } from '../config/contact-field.js';
import type { Contact } from '../protocol/contact.js';

const MAX_QUESTIONS = 20;
const types = ['text', 'email', 'phone', 'select', 'checkbox', 'textarea'] as const;

/** A question about the visitor, complete. */
export interface ContactQuestion {
  readonly name: string;
  readonly label: string | undefined;
  readonly type: (typeof types)[number];
  readonly required: boolean;
  readonly options: unknown;
  readonly autocomplete: string | undefined;
}

const wordOf = (value: unknown): string | undefined => (typeof value === 'string' && value.trim() ? value : undefined);

function questionOf(setting: string | ContactField): ContactQuestion | undefined {
  // Settings are words from outside, whatever their type says.
  const given: Partial<Record<keyof ContactField, unknown>> =
    typeof setting === 'string' ? { name: setting, required: true } : setting;
  const name = wordOf(given.name)?.trim();
  if (!name || name === '__proto__') return undefined;
  return {
    name,
    label: wordOf(given.label),
    type: types.find((type) => type === given.type) ?? types.find((type) => type === name) ?? 'text',
    required: given.required === true,
    options: given.options,
    autocomplete: wordOf(given.autocomplete),
  };
}

/** The questions that the setting `contact-fields` means: each name once, and not more than can be borne. */
export function contactQuestions(settings: readonly (string | ContactField)[]): readonly ContactQuestion[] {
  const byName = new Map<string, ContactQuestion>();
  for (const question of settings.map(questionOf)) if (question) byName.set(question.name, question);
  return [...byName.values()].slice(0, MAX_QUESTIONS);
}

/**
 * What is still to be asked: nothing that is known, and nothing that was asked before and left empty. Where all that
 * is required is known, a visitor is not bothered for the rest.
 */
export function missingQuestions(
  questions: readonly ContactQuestion[],
  known: Contact,
  answered: readonly string[] = [],
): readonly ContactQuestion[] {
  const missing = questions.filter(({ name }) => !known[name] && !answered.includes(name));
  const needed = questions.some(({ required }) => required);
  return !needed || missing.some(({ required }) => required) ? missing : [];
}
