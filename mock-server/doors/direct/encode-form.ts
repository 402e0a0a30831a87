import { knows } from '../../../src/protocol/match.js';
import type { PartMap } from '../../../src/protocol/part.js';
import type { StentorOtherDisplay } from '../../../src/transports/direct/wire.js';

type Form = PartMap['form'];
type Step = NonNullable<Form['steps']>[number];
type Field = Step['fields'][number];
type Encoders = { readonly [T in Field['type']]?: (field: Extract<Field, { type: T }>) => object | undefined };

const formats: Readonly<Record<string, string>> = {
  email: 'EMAIL',
  phone: 'PHONE',
  address: 'ADDRESS',
  zip: 'ZIP_CODE',
};

const choice =
  (type: string) =>
  ({ min, max, ...rest }: Extract<Field, { type: 'chips' | 'checks' }>) => ({
    ...rest,
    type,
    ...(min !== undefined && { minRequired: min }),
    ...(max !== undefined && { maxAllowed: max }),
  });

/** What stentor has a field of its own for; `undefined` where that could not say all of it. */
const encoders: Encoders = {
  text: ({ format = 'plain', autocomplete, value, ...rest }) =>
    (format === 'plain' || knows(formats, format)) && autocomplete === undefined && value === undefined
      ? { ...rest, type: 'TEXT', ...(format !== 'plain' && { format: formats[format] }) }
      : undefined,
  dropdown: (field) => ({ ...field, type: 'DROPDOWN' }),
  chips: choice('CHIPS'),
  checks: choice('CHECK'),
  date: ({ value, ...rest }) => ({ ...rest, type: 'DATE', ...(value !== undefined && { preselecteDate: value }) }),
  'date-range': ({ from, to, ...rest }) => ({ ...rest, type: 'DATERANGE', preselecteDates: { from, to } }),
};

const encodeField = (field: Field): object | undefined =>
  (encoders[field.type] as ((field: Field) => object | undefined) | undefined)?.(field);

function encodeStep({ hidePrevious, final, label: _, ...step }: Step, last: boolean): object | undefined {
  const fields = step.fields.map(encodeField);
  return fields.includes(undefined)
    ? undefined
    : {
        ...step,
        fields,
        nextAction: final || last ? 'submit' : 'next',
        previousAction: hidePrevious ? 'omit' : 'previous',
        ...((final || last) && { final: true, crmSubmit: true }),
      };
}

/** A form as stentor's FORM display (PROTOCOL.md, “direct”); `undefined` where that could not say all of it. */
export function encodeForm({
  name,
  title,
  steps = [],
  fields,
  onlyLast,
  submitLabel,
  thanks,
}: Form): StentorOtherDisplay | undefined {
  const encoded = steps.map((step, index) => encodeStep(step, index === steps.length - 1));
  if (fields || onlyLast || !steps.length || encoded.includes(undefined)) return undefined;
  const named = encoded.map((step, index) =>
    index === steps.length - 1 && submitLabel !== undefined ? { nextLabel: submitLabel, ...step } : step,
  );
  return {
    type: 'FORM',
    name,
    ...(title !== undefined && { title }),
    labelHeader: true,
    header: steps.flatMap(({ name: step, label }) => (label === undefined ? [] : [{ label, step }])),
    steps: [
      ...named,
      ...(thanks === undefined ? [] : [{ name: 'thanks', title: thanks, fields: [], nextAction: 'omit' }]),
    ],
  };
}
