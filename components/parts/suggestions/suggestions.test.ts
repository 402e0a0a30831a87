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
  it('is accessible', async () => {
    const { isAccessible } = await draw();
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

  it('draws no group for nothing', async () => {
    const { all } = await draw([]);
    expect(all('*')).to.have.length(0);
  });
});
