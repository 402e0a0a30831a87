import { expect, oneEvent } from '@open-wc/testing';
import { html } from 'lit';
import type { ChatSelectRequest } from '../../foundation/events/requests.js';
import { settled, staged, words } from '../../foundation/fakes/stage.js';
import { cardExample } from './card.example.js';
import { card, type CardPart } from './card.part.js';
import type { ChatCard } from './card.js';
import './card.js';

const draw = (data: CardPart = cardExample, scheme = 'light') =>
  staged<ChatCard>(
    html`<chat-card
      .data=${data}
      style="inline-size: 264px; color-scheme: ${scheme}; color: var(--chat-text); background: var(--chat-surface)"
    ></chat-card>`,
  );

describe('<chat-card>', () => {
  for (const scheme of ['light', 'dark'])
    it(`is accessible, ${scheme}`, async () => {
      const { isAccessible } = await draw(cardExample, scheme);
      await isAccessible();
    });

  it('says all that there is, and nothing empty', async () => {
    const { element, one } = await draw();
    expect(words(element)).to.equal(
      'Breakfast Every day from 7 to 11 Bread from the bakery next door, eggs as you like them, and the view for nothing. Add breakfast See the menu',
    );
    expect(one('chat-picture').offsetHeight).to.be.greaterThan(100);
    const bare = await draw({ type: 'card', title: 'Only this' });
    expect(words(bare.element)).to.equal('Only this');
    expect(bare.all('chat-picture, button, small, p, .offers')).to.have.length(0);
  });

  it('does the main thing first, by each kind of action', async () => {
    const { all, element } = await draw({
      type: 'card',
      title: 'Room',
      action: { type: 'select', label: 'Room', token: 't' },
      actions: [
        { type: 'reply', label: 'Ask', text: 'What is it like?' },
        { type: 'postback', label: 'Hold', data: '{}' },
        { type: 'schedule', label: 'Room' },
        { type: 'link', label: 'Room', url: 'https://example.com/' },
        { type: 'call', label: 'Call', phone: '+1 555 0100' },
      ],
    });
    const offers = all('.offer > *');
    expect(offers.map((each) => each.textContent?.trim())).to.deep.equal([
      'Choose', 'Ask', 'Hold', 'Choose a time', 'Open', 'Call',
    ]); // prettier-ignore
    expect(offers.map((each) => each.getAttribute('aria-label'))).to.deep.equal([
      'Choose: Room', 'Ask: Room', 'Hold: Room', 'Choose a time: Room', 'Open: Room', 'Call: Room',
    ]); // prettier-ignore
    expect(offers.map((each) => each.matches('.primary'))).to.deep.equal([true, false, false, false, false, false]);
    expect((offers[5] as HTMLAnchorElement).href).to.equal('tel:+15550100');
    const wish = oneEvent<ChatSelectRequest>(element, 'chat-select-request');
    offers[3]?.click();
    expect((await wish).action).to.deep.equal({ type: 'schedule', label: 'Room' });
  });

  it('remembers what was chosen', async () => {
    const { all, element } = await draw();
    all('button')[0]?.click();
    element.live = false;
    await settled();
    expect(all<HTMLButtonElement>('button').map(({ disabled }) => disabled)).to.deep.equal([true]);
    expect(words(element)).to.include('Chosen');
    expect(all('a')).to.have.length(1);
  });

  it('keeps to itself with long words, from right to left too', async () => {
    const title = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';
    const { element } = await draw({
      type: 'card',
      title,
      subtitle: title,
      actions: [{ type: 'reply', label: title }],
    });
    element.dir = 'rtl';
    expect(element.scrollWidth).to.be.at.most(element.clientWidth);
    expect(getComputedStyle(element.shadowRoot?.querySelector('b') ?? element).textAlign).to.be.oneOf([
      'start',
      'left',
    ]);
  });
});

describe('the card part', () => {
  it('accepts its example', () => expect(card.accepts(cardExample)).to.equal(true));
  for (const bad of [{}, { title: ' ' }, { title: 'x', image: 'y' }, { title: 'x', actions: [null] }])
    it(`refuses ${JSON.stringify(bad)}`, () => {
      const part: { type: string } = Object.assign({ type: 'card' }, bad);
      expect(card.accepts(part)).to.equal(false);
    });
  it('has words', () => expect(card.toText?.(cardExample)).to.match(/^Breakfast: Every day from 7 to 11 · Bread/));
});
