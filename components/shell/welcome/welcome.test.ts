import { expect, oneEvent } from '@open-wc/testing';
import { html } from 'lit';
import { waitUntil } from '../../../test/wait-until.js';
import type { ChatSelectRequest } from '../../foundation/events/requests.js';
import { said, settled, staged, words } from '../../foundation/fakes/stage.js';
import type { ChatWelcome } from './welcome.js';
import './welcome.js';

const starters = ['help', { label: 'Prices', text: 'What does a room cost?' }];
const draw = (settings: Readonly<Record<string, unknown>> = { intro: 'Ask away.', starters }) =>
  staged<ChatWelcome>(html`<chat-welcome></chat-welcome>`, { settings });

describe('<chat-welcome>', () => {
  it('is accessible', async () => {
    const { isAccessible } = await draw();
    await isAccessible();
  });

  it('asks for the first questions, by what they say', async () => {
    const { element, all, one } = await draw();
    expect(one('[role=group]').getAttribute('aria-label')).to.equal('First questions');
    const chosen = oneEvent<ChatSelectRequest>(element, 'chat-select-request');
    all('[part=starter]')[1]?.click();
    expect((await chosen).action).to.deep.equal({ type: 'reply', label: 'Prices', text: 'What does a room cost?' });
    const first = oneEvent<ChatSelectRequest>(element, 'chat-select-request');
    all('[part=starter]')[0]?.click();
    expect((await first).action).to.deep.equal({ type: 'reply', label: 'help', text: 'help' });
  });

  it('takes them away when the visitor has said something, not when the bot has', async () => {
    const { all, say } = await draw();
    await say(said('hello', 'Welcome'));
    expect(all('[part=starter]')).to.have.length(2);
    await say(said('mine', 'Hi', { author: 'user' }));
    expect(all('[part=starter]')).to.have.length(0);
    expect(all('[part=intro]')).to.have.length(1);
  });

  for (const plain of ['Ask away.', 'Rooms, prices & more: 2 - 4 guests (or 5)', 'One line\nand another'])
    it(`needs no markdown for ${JSON.stringify(plain)}`, async () => {
      const { one, all } = await draw({ intro: plain });
      expect(all('chat-text')).to.have.length(0);
      expect(one('[part=intro] p').textContent).to.equal(plain);
    });

  for (const rich of ['Ask about **rooms**', 'See [our page](https://example.com)', '- rooms\n- prices', 'One\n\nTwo'])
    it(`draws the markdown of ${JSON.stringify(rich)}`, async () => {
      const { one, all } = await draw({ intro: rich });
      expect(one('chat-text').getAttribute('class')).to.equal('words');
      await waitUntil(() => all('strong, a, li, p + p').length > 0);
    });

  it('draws a hostile intro as nothing but words', async () => {
    const { element, all } = await draw({
      heading: '<b>x</b>',
      intro: 'x <img src=x onerror="alert(1)"> y',
      starters: ['<i>z</i>'],
    });
    await customElements.whenDefined('chat-text');
    await settled();
    expect(all('img, b, i')).to.have.length(0);
    expect(words(element)).to.include('<i>z</i>');
  });

  it('is only a greeting where nothing is set', async () => {
    const { element, all } = await draw({});
    expect(words(element)).to.equal('C Hi there. How can we help?');
    expect(all('[part=intro], [role=group]')).to.have.length(0);
  });
});
