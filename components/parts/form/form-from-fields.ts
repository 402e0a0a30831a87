import { withoutDeceit } from '../safe-url.js';
import type { FormField, FormItem, TextFormat } from './form-field.js';
import type { FormPart } from './form.part.js';

type Loose = Readonly<Record<string, unknown>>;

/** What HTML calls an input, and what a field is here. */
const formats: ReadonlyMap<string, TextFormat> = new Map([
  ['email', 'email'],
  ['tel', 'phone'],
  ['phone', 'phone'],
  ['address', 'address'],
  ['zip', 'zip'],
  ['url', 'url'],
  ['number', 'number'],
]);
const others: ReadonlyMap<string, 'date' | 'date-time' | 'hidden'> = new Map([
  ['date', 'date'],
  ['datetime', 'date-time'],
  ['datetime-local', 'date-time'],
  ['hidden', 'hidden'],
]);
const lists: ReadonlyMap<string, 'dropdown' | 'chips' | 'checks'> = new Map([
  ['select', 'dropdown'],
  ['dropdown', 'dropdown'],
  ['chips', 'chips'],
  ['radio', 'checks'],
  ['checkbox', 'checks'],
  ['checks', 'checks'],
]);

const isRecord = (value: unknown): value is Loose => typeof value === 'object' && value !== null;
const wordsOf = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? `${value}` : undefined;

/** `{ value: label }`, `[label]` or `[{ value, label }]`. */
function itemsOf(options: unknown): readonly FormItem[] {
  if (!isRecord(options)) return [];
  if (!Array.isArray(options))
    return Object.entries(options).map(([id, label]) => ({ id, label: wordsOf(label) ?? id }));
  return options.flatMap((option: unknown) => {
    const { value, id = value, label = id } = isRecord(option) ? option : { value: option };
    const known = wordsOf(id) ?? wordsOf(label);
    return known ? { id: known, label: wordsOf(label) ?? known } : [];
  });
}

/** `first_name`, `firstName` and `FIRST_NAME` read as “First name”. */
function labelOf(name: string): string {
  const words = withoutDeceit(name)
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/[\s_]+/g, ' ')
    .trim();
  const plain = words === name && words !== words.toUpperCase() ? words : words.toLowerCase();
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}

function fieldOf(name: string, value: unknown): FormField {
  const raw: Loose = isRecord(value) && !Array.isArray(value) ? value : { type: value };
  const type = (wordsOf(raw['type']) ?? 'text').toLowerCase();
  const placeholder = wordsOf(raw['placeholder']);
  const start = wordsOf(raw['value'] ?? raw['default']);
  const base = {
    name,
    label: wordsOf(raw['label'] ?? raw['title']) ?? labelOf(name),
    mandatory: raw['required'] === true,
  };
  const items = itemsOf(raw['options']).map((item) => (item.id === start ? { ...item, selected: true } : item));
  if (items.length)
    return {
      ...base,
      type: lists.get(type) ?? 'dropdown',
      items,
      ...(type === 'radio' && { radio: true }),
      ...(placeholder !== undefined && { placeholder }),
    };
  const other = others.get(type);
  if (other) return { ...base, type: other, ...(start !== undefined && { value: start }) };
  // One box: yes or nothing.
  if (type === 'checkbox') return { ...base, type: 'checks', items: [{ id: 'true', label: base.label }] };
  return {
    ...base,
    type: 'text',
    // A password is refused when the form is drawn.
    ...(type === 'password' && { autocomplete: 'current-password' }),
    format: formats.get(type) ?? 'plain',
    multiline: type === 'textarea',
    ...(placeholder !== undefined && { placeholder }),
    ...(start !== undefined && { value: start }),
  };
}

/**
 * The form of ChatBotKit's blocks and of plain JSON: `fields` is `{ NAME: type }` or
 * `{ NAME: { type, placeholder, options: { value: label } } }` (PROTOCOL.md, “Markdown blocks”). `undefined` when it
 * asks nothing. Never throws.
 */
export function formFromFields(name: string, fields: unknown): FormPart | undefined {
  if (!isRecord(fields) || Array.isArray(fields)) return undefined;
  const asked = Object.entries(fields)
    .filter(([key]) => key.trim())
    .map(([key, value]) => fieldOf(key, value));
  return asked.length ? { type: 'form', name, fields: asked } : undefined;
}
