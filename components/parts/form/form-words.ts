import { withoutDeceit } from '../safe-url.js';

type Loose = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Loose => typeof value === 'object' && value !== null;
const listOf = (value: unknown): readonly Loose[] => (Array.isArray(value) ? value.filter(isRecord) : []);
const textsOf = (...values: readonly unknown[]): readonly string[] =>
  values.flatMap((value) => (typeof value === 'string' && value.trim() ? [value.trim()] : []));

function fieldLine({ type, name, label, title, text, items }: Loose): readonly string[] {
  if (type === 'hidden') return [];
  const [question = ''] = textsOf(label, title, type === 'note' ? text : name);
  const choices = listOf(items).flatMap((item) => textsOf(item['label'], item['id']).slice(0, 1));
  if (!choices.length) return textsOf(question);
  return [`${question}${/\p{P}$/u.test(question) ? '' : ':'} ${choices.join(', ')}`];
}

/** A form where forms cannot be drawn: its questions, a line each, with the choices there are. None throws. */
export function formWords(part: object): string {
  const { title, steps, fields } = part as Loose;
  const lines = [part as Loose, ...listOf(steps)].flatMap((step) => [
    ...(step === part ? [] : textsOf(step['title'], step['subtitle'])),
    ...listOf(step === part ? fields : step['fields']).flatMap(fieldLine),
  ]);
  return withoutDeceit([...textsOf(title), ...lines].join('\n'));
}
