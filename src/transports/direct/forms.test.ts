import { expect } from '@open-wc/testing';
import { formExample } from '../../../components/parts/form/form.example.js';
import { encodeForm } from '../../../mock-server/doors/direct/encode-form.js';
import type { PartMap } from '../../protocol/part.js';
import { decodeDisplay } from './displays.js';
import { decodeForm } from './forms.js';

const step = (fields: readonly unknown[], more: object = {}) => ({ name: 'one', fields, ...more });
const display = (fields: readonly unknown[], more: object = {}) => ({
  type: 'FORM',
  name: 'f',
  steps: [step(fields, more)],
});
const fieldOf = (field: object) => decodeForm(display([{ type: 'TEXT', name: 'asked' }, field]))?.steps?.[0]?.fields[1];
const ask = { type: 'TEXT', name: 'asked' };

describe('decodeForm', () => {
  const items = [
    { id: 'a', label: 'A', selected: true },
    { id: 'b', label: 'B' },
    { label: 'only a label' },
    { id: 'only an id' },
    { id: 'u', label: 'U', url: 'javascript:alert(1)' },
    null,
    5,
    {},
  ];
  const read = [
    { id: 'a', label: 'A', selected: true },
    { id: 'b', label: 'B' },
    { id: 'only a label', label: 'only a label' },
    { id: 'only an id', label: 'only an id' },
    { id: 'u', label: 'U' },
  ];
  const fields: readonly (readonly [string, object, object])[] = [
    [
      'TEXT',
      {
        label: 'L',
        title: 'T',
        format: 'EMAIL',
        multiline: true,
        rows: 4,
        rowsMax: 9,
        maxLength: 80,
        placeholder: 'P',
      },
      {
        type: 'text',
        label: 'L',
        title: 'T',
        format: 'email',
        multiline: true,
        rows: 4,
        maxLength: 80,
        placeholder: 'P',
      },
    ],
    ['TEXT', { format: 'PHONE' }, { type: 'text', format: 'phone' }],
    ['TEXT', { format: 'ZIP_CODE' }, { type: 'text', format: 'zip' }],
    ['TEXT', { format: 'toString', multiline: 'yes', rows: '4' }, { type: 'text' }],
    [
      'TEXT',
      { format: 'ADDRESS', mapsBaseUrl: 'https://evil.example', googleMapsApiKey: 'k', style: { position: 'fixed' } },
      { type: 'text', format: 'address' },
    ],
    [
      'TEXT',
      { condition: "a === 'b'", mandatory: true, mandatoryError: 'E', mandatoryGroup: 'G' },
      { type: 'text', condition: "a === 'b'", mandatory: true, mandatoryError: 'E', mandatoryGroup: 'G' },
    ],
    ['DROPDOWN', { items }, { type: 'dropdown', items: read }],
    [
      'CHIPS',
      { items, radio: true, minRequired: 1, maxAllowed: 2, defaultOpen: true },
      { type: 'chips', items: read, radio: true, min: 1, max: 2 },
    ],
    ['CHECK', { items, radio: false }, { type: 'checks', items: read }],
    ['CHIPS', { items: 'none' }, { type: 'chips', items: [] }],
    [
      'CARD',
      {
        header: { title: 'H', subheader: 'S' },
        text: 'X',
        media: { imageUrl: 'https://a.example/i.png', alt: 'I', width: 3 },
      },
      { type: 'note', label: 'H', text: 'S\nX', image: { url: 'https://a.example/i.png', alt: 'I', width: 3 } },
    ],
    [
      'DATE',
      { preselecteDate: '2026-12-01T00:00:00.000Z', defaultBusyDays: {} },
      { type: 'date', value: '2026-12-01' },
    ],
    [
      'DATERANGE',
      { preselecteDates: { from: '2026-12-01', to: '2026-12-04' } },
      { type: 'date-range', from: '2026-12-01', to: '2026-12-04' },
    ],
    ['DATERANGE', { preselecteDates: 5 }, { type: 'date-range' }],
    ['DATETIME', {}, { type: 'date-time', name: 'datetime', dateName: 'preferred_date' }],
    ['DATETIME', { dateTimeFieldName: 'at', dateFieldName: 'on' }, { type: 'date-time', name: 'at', dateName: 'on' }],
    ['SIGNATURE', { title: 'Sign here' }, { type: 'note', label: 'Sign here' }],
    ['constructor', {}, { type: 'note', label: 'x' }],
  ];
  for (const [type, field, part] of fields)
    it(`reads ${type} ${JSON.stringify(field).slice(0, 60)}`, () =>
      expect(fieldOf({ type, name: 'x', ...field })).to.deep.equal({ name: 'x', ...part }));

  it('reads steps, their labels and their buttons', () => {
    const form = decodeForm({
      type: 'FORM',
      name: 'quote',
      labelHeader: true,
      header: [{ label: 'You', step: 'you' }, { label: 'Nobody', step: 'nobody' }, null, 'x'],
      steps: [
        {
          name: 'you',
          title: 'T',
          subtitle: 'S',
          condition: 'a',
          fields: [ask],
          previousAction: 'omit',
          nextLabel: 'On',
        },
        { name: 'last', fields: [ask], nextAction: 'submit', previousLabel: 'Back again', crmSubmit: true },
        {
          name: 'thanks',
          title: 'Thank you',
          fields: [{ type: 'CARD', name: 'c', text: 'We call.' }],
          nextAction: 'omit',
        },
      ],
    });
    const fields = [{ type: 'text', name: 'asked' }];
    expect(form).to.deep.equal({
      type: 'form',
      name: 'quote',
      steps: [
        {
          name: 'you',
          label: 'You',
          title: 'T',
          subtitle: 'S',
          condition: 'a',
          nextLabel: 'On',
          hidePrevious: true,
          fields,
        },
        { name: 'last', final: true, previousLabel: 'Back again', fields },
      ],
      thanks: 'Thank you\nWe call.',
    });
  });

  it('takes “final” for the end unless it says that more comes', () => {
    const final = (more: object) => decodeForm(display([ask], more))?.steps?.[0]?.final;
    expect(final({ final: true })).to.equal(true);
    expect(final({ final: true, nextAction: 'next' })).to.equal(undefined);
    expect(final({ nextAction: 'submit' })).to.equal(true);
    expect(final({})).to.equal(undefined);
  });

  it('leaves frames and foreign scripts out', () => {
    const hostile = {
      type: 'FORM',
      name: 'f',
      steps: [
        { name: 'frame', iframe: { src: 'https://evil.example' }, fields: [] },
        {
          name: 'script',
          externalWidget: { scriptSrc: 'https://evil.example/x.js', configGlobal: 'location', config: {} },
        },
        step([ask]),
      ],
    };
    expect(JSON.stringify(decodeForm(hostile))).to.not.include('evil');
    expect(decodeForm(hostile)?.steps).to.have.length(1);
  });

  const nothings: readonly Readonly<Record<string, unknown>>[] = [
    {},
    { steps: [] },
    { steps: 'x' },
    { steps: [null, 5, []] },
    { steps: [step([])] },
    { steps: [step([null, {}, { name: 5 }, { type: 'TEXT' }])] },
    { steps: [step([{ type: 'CARD', name: 'c', text: 'x' }])] },
    { steps: [{ name: 'frame', iframe: { src: 'https://evil.example' } }] },
  ];
  for (const nothing of nothings)
    it(`stays words with nothing to ask: ${JSON.stringify(nothing)}`, () => {
      expect(decodeForm(nothing)).to.equal(undefined);
      expect(decodeDisplay({ type: 'FORM', ...nothing }).type).to.equal('stentor:FORM');
    });

  it('keeps to its limits', () => {
    const form = decodeForm({
      type: 'FORM',
      name: 'f',
      steps: Array.from({ length: 30 }, () => step(Array(150).fill(ask))),
    });
    expect(form?.steps).to.have.length(20);
    expect(form?.steps?.[0]?.fields).to.have.length(100);
    const many = Array.from({ length: 300 }, (_, index) => ({ id: `${index}`, label: `${index}` }));
    expect(fieldOf({ type: 'DROPDOWN', name: 'x', items: many }))
      .to.have.property('items')
      .with.length(200);
  });

  it('comes back from the mock server’s wire as it went', () => {
    const encoded = encodeForm(formExample);
    expect(encoded).to.have.property('type', 'FORM');
    expect(JSON.stringify(encoded)).to.include('"radio":true');
    const { submitLabel, ...rest } = formExample;
    const steps = rest.steps?.map((each) => (each.final ? { ...each, nextLabel: submitLabel } : each));
    expect(decodeDisplay(JSON.parse(JSON.stringify(encoded)))).to.deep.equal({ ...rest, steps });
  });

  const others: readonly PartMap['form'][] = [
    { type: 'form', name: 'f', fields: [{ type: 'text', name: 'x' }] },
    { type: 'form', name: 'f', onlyLast: true, steps: [{ name: 's', fields: [{ type: 'text', name: 'x' }] }] },
    { type: 'form', name: 'f', steps: [{ name: 's', fields: [{ type: 'hidden', name: 'x' }] }] },
    { type: 'form', name: 'f', steps: [{ name: 's', fields: [{ type: 'text', name: 'x', format: 'url' }] }] },
  ];
  for (const other of others)
    it(`has no display for ${JSON.stringify(other)}`, () => expect(encodeForm(other)).to.equal(undefined));
});
