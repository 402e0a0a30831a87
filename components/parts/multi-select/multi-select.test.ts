import { expect, oneEvent } from '@open-wc/testing';
import { html } from 'lit';
import type { ChatSelectRequest } from '../../foundation/events/requests.js';
import { settled, staged, words } from '../../foundation/fakes/stage.js';
import { multiSelectExample } from './multi-select.example.js';
import { multiSelect, type MultiSelectPart } from './multi-select.part.js';
import type { ChatMultiSelect } from './multi-select.js';
import './multi-select.js';

const draw = (more: Partial<MultiSelectPart> = {}, scheme = 'light') =>
  staged<ChatMultiSelect>(
    html`<chat-multi-select
      .data=${{ ...multiSelectExample, ...more }}
      style="inline-size: 264px; color-scheme: ${scheme}; color: var(--chat-text); background: var(--chat-surface)"
    ></chat-multi-select>`,
  );

describe('<chat-multi-select>', () => {
  for (const scheme of ['light', 'dark'])
    it(`is accessible, ${scheme}`, async () => {
      const { isAccessible, all, one } = await draw({ max: 1 }, scheme);
      await isAccessible();
      one('.primary').click();
      await settled();
      await isAccessible();
      all('input')[0]?.click();
      await settled();
      await isAccessible();
      one('.primary').click();
      await settled();
      await isAccessible();
    });

  it('is boxes in one named group', async () => {
    const { one, all } = await draw();
    expect(words(one('legend'))).to.equal('What may we prepare for you?');
    expect(all<HTMLInputElement>('fieldset input').map(({ type }) => type)).to.deep.equal(Array(4).fill('checkbox'));
  });

  it('sends all that was chosen, in the order of the question, and shows it from then on', async () => {
    const { one, all, element } = await draw();
    all('input')[2]?.click();
    all('label')[0]?.click();
    await settled();
    expect(words(one('.primary'))).to.equal('Send (2)');
    const wish = oneEvent<ChatSelectRequest>(element, 'chat-select-request');
    one('.primary').click();
    expect((await wish).action).to.deep.equal({
      type: 'select',
      label: 'Breakfast, Late check-out',
      token: 'breakfast',
      tokens: ['breakfast', 'late-checkout'],
    });
    await settled();
    expect(all('input, button')).to.have.length(0);
    expect(all('li').map(words)).to.deep.equal(['Breakfast', 'Late check-out']);
  });

  it('sends what was chosen as the language of the interface lists it', async () => {
    const { all, one, element } = await staged<ChatMultiSelect>(
      html`<chat-multi-select .data=${multiSelectExample}></chat-multi-select>`,
      { strings: { locale: 'ja' } },
    );
    all('input')[2]?.click();
    all('input')[0]?.click();
    await settled();
    const wish = oneEvent<ChatSelectRequest>(element, 'chat-select-request');
    one('.primary').click();
    expect((await wish).action.label).to.equal('Breakfast、Late check-out');
  });

  it('stays open when the page refuses', async () => {
    const { one, all, element } = await draw();
    element.addEventListener('chat-select-request', (event) => event.preventDefault());
    all('input')[0]?.click();
    await settled();
    one('.primary').click();
    await settled();
    expect(all<HTMLInputElement>('input')[0]?.checked).to.equal(true);
  });

  it('takes no more than it may, and says so', async () => {
    const { one, all } = await draw({ max: 2 });
    expect(words(one('#hint'))).to.equal('Choose up to 2');
    all('input')[0]?.click();
    all('input')[1]?.click();
    await settled();
    const disabled = () => all<HTMLInputElement>('input').map((box) => box.disabled);
    expect(disabled()).to.deep.equal([false, false, true, true]);
    all('input')[1]?.click();
    await settled();
    expect(disabled()).to.deep.equal([false, false, false, false]);
  });

  it('takes no less than it must: it says so, and goes to the boxes', async () => {
    const { one, all, element } = await draw({ min: 2 });
    let asked = 0;
    element.addEventListener('chat-select-request', () => (asked += 1));
    all('input')[0]?.click();
    await settled();
    one('.primary').click();
    await settled();
    expect(asked).to.equal(0);
    expect(words(one('[role=alert]'))).to.equal('Choose 2 to 3');
    expect(all('input')[0]?.matches(':focus')).to.equal(true);
    all('input')[1]?.click();
    await settled();
    expect(all('[role=alert]')).to.have.length(0);
    one('.primary').click();
    expect(asked).to.equal(1);
  });

  const limits: readonly [Partial<MultiSelectPart>, string][] = [
    [{ max: 4 }, ''],
    [{ min: 2, max: 4 }, 'Choose at least 2'],
    [{ min: 2, max: 2 }, 'Choose 2'],
    [{ min: 2, max: 3 }, 'Choose 2 to 3'],
    [{ min: 9, max: 99 }, 'Choose at least 4'],
    [{ min: -3, max: 0 }, 'Choose 1'],
  ];
  for (const [more, hint] of limits)
    it(`says of ${JSON.stringify(more)}: ${hint}`, async () => {
      const { one } = await draw(more);
      expect(words(one('#hint'))).to.equal(hint);
    });

  it('remembers what was checked under its key', async () => {
    const { all, element } = await draw();
    all('input')[3]?.click();
    element.data = { ...multiSelectExample };
    await settled();
    expect(all<HTMLInputElement>('input').map(({ checked }) => checked)).to.deep.equal([false, false, false, true]);
  });

  it('keeps to itself with long words', async () => {
    const label = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';
    const { element } = await draw({
      title: label,
      items: [{ id: 'a', label, description: label }],
      submitLabel: label,
    });
    expect(element.scrollWidth).to.be.at.most(element.clientWidth);
  });
});

describe('the multi-select part', () => {
  it('accepts its example', () => expect(multiSelect.accepts(multiSelectExample)).to.equal(true));
  for (const bad of [{}, { items: [] }, { items: [{ id: 'a' }] }, { items: [{ id: 'a', label: 'A' }], min: 'x' }])
    it(`refuses ${JSON.stringify(bad)}`, () => {
      const part: { type: string } = Object.assign({ type: 'multi-select' }, bad);
      expect(multiSelect.accepts(part)).to.equal(false);
    });
  it('has words', () => expect(multiSelect.toText?.(multiSelectExample)).to.match(/prepare for you\?\nBreakfast\n/));
});
