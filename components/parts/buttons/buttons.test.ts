import { expect, oneEvent } from '@open-wc/testing';
import { html } from 'lit';
import type { ChatSelectRequest } from '../../foundation/events/requests.js';
import { settled, staged } from '../../foundation/fakes/stage.js';
import { buttonsExample } from './buttons.example.js';
import { buttons, type ButtonsPart } from './buttons.part.js';
import type { ChatButtons } from './buttons.js';
import './buttons.js';

const draw = (data: ButtonsPart = buttonsExample, scheme = 'light') =>
  staged<ChatButtons>(
    html`<chat-buttons
      .data=${data}
      style="inline-size: 264px; color-scheme: ${scheme}; color: var(--chat-text); background: var(--chat-surface)"
    ></chat-buttons>`,
  );

describe('<chat-buttons>', () => {
  for (const scheme of ['light', 'dark'])
    it(`is accessible, ${scheme}`, async () => {
      const { isAccessible, all, element } = await draw(buttonsExample, scheme);
      await isAccessible();
      all('button')[0]?.click();
      element.live = false;
      await settled();
      await isAccessible();
    });

  it('is a group of buttons and links', async () => {
    const { one, all } = await draw();
    expect(one('[role=group]').getAttribute('aria-label')).to.equal('Choices');
    expect(all('[part=option]').map(({ tagName }) => tagName)).to.deep.equal(['BUTTON', 'BUTTON', 'BUTTON', 'A', 'A']);
  });

  for (const [index, action] of buttonsExample.actions.slice(0, 3).entries())
    it(`asks for ${action.type} as it is`, async () => {
      const { all, element } = await draw();
      const wish = oneEvent<ChatSelectRequest>(element, 'chat-select-request');
      all('button')[index]?.click();
      expect((await wish).action).to.equal(action);
    });

  it('is over once one was chosen and the conversation went on', async () => {
    const { all, element } = await draw();
    element.key = 'm/1';
    await settled();
    all('button')[1]?.click();
    await settled();
    expect(all('button')[1]?.getAttribute('aria-label')).to.equal('Chosen: Change my booking');
    element.live = false;
    await settled();
    expect(all<HTMLButtonElement>('button').map(({ disabled }) => disabled)).to.deep.equal([true, true, true]);
    expect(all('a')).to.have.length(2);
    element.key = 'm/2';
    await settled();
    expect(all('.chosen'), 'another part has its own memory').to.have.length(0);
  });

  it('wraps, and keeps to itself with long words', async () => {
    const label = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';
    const { element, all } = await draw({
      type: 'buttons',
      actions: [
        { type: 'reply', label },
        { type: 'reply', label: 'Ja' },
      ],
    });
    expect(element.scrollWidth).to.be.at.most(element.clientWidth);
    for (const button of all('button')) expect(button.offsetHeight).to.be.at.least(36);
  });
});

describe('the buttons part', () => {
  it('accepts its example', () => expect(buttons.accepts(buttonsExample)).to.equal(true));
  for (const actions of [undefined, [], [{}], [{ type: 'link', label: 'x' }], [{ type: 'toString', label: 'x' }]])
    it(`refuses ${JSON.stringify(actions)}`, () => {
      const part: { type: string } = Object.assign({ type: 'buttons' }, { actions });
      expect(buttons.accepts(part)).to.equal(false);
    });
  it('has words', () => expect(buttons.toText?.(buttonsExample)).to.match(/^Book a room\nChange my booking\n/));
});
