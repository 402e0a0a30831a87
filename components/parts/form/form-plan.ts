import { knows } from '../../../src/protocol/match.js';
import type { Picture } from '../../../src/protocol/part.js';
import { withoutDeceit } from '../safe-url.js';
import type { FieldKind, FieldValue } from './field-kind.js';
import type { Item, Question } from './question.js';
import { isRefused } from './refused-field.js';

/** A question, and when it is asked. */
export interface Field extends Question {
  readonly condition: unknown;
  readonly mandatory: boolean;
  readonly mandatoryError: string | undefined;
  readonly group: string | undefined;
  readonly dateName: string | undefined;
  /** What it holds before anybody puts something in. */
  readonly start: FieldValue;
  /** How it is drawn and read; absent for what cannot be asked: a kind that nobody knows, or that nobody should ask for. */
  readonly kind: FieldKind | undefined;
  /** It asks for what nobody should ask for. */
  readonly refused: boolean;
}
export interface Step {
  readonly title: string | undefined;
  readonly subtitle: string | undefined;
  readonly condition: unknown;
  readonly nextLabel: string | undefined;
  readonly previousLabel: string | undefined;
  readonly hidePrevious: boolean;
  readonly final: boolean;
  readonly fields: readonly Field[];
}
/** A form, checked and within its limits. */
export interface FormPlan {
  readonly name: string;
  readonly title: string | undefined;
  readonly submitLabel: string | undefined;
  readonly thanks: string | undefined;
  readonly onlyLast: boolean;
  readonly steps: readonly Step[];
}

const MAX_STEPS = 20;
const MAX_FIELDS = 100;
const MAX_ITEMS = 200;
/** Characters of a label; an answer may be longer. */
const MAX_LABEL = 1000;

type Kinds = Readonly<Record<string, FieldKind>>;
type Loose = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Loose => typeof value === 'object' && value !== null;
const listOf = (value: unknown, most: number): readonly Loose[] =>
  Array.isArray(value) ? value.filter(isRecord).slice(0, most) : [];
/** Words to read, without signs that make them read as others. */
const wordsOf = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number'
    ? withoutDeceit(`${value}`).trim().slice(0, MAX_LABEL) || undefined
    : undefined;
const textOf = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? `${value}` : '');
const countOf = (value: unknown): number | undefined =>
  typeof value === 'number' && value > 0 ? Math.floor(value) : undefined;
const pictureOf = (value: unknown): Picture | undefined =>
  isRecord(value) && typeof value['url'] === 'string' ? (value as Loose & Picture) : undefined;
/** Pictures of choices are all of one size. */
const thumbnailOf = (value: unknown): Picture | undefined => {
  const { url, alt = '' } = pictureOf(value) ?? {};
  return url === undefined ? undefined : { url, alt: textOf(alt) };
};

const itemsOf = (items: unknown): readonly Item[] =>
  listOf(items, MAX_ITEMS).flatMap(({ id, label, description, image }) => {
    const known = textOf(id) || textOf(label);
    return known
      ? { id: known, label: wordsOf(label) ?? known, description: wordsOf(description), image: thumbnailOf(image) }
      : [];
  });

/** What is preselected: a value, two days, or the chosen items. */
function startOf({ type, value, from, to, items }: Loose, many: boolean): FieldValue {
  if (type === 'date-range') return [textOf(from), textOf(to)];
  const chosen = listOf(items, MAX_ITEMS)
    .filter(({ selected }) => selected === true)
    .map(({ id, label }) => textOf(id) || textOf(label));
  return many ? chosen : (chosen[0] ?? textOf(value));
}

function fieldOf(raw: Loose, kinds: Kinds): Field | undefined {
  const name = textOf(raw['name']).trim();
  // An object with such a key means something else to whoever reads it.
  if (!name || name === '__proto__') return undefined;
  const type = textOf(raw['type']);
  const label = wordsOf(raw['label']);
  const title = wordsOf(raw['title']);
  const many =
    type === 'cards' ? raw['radio'] === false : (type === 'chips' || type === 'checks') && raw['radio'] !== true;
  const question = {
    type,
    name,
    label: label ?? title ?? (type === 'note' ? '' : (wordsOf(raw['placeholder']) ?? name)),
    hint: wordsOf(raw['text']) ?? (label && title !== label ? title : undefined),
    format: wordsOf(raw['format']),
    autocomplete: wordsOf(raw['autocomplete']),
    placeholder: wordsOf(raw['placeholder']),
    regions: Array.isArray(raw['regions']) ? raw['regions'].map(textOf).slice(0, MAX_STEPS) : [],
    multiline: raw['multiline'] === true,
    rows: countOf(raw['rows']),
    maxLength: countOf(raw['maxLength']),
    items: itemsOf(raw['items']),
    many,
    min: countOf(raw['min']) ?? 0,
    max: countOf(raw['max']) ?? Infinity,
    image: pictureOf(raw['image']),
  };
  const refused = isRefused(question);
  return {
    ...question,
    condition: raw['condition'],
    mandatory: raw['mandatory'] === true,
    mandatoryError: wordsOf(raw['mandatoryError']),
    group: wordsOf(raw['mandatoryGroup']),
    dateName: wordsOf(raw['dateName']),
    start: startOf(raw, many),
    kind: !refused && knows(kinds, type) ? kinds[type] : undefined,
    refused,
  };
}

/** A part from outside as a form that can be drawn: what is no question, or beyond the limits, is left out. */
export function planOf(part: object, kinds: Kinds = {}): FormPlan {
  const { name, title, submitLabel, thanks, onlyLast, fields, steps } = part as Loose;
  let room = MAX_FIELDS;
  const planned = [{ fields }, ...listOf(steps, MAX_STEPS)].map((step: Loose): Step => {
    const asked = listOf(step['fields'], room).flatMap((field) => fieldOf(field, kinds) ?? []);
    room -= asked.length;
    return {
      title: wordsOf(step['title']) ?? wordsOf(step['label']),
      subtitle: wordsOf(step['subtitle']),
      condition: step['condition'],
      nextLabel: wordsOf(step['nextLabel']),
      previousLabel: wordsOf(step['previousLabel']),
      hidePrevious: step['hidePrevious'] === true,
      final: step['final'] === true,
      fields: asked,
    };
  });
  return {
    name: textOf(name),
    title: wordsOf(title),
    submitLabel: wordsOf(submitLabel),
    thanks: wordsOf(thanks),
    onlyLast: onlyLast === true,
    steps: planned.filter((step) => step.fields.length || step.title || step.subtitle),
  };
}
