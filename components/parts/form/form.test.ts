import { ContextProvider } from '@lit/context';
import { expect, fixture, oneEvent } from '@open-wc/testing';
import { html, render } from 'lit';
import { waitUntil } from '../../../test/wait-until.js';
import { partMemoryContext } from '../../foundation/contexts.js';
import type { ChatFormSubmitRequest } from '../../foundation/events/part-requests.js';
import { deep, settled, staged, words, type Stage, type StageOptions } from '../../foundation/fakes/stage.js';
import { createPartMemory, type PartMemory } from '../../foundation/part-memory.js';
import { formExample } from './form.example.js';
import { form, type FormPart } from './form.part.js';
import type { FormField } from './form-field.js';
import type { ChatForm } from './form.js';
import './form.js';

type Input = HTMLInputElement;

const asking = (fields: readonly FormField[], more: Partial<FormPart> = {}): FormPart => ({
  type: 'form',
  name: 'test',
  fields,
  ...more,
});
const named: FormField = { type: 'text', name: 'name', label: 'Name' };

/** Drawn, and ready to be filled in. */
async function draw(data: FormPart = formExample, { live = true, ...options }: StageOptions & { live?: boolean } = {}) {
  const stage = await staged<ChatForm>(
    html`<chat-form .data=${data} .live=${live} .key=${'m/0'}></chat-form>`,
    options,
  );
  await waitUntil(() => stage.all('form').length > 0, 'a form');
  await settled();
  return stage;
}
type Drawn = Stage<ChatForm>;

const label = (stage: Drawn, text: string): HTMLElement => {
  const found = stage.all('label, legend').find((each) => each.textContent?.trim().startsWith(text));
  if (!found) throw new Error(`No label “${text}”.`);
  return found;
};
const input = (stage: Drawn, text: string): Input => {
  const found = label(stage, text);
  const { control } = found as HTMLLabelElement;
  if (!control) throw new Error(`No control for “${text}”.`);
  return control as Input;
};
async function fill(stage: Drawn, text: string, value: string): Promise<void> {
  const field = input(stage, text);
  field.value = value;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  field.dispatchEvent(new Event('change', { bubbles: true }));
  await settled();
}
async function choose(stage: Drawn, text: string): Promise<void> {
  label(stage, text).click();
  await settled();
}
async function press(stage: Drawn, name: string): Promise<void> {
  const button = stage.all('button').find((each) => each.textContent?.trim() === name);
  if (!button) throw new Error(`No button “${name}”.`);
  button.click();
  await settled();
}
const texts = (stage: Drawn, selector: string) => stage.all(selector).map((each) => each.textContent?.trim());
const problems = (stage: Drawn) => texts(stage, '.problem');
const focused = (stage: Drawn) => stage.one('chat-open-form').shadowRoot?.activeElement;
function requestsOf({ element }: Drawn): ChatFormSubmitRequest[] {
  const heard: ChatFormSubmitRequest[] = [];
  element.addEventListener('chat-form-submit-request', (event) => heard.push(event));
  return heard;
}

describe('<chat-form>', () => {
  // Whoever runs many tests at once waits for chunks: not here, where each wait is counted.
  before(() => Promise.all([import('./open-form.js'), import('./fields/kinds.js'), import('./condition.js')]));

  const ways: readonly (readonly [string, (stage: Drawn) => Promise<void>])[] = [
    ['in error', (stage) => press(stage, 'Continue')],
    ['with what depends on a choice', (stage) => choose(stage, 'Sea room')],
    [
      'at its second step, in error',
      async (stage) => {
        await press(stage, 'Continue');
        await fill(stage, 'E-mail', 'ann@');
        await press(stage, 'Continue');
      },
    ],
    [
      'at its last step',
      async (stage) => {
        await fill(stage, 'Full name', 'Ann');
        await fill(stage, 'E-mail', 'ann@example.com');
        await fill(stage, 'Arrival', '2026-12-01');
        await press(stage, 'Continue');
      },
    ],
    ['once it is sent', (stage) => press(stage, 'Ask for the room')],
  ];
  for (const scheme of ['light', 'dark'])
    for (const [index, [state]] of ways.entries())
      it(`is accessible ${state} (${scheme})`, async () => {
        const stage = await draw();
        stage.element.style.cssText = `color-scheme: ${scheme}; color: var(--chat-text); background: var(--chat-surface)`;
        for (const [, go] of ways.slice(0, index + 1)) await go(stage);
        await stage.isAccessible();
      });

  it('says where in the form one is, and goes on and back', async () => {
    const stage = await draw();
    expect(stage.one('#bars').getAttribute('aria-label')).to.equal('Step 1 of 3');
    expect(texts(stage, 'button')).to.deep.equal(['Continue']);
    await choose(stage, 'Garden room');
    await press(stage, 'Continue');
    expect(stage.one('#bars').getAttribute('aria-label')).to.equal('Step 2 of 3');
    expect(stage.all('i.done')).to.have.length(2);
    expect(focused(stage)).to.equal(stage.one('#step'));
    expect(stage.one('#step').getAttribute('aria-labelledby')).to.equal('bars title');
    expect(texts(stage, 'button')).to.deep.equal(['Back', 'Continue']);
    await press(stage, 'Back');
    expect(input(stage, 'Garden room').checked).to.equal(true);
  });

  it('shows what its condition asks for, and sends nothing that is hidden', async () => {
    const stage = await draw(
      asking([
        { type: 'chips', name: 'pet', label: 'Pet', radio: true, items: [{ id: 'dog', label: 'Dog' }, { id: 'no', label: 'None' }] }, // prettier-ignore
        { type: 'text', name: 'breed', label: 'Breed', condition: "pet === 'dog'", mandatory: true },
        { type: 'text', name: 'size', label: 'Size', condition: 'breed' },
      ]),
    );
    expect(texts(stage, 'label[for]')).to.deep.equal([]);
    await choose(stage, 'Dog');
    await fill(stage, 'Breed', 'Pug');
    await fill(stage, 'Size', 'small');
    await choose(stage, 'None');
    expect(texts(stage, 'label[for]')).to.deep.equal([]);
    const heard = requestsOf(stage);
    await press(stage, 'Send');
    expect(heard[0]?.values).to.deep.equal({ pet: 'no' });
  });

  it('keeps both boxes that are ticked in one moment', async () => {
    const items = [
      { id: 'a', label: 'Apple' },
      { id: 'b', label: 'Bean' },
    ];
    const stage = await draw(asking([{ type: 'checks', name: 'checks', label: 'Checks', items }]));
    input(stage, 'Bean').click();
    input(stage, 'Apple').click();
    const submitted = oneEvent<ChatFormSubmitRequest>(stage.element, 'chat-form-submit-request');
    await press(stage, 'Send');
    expect((await submitted).values).to.deep.equal({ checks: ['a', 'b'] });
  });

  it('leaves out steps that do not apply', async () => {
    const stage = await draw({
      type: 'form',
      name: 'test',
      steps: [
        { name: 'a', fields: [{ type: 'checks', name: 'more', label: 'More?', items: [{ id: 'yes', label: 'Yes' }] }] },
        { name: 'b', title: 'More', condition: 'more', fields: [named] },
        { name: 'c', title: 'End', fields: [{ ...named, name: 'end' }] },
      ],
    });
    expect(stage.one('#bars').getAttribute('aria-label')).to.equal('Step 1 of 2');
    await choose(stage, 'Yes');
    expect(stage.one('#bars').getAttribute('aria-label')).to.equal('Step 1 of 3');
    await press(stage, 'Continue');
    expect(stage.one('#title').textContent).to.equal('More');
  });

  it('says what is missing, at the field, and goes there', async () => {
    const stage = await draw();
    const heard = requestsOf(stage);
    await press(stage, 'Continue');
    expect(problems(stage)).to.deep.equal(['Nothing is chosen yet.']);
    expect(focused(stage)).to.equal(input(stage, 'Garden room'));
    const group = stage.one('fieldset');
    expect(group.getAttribute('aria-invalid')).to.equal('true');
    expect(group.getAttribute('aria-describedby')).to.equal('f0-problem');
    expect(stage.one('[role=status]').textContent).to.equal('One answer needs a look.');
    await choose(stage, 'Sea room');
    expect(problems(stage)).to.deep.equal([]);
    await press(stage, 'Continue');
    await fill(stage, 'E-mail', 'mara@');
    await press(stage, 'Continue');
    expect(problems(stage)).to.deep.equal([
      'We need a name for the door.',
      'That address is not complete yet.',
      'This is still empty.',
    ]);
    expect(stage.one('[role=status]').textContent).to.equal('3 answers need a look.');
    expect(focused(stage)).to.equal(input(stage, 'Full name'));
    const mail = input(stage, 'E-mail');
    expect(mail.getAttribute('aria-invalid')).to.equal('true');
    expect(mail.getAttribute('aria-describedby')).to.equal('f1-problem');
    await fill(stage, 'E-mail', 'mara@example.com');
    expect(problems(stage)).to.have.length(2);
    expect(heard).to.deep.equal([]);
  });

  it('goes to the day that is missing, and says when the end comes first', async () => {
    const stage = await draw(asking([{ type: 'date-range', name: 'x', label: 'X', from: '2026-12-04' }]));
    await press(stage, 'Send');
    expect(problems(stage)).to.deep.equal(['That date is not complete yet.']);
    expect(focused(stage)).to.equal(input(stage, 'To'));
    await fill(stage, 'To', '2026-12-01');
    await press(stage, 'Send');
    expect(problems(stage)).to.deep.equal(['The end is before the beginning.']);
    expect(focused(stage)).to.equal(input(stage, 'From'));
    await fill(stage, 'To', '2026-12-05');
    const heard = requestsOf(stage);
    await press(stage, 'Send');
    expect(heard[0]?.values).to.deep.equal({ x: { from: '2026-12-04', to: '2026-12-05' } });
  });

  it('needs one of a group', async () => {
    const stage = await draw(
      asking([
        { type: 'text', name: 'email', label: 'E-mail', format: 'email', mandatoryGroup: 'contact' },
        { type: 'text', name: 'phone', label: 'Phone', format: 'phone', mandatoryGroup: 'contact' },
      ]),
    );
    const heard = requestsOf(stage);
    await press(stage, 'Send');
    expect(problems(stage)).to.deep.equal(['One of these is needed: E-mail or Phone.']);
    await fill(stage, 'Phone', '030 123456');
    expect(problems(stage)).to.deep.equal([]);
    await press(stage, 'Send');
    expect(heard[0]?.values).to.deep.equal({ phone: '030 123456' });
  });

  it('counts what is chosen', async () => {
    const items = ['a', 'b', 'c'].map((id) => ({ id, label: id.toUpperCase() }));
    const stage = await draw(asking([{ type: 'chips', name: 'x', label: 'X', items, min: 2, max: 2 }]));
    await press(stage, 'Send');
    expect(problems(stage)).to.deep.equal(['Nothing is chosen yet.']);
    await choose(stage, 'A');
    await press(stage, 'Send');
    expect(problems(stage)).to.deep.equal(['Choose at least 2.']);
    await choose(stage, 'B');
    expect(problems(stage)).to.deep.equal([]);
    await choose(stage, 'C');
    await press(stage, 'Send');
    expect(problems(stage)).to.deep.equal(['Choose 2 at most.']);
    await choose(stage, 'A');
    const heard = requestsOf(stage);
    await press(stage, 'Send');
    expect(heard[0]?.values).to.deep.equal({ x: ['b', 'c'] });
  });

  const checks: readonly (readonly [string, string, readonly string[], readonly string[]])[] = [
    [
      'email',
      'That address is not complete yet.',
      ['a@b.de', 'ä+b@ü.example', ' a@b.co '],
      ['a', 'a@', '@b.de', 'a@b', 'a b@c.de'],
    ],
    [
      'phone',
      'That number is not complete yet.',
      ['030 123456', '+49 (30) 12-34 x5', '٠١٢٣٤٥٦'],
      ['12', 'call me', '+49'],
    ],
    ['zip', 'That code is not complete yet.', ['10115', 'SW1A 1AA', '90210-1234'], ['1', '?', 'x'.repeat(40)]],
    ['url', 'That link is not complete yet.', ['example.com', 'https://a.b/c?d'], ['example', 'a b.c']],
    ['number', 'That is not a number yet.', ['3', '-1.5', '1 000,50', '٣'], ['three', '1a', '-']],
  ];
  for (const [format, problem, good, bad] of checks)
    it(`is lenient with what might be a ${format}`, async () => {
      const stage = await draw(asking([{ type: 'text', name: 'x', label: 'X', format: format as 'email' }]));
      stage.element.addEventListener('chat-form-submit-request', (event) => event.preventDefault());
      for (const [values, expected] of [
        [good, []],
        [bad, [problem]],
      ] as const)
        // prettier-ignore
        for (const value of values) {
          await fill(stage, 'X', value);
          await press(stage, 'Send');
          expect(problems(stage), value).to.deep.equal(expected);
        }
    });

  it('gives each text its keyboard and what browsers may fill in', async () => {
    const text = (name: string, more: Partial<FormField> = {}) =>
      ({ type: 'text', name, label: name, ...more }) as FormField;
    const stage = await draw(
      asking([
        text('full name'),
        text('a', { format: 'email' }),
        text('b', { format: 'phone' }),
        text('c', { format: 'address', multiline: true }),
        text('d', { format: 'zip' }),
        text('e', { format: 'number' }),
        text('first_name'),
        text('f', { autocomplete: 'bday' }),
        text('g'),
      ]),
    );
    expect(
      stage.all<Input>('input, textarea').map((field) => [
        field.type,
        field.inputMode,
        // Firefox answers only those that it fills in itself.
        field.getAttribute('autocomplete') ?? '',
      ]),
    ).to.deep.equal([
      ['text', '', 'name'],
      ['email', '', 'email'],
      ['tel', '', 'tel'],
      ['textarea', '', 'street-address'],
      ['text', '', 'postal-code'],
      ['text', 'decimal', ''],
      ['text', '', 'given-name'],
      ['text', '', 'bday'],
      ['text', '', ''],
    ]);
    // Not a property in every engine.
    expect(input(stage, 'full name').getAttribute('enterkeyhint')).to.equal('send');
  });

  it('asks to send each kind of answer, in words for the conversation', async () => {
    const items = [
      { id: 'a', label: 'Apple' },
      { id: 'b', label: 'Bean', selected: true },
    ];
    const stage = await draw(
      asking(
        [
          named,
          { type: 'dropdown', name: 'dropdown', label: 'List', items },
          { type: 'checks', name: 'radio', label: 'Radio', radio: true, items },
          { type: 'checks', name: 'checks', label: 'Checks', items },
          { type: 'cards', name: 'cards', label: 'Cards', items },
          { type: 'date', name: 'date', label: 'Day', value: '2026-12-01' },
          { type: 'date-range', name: 'range', label: 'Stay', from: '2026-12-01', to: '2026-12-04' },
          { type: 'date-time', name: 'at', label: 'At', value: '2026-12-01T10:30', dateName: 'on' },
          { type: 'hidden', name: 'source', value: 'chat' },
          { type: 'note', name: 'note', label: 'By the way', text: 'Nothing to fill in' },
          { type: 'text', name: 'empty', label: 'Empty' },
        ],
        { title: 'All of it', thanks: 'We call you.' },
      ),
    );
    await fill(stage, 'Name', ' Ann ');
    const submitted = oneEvent<ChatFormSubmitRequest>(stage.element, 'chat-form-submit-request');
    await press(stage, 'Send');
    const { name, values, label: said, cancelable, composed } = await submitted;
    expect([name, cancelable, composed]).to.deep.equal(['test', true, true]);
    expect(values).to.deep.equal({
      name: 'Ann',
      dropdown: 'b',
      radio: 'b',
      checks: ['b'],
      cards: 'b',
      date: '2026-12-01',
      range: { from: '2026-12-01', to: '2026-12-04' },
      at: '2026-12-01T10:30',
      on: '2026-12-01',
      source: 'chat',
    });
    expect(said).to.match(
      /^Name: Ann · List: Bean · Radio: Bean · Checks: Bean · Cards: Bean · Day: .*2026.* · Stay: .* – .* · At: /,
    );
    expect(said).to.not.include('chat');
    expect(words(stage.element)).to.include('All of it · Sent').and.include('We call you.');
    expect(texts(stage, 'dt').slice(0, 2)).to.deep.equal(['Name', 'List']);
    expect(texts(stage, 'dd').slice(0, 2)).to.deep.equal(['Ann', 'Bean']);
    expect(stage.all('input, select, textarea, button')).to.have.length(0);
    expect(stage.element.shadowRoot?.activeElement?.classList.contains('sent')).to.equal(true);
  });

  it('says days in the language of the chat', async () => {
    const data = asking([{ type: 'date', name: 'day', label: 'Tag', value: '2026-12-01' }]);
    const stage = await draw(data, { strings: { locale: 'de' } });
    const submitted = oneEvent<ChatFormSubmitRequest>(stage.element, 'chat-form-submit-request');
    await press(stage, 'Send');
    expect((await submitted).label).to.equal('Tag: 01.12.2026');
  });

  it('lists what was chosen as the language of the chat does', async () => {
    const items = ['朝食', '駐車場'].map((label) => ({ id: label, label }));
    const data = asking([{ type: 'checks', name: 'extras', label: '追加', items }]);
    const stage = await draw(data, { strings: { locale: 'ja' } });
    stage.all('input')[1]?.click();
    await settled();
    stage.all('input')[0]?.click();
    await settled();
    const submitted = oneEvent<ChatFormSubmitRequest>(stage.element, 'chat-form-submit-request');
    await press(stage, 'Send');
    expect((await submitted).label).to.equal('追加: 朝食、駐車場');
  });

  it('is sent once, also when it is drawn anew', async () => {
    const stage = await draw(asking([named]));
    const heard = requestsOf(stage);
    await fill(stage, 'Name', 'Ann');
    const open = stage.one('form');
    await press(stage, 'Send');
    open.dispatchEvent(new SubmitEvent('submit', { cancelable: true }));
    stage.element.data = asking([named]);
    await settled();
    expect(heard).to.have.length(1);
    expect(texts(stage, 'dd')).to.deep.equal(['Ann']);
  });

  it('stays open when it is refused', async () => {
    const stage = await draw(asking([named]));
    stage.element.addEventListener('chat-form-submit-request', (event) => event.preventDefault(), { once: true });
    await fill(stage, 'Name', 'Ann');
    await press(stage, 'Send');
    expect(input(stage, 'Name').value).to.equal('Ann');
    await press(stage, 'Send');
    expect(texts(stage, 'dd')).to.deep.equal(['Ann']);
  });

  it('shows pictures from foreign hosts only when asked, which chooses nothing', async () => {
    const image = (url: string) => ({ url, alt: 'A view', width: 16, height: 9 });
    const stage = await draw(
      asking([
        {
          type: 'cards',
          name: 'x',
          label: 'X',
          items: [
            { id: 'a', label: 'A', description: 'Far', image: image('https://foreign.example/a.png') },
            { id: 'b', label: 'B', image: image('javascript:alert(1)') },
          ],
        },
        { type: 'note', name: 'n', label: 'Note', text: 'Words', image: image('https://foreign.example/b.png') },
      ]),
    );
    const shows = () => stage.all('button:not(.primary)');
    await waitUntil(() => shows().length === 2);
    expect(stage.all('img')).to.have.length(0);
    const radio = stage.all<Input>('input')[0];
    expect(radio?.labels?.[0]?.textContent).to.include('Far');
    shows()[0]?.click();
    await settled();
    expect(radio?.checked).to.equal(false);
    expect(words(stage.one('chat-open-form')))
      .to.include('Note')
      .and.include('Words');
  });

  it('says so when nothing was filled in', async () => {
    const stage = await draw(asking([named], { title: 'Call back' }));
    const heard = requestsOf(stage);
    await press(stage, 'Send');
    expect(heard[0]?.label).to.equal('Call back · Sent');
    expect(heard[0]?.values).to.deep.equal({});
  });

  it('is open only at the end of the conversation, if it says so', async () => {
    const closing = asking([named], { title: 'Quick question', onlyLast: true });
    const stage = await draw(closing);
    stage.element.live = false;
    await settled();
    expect(stage.all('form')).to.have.length(0);
    expect(words(stage.element)).to.equal('Quick question This form is closed.');
    const other = await draw(asking([named]), { live: false });
    expect(other.all('form')).to.have.length(1);
  });

  it('asks for no passwords and no cards', async () => {
    const refused: readonly FormField[] = [
      { type: 'text', name: 'password', label: 'Login' },
      { type: 'text', name: 'x1', label: 'Your Passwort' },
      { type: 'text', name: 'x2', label: 'Number', autocomplete: 'cc-number' },
      { type: 'text', name: 'x3', label: 'Code', autocomplete: 'one-time-code' },
      { type: 'text', name: 'x4', label: 'x', placeholder: 'Credit card' },
      { type: 'text', name: 'x5', label: 'CVC' },
      { type: 'hidden', name: 'pwd', value: 'x' },
    ];
    const stage = await draw(
      asking([...refused, named, { type: 'text', name: 'zip', label: 'PIN code', format: 'zip' }]),
    );
    expect(stage.all('input')).to.have.length(2);
    expect(stage.all('.refused')).to.have.length(6);
    expect(stage.all('.refused')[0]?.textContent).to.match(/^Never share/);
    const heard = requestsOf(stage);
    await fill(stage, 'Name', 'Ann');
    await press(stage, 'Send');
    expect(heard[0]?.values).to.deep.equal({ name: 'Ann' });
    const only = await staged<ChatForm>(html`<chat-form .data=${asking(refused.slice(0, 1))}></chat-form>`);
    await settled();
    expect(words(only.element)).to.equal('Login Never share passwords or card details in a chat.');
  });
});

describe('<chat-form> remembers', () => {
  async function standing(memory: PartMemory, data: FormPart, key: string) {
    const host = await fixture<HTMLElement>(html`<div></div>`);
    new ContextProvider(host, { context: partMemoryContext, initialValue: memory });
    render(html`<chat-form .data=${data} .key=${key}></chat-form>`, host);
    await settled();
    return host;
  }
  const values = (host: HTMLElement) => deep<Input>(host, 'input').map(({ value }) => value);
  async function type(host: HTMLElement, value: string): Promise<void> {
    await waitUntil(() => deep(host, 'input').length > 0);
    const [field] = deep<Input>(host, 'input');
    if (!field) throw new Error();
    field.value = value;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    await settled();
  }
  const steps: FormPart = {
    type: 'form',
    name: 'test',
    steps: [
      { name: 'a', fields: [named] },
      { name: 'b', fields: [{ type: 'text', name: 'place', label: 'Place' }] },
    ],
  };

  it('a draft, over another object of the same form and over a reload', async () => {
    const shelf = new Map<string, string>();
    const store = {
      getItem: (name: string) => shelf.get(name) ?? null,
      setItem: (name: string, value: string) => void shelf.set(name, value),
      removeItem: (name: string) => void shelf.delete(name),
    };
    const host = await standing(createPartMemory('x', store), steps, 'one/0');
    await type(host, 'Ann');
    deep(host, 'button')[0]?.click();
    await settled();
    await type(host, 'Riga');
    render(html`<chat-form .data=${{ ...steps }} .key=${'one/0'}></chat-form>`, host);
    await settled();
    expect(values(host)).to.deep.equal(['Riga']);
    const later = await standing(createPartMemory('x', store), steps, 'two/3');
    await waitUntil(() => deep(later, 'input').length > 0);
    expect(values(later)).to.deep.equal(['Riga']);
    deep(later, 'button')[0]?.click();
    await settled();
    expect(values(later)).to.deep.equal(['Ann']);
  });

  it('no draft of another form, and none once it is sent', async () => {
    const memory = createPartMemory();
    const host = await standing(memory, asking([named]), 'one/0');
    await type(host, 'Ann');
    const other = await standing(memory, asking([named], { name: 'other' }), 'two/0');
    await waitUntil(() => deep(other, 'input').length > 0);
    expect(values(other)).to.deep.equal(['']);
    deep(host, 'button')[0]?.click();
    await settled();
    expect(deep(host, 'dd').map(({ textContent }) => textContent)).to.deep.equal(['Ann']);
    const again = await standing(memory, asking([named]), 'three/0');
    await waitUntil(() => deep(again, 'input').length > 0);
    expect(values(again)).to.deep.equal(['']);
    const same = await standing(memory, asking([named]), 'one/0');
    expect(deep(same, 'dd')).to.have.length(1);
  });

  const broken: readonly unknown[] = ['x', 5, null, {}, [null, null], [-3, 'x'], [99, [['name', 5], ['name'], 7, ['toString', 'x']]], [{}, [['name', { a: 1 }]]]]; // prettier-ignore
  for (const draft of broken)
    it(`nothing of what is no draft: ${JSON.stringify(draft)}`, async () => {
      const memory = createPartMemory();
      memory.set('form/["test","name","place"]', draft);
      const host = await standing(memory, steps, 'one/0');
      await waitUntil(() => deep(host, 'input').length > 0);
      expect(values(host)).to.deep.equal(['']);
    });
});

describe('<chat-form> with whatever comes', () => {
  it('draws titles as they are written, without signs that turn them', async () => {
    const title = '<img src=x onerror="alert(1)">';
    const stage = await draw(asking([{ ...named, label: `safe\u202Egnp.exe` }, { ...named, name: 'b', label: title }], { title })); // prettier-ignore
    expect(stage.all('img')).to.have.length(0);
    expect(stage.one('.title').textContent).to.equal(title);
    expect(label(stage, 'safe').textContent?.trim()).to.equal('safegnp.exe');
  });

  it('keeps the words of what it cannot ask', async () => {
    const odd: object = { type: 'signature', name: 'sign', label: 'Sign here', mandatory: true };
    const stage = await draw(asking([odd as FormField, named]));
    expect(texts(stage, '.hint')).to.deep.equal(['Sign here']);
    const heard = requestsOf(stage);
    await press(stage, 'Send');
    expect(heard).to.have.length(1);
  });

  it('keeps the direction of what one may choose from, where lines begin at the right', async () => {
    const items = [{ id: '2', label: '2 adults (one room)' }];
    const data = asking([{ type: 'dropdown', name: 'guests', label: 'Guests', items }]);
    for (const [dir, shown] of [
      ['rtl', '\u20682 adults (one room)\u2069'],
      ['', '2 adults (one room)'],
    ] as const) {
      const stage = await draw(data, { strings: { dir } });
      expect(stage.all<HTMLOptionElement>('option')[1]?.text).to.equal(shown);
    }
  });

  it('keeps to its limits', async () => {
    const items = Array.from({ length: 300 }, (_, index) => ({ id: `${index}`, label: `${index}` }));
    const many = Array.from({ length: 90 }, (_, index): FormField => ({ ...named, name: `n${index}` }));
    const stage = await draw({
      type: 'form',
      name: 'test',
      steps: Array.from({ length: 30 }, (_, index) => ({
        name: `${index}`,
        title: `${index}`,
        fields: index ? many : [{ type: 'dropdown', name: 'd', label: 'D', items }],
      })),
    });
    expect(stage.all('option')).to.have.length(201);
    expect(stage.all('i')).to.have.length(20);
  });

  const words0: readonly (readonly [string, unknown])[] = [
    ['no fields that ask', [{ type: 'note', name: 'n', label: 'Words' }]],
    [
      'only hidden ones',
      [
        { type: 'hidden', name: 'Words', value: 'x' },
        { type: 'x', name: 'n', label: 'Words' },
      ],
    ],
  ];
  for (const [what, fields] of words0)
    it(`is words with ${what}`, async () => {
      const data = asking(fields as readonly FormField[]);
      const { element, all } = await staged<ChatForm>(html`<chat-form .data=${data}></chat-form>`);
      await settled();
      expect(all('form, button')).to.have.length(0);
      expect(words(element)).to.equal('Words');
    });

  for (const dir of ['ltr', 'rtl'])
    it(`fits into 320 px with long words (${dir})`, async () => {
      const long = 'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnung';
      const item = (id: string) => ({ id, label: id });
      const stage = await draw(
        asking(
          [
            { ...named, label: long, title: 'مرحبًا كيف نساعدك اليوم', mandatory: true, mandatoryError: long.repeat(2) },
            {
              type: 'chips',
              name: 'c',
              label: '您想要哪个房间您想要哪个房间您想要哪个房间',
              items: [item(long), item('السلام عليكم')],
            },
            { type: 'checks', name: 'k', label: long, items: [item(long)] },
            { type: 'cards', name: 'p', label: long, items: [item(long), item('x')] },
            { type: 'dropdown', name: 'd', label: long, items: [item(long)] },
            { type: 'date', name: 't', label: long },
            { type: 'date-range', name: 'r', label: long },
            { type: 'date-time', name: 'z', label: long },
            { type: 'text', name: 'm', label: long, multiline: true, placeholder: long },
          ],
          { title: long, submitLabel: long },
        ),
      );
      // A phone of 320 px leaves this for a message.
      stage.element.style.cssText = 'inline-size: 252px';
      stage.element.dir = dir;
      await press(stage, long);
      for (const each of [stage.element, ...stage.all('chat-open-form, form, .field, .option, .buttons > *, .card')]) {
        expect(each.scrollWidth, each.outerHTML.slice(0, 80)).to.be.at.most(each.clientWidth + 1);
        const box = each.getBoundingClientRect();
        expect(box.width, each.outerHTML.slice(0, 80)).to.be.at.most(252);
      }
      await stage.isAccessible();
    });
});

describe('the form part', () => {
  it('accepts its example and simple forms', () => {
    expect(form.accepts(formExample)).to.equal(true);
    expect(form.accepts(asking([named]))).to.equal(true);
  });

  const bad: readonly object[] = [
    {},
    { name: 'x' },
    { name: '', fields: [named] },
    { name: 'x', fields: [] },
    { name: 'x', fields: [null, 5, {}, { name: '' }] },
    { name: 'x', steps: [] },
    { name: 'x', steps: [null, { fields: 'x' }] },
    { name: 'x', steps: { length: 1 } },
  ];
  for (const part of bad)
    it(`refuses ${JSON.stringify(part)}`, () => expect(form.accepts({ type: 'form', ...part })).to.equal(false));

  it('has words: its questions and their choices', () =>
    expect(form.toText?.(formExample)).to.equal(
      [
        'Which room?',
        'Room: Garden room, Sea room',
        'Which side? Harbour, Beach',
        'Your details',
        'An e-mail address or a phone number is enough.',
        'Full name',
        'E-mail',
        'Phone',
        'Arrival',
        'Nights: 1, 2, 3, 7',
        'Anything else?',
        'Extras: Breakfast, Parking, Late check-out',
        'Wishes',
      ].join('\n'),
    ));
});
