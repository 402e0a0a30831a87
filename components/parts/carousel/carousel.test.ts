import { expect, oneEvent } from '@open-wc/testing';
import { html } from 'lit';
import { settled, staged, words } from '../../foundation/fakes/stage.js';
import type { ChatLinkRequest, ChatSelectRequest } from '../../foundation/events/requests.js';
import { carouselExample } from './carousel.example.js';
import { carousel, type CarouselPart } from './carousel.part.js';
import type { ChatCarousel } from './carousel.js';
import './carousel.js';

const draw = (data: CarouselPart | undefined = carouselExample) =>
  staged<ChatCarousel>(html`<chat-carousel .data=${data}></chat-carousel>`);
const withLink = (url: string): CarouselPart => ({
  type: 'carousel',
  items: [{ title: 'Room', actions: [{ type: 'link', label: 'See it', url }] }],
});

describe('<chat-carousel>', () => {
  it('is accessible', async () => {
    const { isAccessible, element } = await draw();
    await isAccessible();
    element.data = { ...carouselExample, layout: 'list' };
    await settled();
    await isAccessible();
  });

  it('asks for the chosen card by its token, in the words of the card', async () => {
    const { all, element } = await draw();
    const chosen = oneEvent<ChatSelectRequest>(element, 'chat-select-request');
    all('button')[1]?.click();
    const { action } = await chosen;
    expect(action).to.deep.equal({ type: 'select', label: 'Sea room', token: 'room-sea' });
  });

  it('says of each button what it chooses', async () => {
    const { all } = await draw();
    expect(all('button').map((button) => button.getAttribute('aria-label'))).to.deep.equal([
      'Choose: Garden room',
      'Choose: Sea room',
    ]);
  });

  it('can be scrolled and chosen from with the keyboard', async () => {
    const { one, all, element } = await draw();
    const row = one('ul');
    row.focus();
    expect(row.matches(':focus')).to.equal(true);
    for (const button of all('button')) expect(button.tabIndex).to.equal(0);
    element.data = { ...carouselExample, layout: 'list' };
    await settled();
    expect(row.hasAttribute('tabindex')).to.equal(false);
  });

  it('links to web addresses, as the page may refuse', async () => {
    const { one, element } = await draw(withLink('https://example.com/room'));
    const link = one<HTMLAnchorElement>('a');
    expect(link.href).to.equal('https://example.com/room');
    expect(link.rel).to.include('noopener');
    element.addEventListener('chat-link-request', (event: ChatLinkRequest) => event.preventDefault());
    let refused = false;
    // Whatever comes of it, a test page does not follow the link.
    element.addEventListener('click', (event) => {
      refused = event.defaultPrevented;
      event.preventDefault();
    });
    link.click();
    expect(refused).to.equal(true);
  });

  for (const url of ['javascript:alert(1)', 'data:text/html,x', '//evil.example'])
    it(`keeps only the words of a button that leads to ${url}`, async () => {
      const { all, element } = await draw(withLink(url));
      expect(all('a')).to.have.length(0);
      expect(words(element)).to.include('See it');
    });

  it('draws titles as they are written', async () => {
    const title = '<img src=x onerror="alert(1)">';
    const { all, one } = await draw({ type: 'carousel', title, items: [{ title, description: title }] });
    expect(all('img')).to.have.length(0);
    expect(one('b').textContent).to.equal(title);
  });

  it('draws nothing without data', async () => {
    const { all } = await draw(undefined);
    const { element } = await staged<ChatCarousel>(html`<chat-carousel></chat-carousel>`);
    expect(words(element)).to.equal('');
    expect(all('li')).to.have.length(2);
  });
});

describe('the carousel part', () => {
  it('accepts its example', () => expect(carousel.accepts(carouselExample)).to.equal(true));

  const bad: Readonly<Record<string, unknown>> = {
    'no items': undefined,
    'an object': { length: 1 },
    'an empty list': [],
    'a list of nothing': [null],
    'a list of words': ['Room'],
    'an item without a title': [{ description: 'x' }],
    'a title that is no text': [{ title: { toString: 'x' } }],
    'buttons that are no list': [{ title: 'x', actions: 7 }],
    'a button that does nothing known': [{ title: 'x', action: { type: 'constructor', label: 'x' } }],
    'a button without words': [{ title: 'x', actions: [{ type: 'reply' }] }],
  };
  for (const [what, items] of Object.entries(bad))
    it(`refuses ${what}`, () => {
      const part: { type: string } = Object.assign({ type: 'carousel' }, { items });
      expect(carousel.accepts(part)).to.equal(false);
    });

  it('has words', () =>
    expect(carousel.toText?.(carouselExample)).to.equal(
      'Rooms\nGarden room: 2 guests · terrace · €118\nSea room: 2 guests · balcony · €146',
    ));
});
