import type { PartMap } from '../../../../src/protocol/part.js';
import { yamlFence } from './fence.js';

type Form = PartMap['form'];
type Field = NonNullable<Form['fields']>[number];
type Written = Readonly<Record<string, unknown>>;
type Writers = { readonly [T in Field['type']]: (field: Extract<Field, { type: T }>) => Written };

const inputs = {
  email: 'email',
  phone: 'tel',
  address: 'address',
  zip: 'zip',
  url: 'url',
  number: 'number',
  plain: 'text',
} as const;

const optionsOf = (items: readonly { readonly id: string; readonly label: string; readonly selected?: boolean }[]) => {
  const start = items.find(({ selected }) => selected)?.id;
  return {
    options: Object.fromEntries(items.map(({ id, label }) => [id, label])),
    ...(start !== undefined && { value: start }),
  };
};
const given = (fields: Written): Written =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** Each field under its name, in HTML's words for inputs. A day and another one are two fields. */
const writers: Writers = {
  text: ({ name, format = 'plain', multiline, placeholder, value }) => ({
    [name]: given({ type: multiline ? 'textarea' : inputs[format], placeholder, value }),
  }),
  phone: ({ name, placeholder, value }) => ({ [name]: given({ type: 'tel', placeholder, value }) }),
  dropdown: ({ name, placeholder, items }) => ({ [name]: given({ type: 'select', placeholder, ...optionsOf(items) }) }),
  chips: ({ name, radio, items }) => ({ [name]: { type: radio ? 'radio' : 'checkbox', ...optionsOf(items) } }),
  checks: ({ name, radio, items }) => ({ [name]: { type: radio ? 'radio' : 'checkbox', ...optionsOf(items) } }),
  cards: ({ name, radio = true, items }) => ({ [name]: { type: radio ? 'radio' : 'checkbox', ...optionsOf(items) } }),
  date: ({ name, value }) => ({ [name]: given({ type: 'date', value }) }),
  'date-range': ({ name, from, to }) => ({
    [`${name}_from`]: given({ type: 'date', value: from }),
    [`${name}_to`]: given({ type: 'date', value: to }),
  }),
  'date-time': ({ name, value }) => ({ [name]: given({ type: 'datetime-local', value }) }),
  hidden: ({ name, value }) => ({ [name]: given({ type: 'hidden', value }) }),
  note: () => ({}),
};

function fieldsOf(field: Field): Written {
  const written = (writers[field.type] as (field: Field) => Written)(field);
  const label = field.label ?? field.title;
  const names = Object.keys(written);
  return Object.fromEntries(
    Object.entries(written).map(([name, value]) => [
      name,
      {
        ...(value as Written),
        // Of two fields that come from one, the name tells which is which.
        ...(label !== undefined && names.length === 1 && { label }),
        ...(field.mandatory && { required: true }),
      },
    ]),
  );
}

/** A form as ChatBotKit's block: one step with all fields, since the block knows no steps, conditions and groups. */
export function formBlock({ name, fields, steps = [] }: Form): string {
  const asked = fields ?? steps.flatMap((step) => step.fields);
  return yamlFence('form', { name, fields: Object.assign({}, ...asked.map(fieldsOf)) as Written });
}
