import { listOf, numberOf, present, recordOf, textOf, type Untrusted } from '../../net/untrusted.js';
import { knows } from '../../protocol/match.js';
import type { PartMap } from '../../protocol/part.js';

type Form = PartMap['form'];
type Step = NonNullable<Form['steps']>[number];
type Field = Step['fields'][number];
type Own = { readonly name: string; readonly label?: string; readonly title?: string };

const MAX_STEPS = 20;
const MAX_FIELDS = 100;
const MAX_ITEMS = 200;

const formats = { PHONE: 'phone', EMAIL: 'email', ADDRESS: 'address', ZIP_CODE: 'zip' } as const;

/** The day of a date as JSON has it. */
const dayOf = (date: unknown): string | undefined => textOf(date)?.slice(0, 10);
const yes = (value: unknown): true | undefined => (value === true ? true : undefined);

/** Chips that open an address are choices too: a form leads nowhere else. */
const itemsOf = (items: unknown) =>
  listOf(items, MAX_ITEMS).flatMap((value) => {
    const { id, label, selected } = recordOf(value);
    const known = textOf(id) ?? textOf(label);
    return known ? [{ id: known, label: textOf(label) ?? known, ...present({ selected: yes(selected) }) }] : [];
  });

const choice =
  (type: 'chips' | 'checks') =>
  (own: Own, { radio, minRequired, maxAllowed, items }: Untrusted): Field => ({
    ...own,
    type,
    items: itemsOf(items),
    ...present({ radio: yes(radio), min: numberOf(minRequired), max: numberOf(maxAllowed) }),
  });

function decodeCard(own: Own, { header, media, text }: Untrusted): Field {
  const { title, subheader } = recordOf(header);
  const { imageUrl, alt, width, height } = recordOf(media);
  const url = textOf(imageUrl);
  const words = [textOf(subheader), textOf(text)].filter((each) => each !== undefined).join('\n');
  return {
    ...own,
    type: 'note',
    ...present({ label: textOf(title), text: textOf(words) }),
    ...(url && {
      image: { url, ...present({ alt: textOf(alt), width: numberOf(width), height: numberOf(height) }) },
    }),
  };
}

/** A type that nobody knows keeps its words. */
const decodeUnknown = ({ name, label, title = name, ...own }: Own): Field => ({
  ...own,
  name,
  label: label ?? title,
  type: 'note',
});

const fields: Readonly<Record<string, (own: Own, field: Untrusted) => Field>> = {
  TEXT: (own, { format, multiline, placeholder, rows, maxLength }) => ({
    ...own,
    type: 'text',
    ...present({
      format: knows(formats, format) ? formats[format] : undefined,
      multiline: yes(multiline),
      placeholder: textOf(placeholder),
      rows: numberOf(rows),
      maxLength: numberOf(maxLength),
    }),
  }),
  DROPDOWN: (own, { items }) => ({ ...own, type: 'dropdown', items: itemsOf(items) }),
  CHIPS: choice('chips'),
  CHECK: choice('checks'),
  CARD: decodeCard,
  DATE: (own, { preselecteDate }) => ({ ...own, type: 'date', ...present({ value: dayOf(preselecteDate) }) }),
  DATERANGE(own, { preselecteDates }) {
    const { from, to } = recordOf(preselecteDates);
    return { ...own, type: 'date-range', ...present({ from: dayOf(from), to: dayOf(to) }) };
  },
  DATETIME: (own, { dateFieldName, dateTimeFieldName }) => ({
    ...own,
    type: 'date-time',
    name: textOf(dateTimeFieldName) ?? 'datetime',
    dateName: textOf(dateFieldName) ?? 'preferred_date',
  }),
};

function decodeField(value: unknown): Field[] {
  const field = recordOf(value);
  const name = textOf(field.name);
  if (!name) return [];
  const own = {
    name,
    ...present({
      label: textOf(field.label),
      title: textOf(field.title),
      condition: textOf(field.condition),
      mandatory: yes(field.mandatory),
      mandatoryError: textOf(field.mandatoryError),
      mandatoryGroup: textOf(field.mandatoryGroup),
    }),
  };
  return [(knows(fields, field.type) ? fields[field.type] : undefined)?.(own, field) ?? decodeUnknown(own)];
}

/** Frames, foreign scripts and styles are left out: they are not words, and nothing that a message may bring. */
function decodeStep(step: Untrusted, label: string | undefined): Step {
  return {
    name: textOf(step.name) ?? '',
    fields: listOf(step.fields, MAX_FIELDS).flatMap(decodeField),
    ...present({
      label,
      title: textOf(step.title),
      subtitle: textOf(step.subtitle),
      condition: textOf(step.condition),
      nextLabel: textOf(step.nextLabel),
      previousLabel: textOf(step.previousLabel),
      hidePrevious: yes(step.previousAction === 'omit'),
      final: yes(step.nextAction === 'submit' || (step.final === true && step.nextAction !== 'next')),
    }),
  };
}

const isNote = ({ type }: Field): boolean => type === 'note';

/** What a step without questions says. */
const thanksOf = ({ title, subtitle, fields: notes }: Step): readonly string[] =>
  [title, subtitle, ...notes.flatMap((note) => [note.label, note.type === 'note' ? note.text : undefined])].filter(
    (each) => each !== undefined,
  );

/**
 * A FORM display (PROTOCOL.md, “direct”). A step without questions and without a way on is what is said afterwards.
 * `undefined` when there is nothing to ask.
 */
export function decodeForm(display: Untrusted): Form | undefined {
  const labels = new Map(
    listOf(display.header, MAX_STEPS).map((item) => [textOf(recordOf(item).step), textOf(recordOf(item).label)]),
  );
  const all = listOf(display.steps, MAX_STEPS)
    .map(recordOf)
    .map((raw) => ({
      step: decodeStep(raw, labels.get(textOf(raw.name))),
      ends: raw.nextAction === 'omit',
    }));
  const isEnd = ({ step, ends }: (typeof all)[number]): boolean => ends && step.fields.every(isNote);
  const steps = all.filter((each) => !isEnd(each)).map(({ step }) => step);
  if (!steps.some((step) => !step.fields.every(isNote))) return undefined;
  const thanks = all
    .filter(isEnd)
    .flatMap(({ step }) => thanksOf(step))
    .join('\n');
  return {
    type: 'form',
    name: textOf(display.name) ?? 'form',
    steps: steps.filter((step) => step.fields.length || step.title || step.subtitle),
    ...present({ title: textOf(display.title), thanks: textOf(thanks) }),
  };
}
