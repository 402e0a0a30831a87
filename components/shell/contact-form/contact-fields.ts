import type { ContactQuestion } from '../../../src/core/contact-questions.js';
import type { contactEnglish } from '../../../src/i18n/contact.en.js';
import type { Words } from '../../../src/i18n/strings.js';
import type { FormField } from '../../parts/form/form-field.js';
import { formFromFields } from '../../parts/form/form-from-fields.js';

type ContactWords = Pick<Words<typeof contactEnglish>, `contact.${'name' | 'email' | 'phone' | 'yes'}`>;

/** Characters, where people have no more than that. */
const longest: ReadonlyMap<string, number> = new Map([['name', 100], ['email', 254]]); // prettier-ignore
const MAX_LENGTH = 1000;

/** What is asked about a visitor, as fields of a form; `regions` are where a phone number needs no country code. */
export function contactFields(
  questions: readonly ContactQuestion[],
  words: ContactWords,
  regions: readonly string[] = [],
): readonly FormField[] {
  const labels = new Map([['name', words['contact.name']], ['email', words['contact.email']], ['phone', words['contact.phone']]]); // prettier-ignore
  return questions.flatMap(({ name, type, required, options, autocomplete, ...question }) => {
    const label = question.label ?? labels.get(name);
    const [field] = formFromFields('contact', { [name]: { type, label, required, options } })?.fields ?? [];
    const fill = autocomplete === undefined ? {} : { autocomplete };
    if (field?.type === 'checks' && !options) return { ...field, items: [{ id: 'true', label: words['contact.yes'] }] };
    if (field?.type !== 'text') return field ?? [];
    if (type !== 'phone') return { ...field, ...fill, maxLength: longest.get(name) ?? MAX_LENGTH };
    return { type, name, label: field.label ?? name, mandatory: required, regions, ...fill };
  });
}
