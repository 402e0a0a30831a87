import { expect, oneEvent } from '@open-wc/testing';
import { html } from 'lit';
import type { Suggestion } from '../../../src/protocol/part.js';
import type { ChatSelectRequest } from '../../foundation/events/requests.js';
import { settled, staged, words } from '../../foundation/fakes/stage.js';
import type { ChatSuggestions } from './suggestions.js';
import './suggestions.js';

const offered: readonly Suggestion[] = [
  { type: 'reply', label: 'Prices' },
  { type: 'postback', label: 'Book', data: '{"go":1}' },
  { type: 'link', label: 'Our rooms', url: 'https://example.com/rooms' },
];
const draw = (suggestions = offered) =>
  staged<ChatSuggestions>(html`<chat-suggestions .suggestions=${suggestions}></chat-suggestions>`);

describe('<chat-suggestions>', () => {
  for (const scheme of ['light', 'dark'])
    it(`is accessible, ${scheme}`, async () => {
      const { isAccessible, element } = await draw();
      element.style.colorScheme = scheme;
      element.style.background = 'var(--chat-surface)';
      await isAccessible();
    });

  it('is a group of buttons and links', async () => {
    const { one, all } = await draw();
    expect(one('[role=group]').getAttribute('aria-label')).to.equal('Suggested replies');
    expect(all('[part=suggestion]').map((each) => each.tagName)).to.deep.equal(['BUTTON', 'BUTTON', 'A']);
  });

  it('asks for what was chosen, whole', async () => {
    const { all, element } = await draw();
    const chosen = oneEvent<ChatSelectRequest>(element, 'chat-select-request');
    all('button')[1]?.click();
    expect((await chosen).action).to.equal(offered[1]);
  });

  it('follows what is offered, two of the same name too', async () => {
    const { all, element } = await draw();
    element.suggestions = [
      { type: 'reply', label: 'Yes' },
      { type: 'reply', label: 'Yes', text: 'Yes, really' },
    ];
    await settled();
    expect(all('[part=suggestion]').map(words)).to.deep.equal(['Yes', 'Yes']);
  });

  for (const [what, dir, label] of [
    ['long words', 'ltr', 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'],
    ['words from right to left', 'rtl', 'غرفة هادئة تطل على الحديقة مع إفطار غني كل صباح'],
    ['words without spaces', 'ltr', '安靜的房間可以看到花園和湖泊早餐豐富每天早上供應直到十一點'],
  ] as const)
    it(`keeps ${what} to itself on a small phone, one chip below the other`, async () => {
      const many = ['1', '2', '3'].map((n): Suggestion => ({ type: 'reply', label: `${label} ${n}` }));
      const { element, all } = await draw(many);
      element.dir = dir;
      element.style.inlineSize = '288px';
      await settled();
      expect(element.scrollWidth).to.be.at.most(288);
      const [first, second] = all('[part=suggestion]').map((chip) => chip.getBoundingClientRect());
      expect(second?.top).to.be.at.least(first?.bottom ?? Number.NaN);
      const { left, right } = element.getBoundingClientRect();
      const start = dir === 'rtl' ? right - (first?.right ?? 0) : (first?.left ?? 0) - left;
      expect(start, 'beside the avatar').to.be.closeTo(38, 0.5);
    });

  it('draws no group for nothing', async () => {
    const { all } = await draw([]);
    expect(all('*')).to.have.length(0);
  });
});
