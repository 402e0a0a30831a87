import { expect, oneEvent } from '@open-wc/testing';
import { html } from 'lit';
import { waitUntil } from '../../../test/wait-until.js';
import type { ChatLinkRequest, ChatSelectRequest } from '../../foundation/events/requests.js';
import { press, settled, staged, words } from '../../foundation/fakes/stage.js';
import { carouselExample } from './carousel.example.js';
import { carousel, type CarouselPart } from './carousel.part.js';
import type { ChatCarousel } from './carousel.js';
import './carousel.js';

const draw = (data: CarouselPart | undefined = carouselExample, width = 320, dir = 'ltr') =>
  staged<ChatCarousel>(html`<chat-carousel .data=${data} dir=${dir} style="inline-size: ${width}px"></chat-carousel>`);
const withLink = (url: string): CarouselPart => ({
  type: 'carousel',
  items: [{ title: 'Room', actions: [{ type: 'link', label: 'See it', url }] }],
});
/** Where each card begins, from the start of the row. */
const starts = (row: HTMLElement): readonly number[] => {
  const { left, right } = row.getBoundingClientRect();
  const rtl = getComputedStyle(row).direction === 'rtl';
  return [...row.children].map((card) => {
    const box = card.getBoundingClientRect();
    return Math.round(rtl ? right - box.right : box.left - left);
  });
};
const atStart = (row: HTMLElement, index: number) =>
  waitUntil(() => Math.abs((starts(row)[index] ?? 99) - 2) <= 2, `card ${index} stands at the start`);

describe('<chat-carousel>', () => {
  for (const scheme of ['light', 'dark'])
    it(`is accessible, ${scheme}`, async () => {
      const { isAccessible, element } = await draw();
      element.style.colorScheme = scheme;
      element.style.background = 'var(--chat-surface)';
      element.style.color = 'var(--chat-text)';
      await isAccessible();
    });

  it('asks for the chosen card by its token, in the words of the card', async () => {
    const { all, element } = await draw();
    const chosen = oneEvent<ChatSelectRequest>(element, 'chat-select-request');
    all('.offer button')[1]?.click();
    const { action } = await chosen;
    expect(action).to.deep.equal({ type: 'select', label: 'Sea room', token: 'room-sea' });
  });

  it('says of each button what it chooses', async () => {
    const { all } = await draw();
    expect(all('.offer button').map((button) => button.getAttribute('aria-label'))).to.deep.equal([
      'Choose: Garden room',
      'Choose: Sea room',
      'Choose: Attic',
    ]);
  });

  it('marks what was chosen, and ends with the next word; links go on', async () => {
    const { all, element } = await draw({
      type: 'carousel',
      items: [...carouselExample.items.slice(0, 2), ...withLink('https://example.com/room').items],
    });
    const buttons = () => all<HTMLButtonElement>('.offer button');
    buttons()[1]?.click();
    await settled();
    expect(buttons()[1]?.getAttribute('aria-label')).to.equal('Chosen: Sea room');
    expect(all('.card.chosen')).to.have.length(1);
    expect(
      buttons().map(({ disabled }) => disabled),
      'nothing was said yet',
    ).to.deep.equal([false, false]);
    element.live = false;
    await settled();
    expect(buttons().map(({ disabled }) => disabled)).to.deep.equal([true, true]);
    expect(all<HTMLAnchorElement>('a').map(({ href }) => href)).to.deep.equal(['https://example.com/room']);
  });

  it('can be chosen from later, as long as nothing was', async () => {
    const { all, element } = await draw();
    element.live = false;
    await settled();
    expect(all<HTMLButtonElement>('.offer button').some(({ disabled }) => disabled)).to.equal(false);
  });

  it('remembers nothing that the page refused, nor that a link was followed', async () => {
    const { all, element } = await draw();
    element.addEventListener('chat-select-request', (event) => event.preventDefault());
    all('.offer button')[0]?.click();
    await settled();
    expect(all('.chosen')).to.have.length(0);
    const linked = await draw(withLink('https://example.com/room'));
    linked.element.addEventListener('click', (event) => event.preventDefault());
    linked.all('a')[0]?.click();
    await settled();
    expect(linked.all('.chosen')).to.have.length(0);
  });

  for (const [dir, ahead, back] of [
    ['ltr', 'ArrowRight', 'ArrowLeft'],
    ['rtl', 'ArrowLeft', 'ArrowRight'],
  ] as const)
    it(`is moved card by card with the keyboard, ${dir}`, async () => {
      const { one, element } = await draw(carouselExample, 260, dir);
      const row = one('ul');
      row.style.scrollBehavior = 'auto';
      row.focus();
      expect(row.matches(':focus')).to.equal(true);
      press(row, ahead);
      await atStart(row, 1);
      await settled();
      expect(words(element)).to.include('2 of 3: Sea room');
      press(row, 'End');
      await waitUntil(() => Math.abs(row.scrollLeft) + row.clientWidth >= row.scrollWidth - 4);
      press(row, 'Home');
      await atStart(row, 0);
      press(row, back);
      await settled();
      expect(row.scrollLeft).to.equal(0);
    });

  it('glides to a card, and jumps there where the visitor has chosen less motion', async () => {
    const { element, one } = await draw();
    const how = () => getComputedStyle(one('ul')).scrollBehavior;
    expect(how()).to.equal('smooth');
    element.style.setProperty('--chat-scrolling', 'auto');
    expect(how()).to.equal('auto');
  });

  it('leaves the keys inside a card alone', async () => {
    const { one, all } = await draw(carouselExample, 260);
    const [button] = all('.offer button');
    button?.focus();
    expect(button && press(button, 'ArrowRight'), 'not prevented').to.equal(true);
    expect(one('ul').scrollLeft).to.equal(0);
  });

  it('has buttons that move it, of no use at the ends, and none where all is seen', async () => {
    const { all, one } = await draw(carouselExample, 260);
    const row = one('ul');
    row.style.scrollBehavior = 'auto';
    await waitUntil(() => all('.step').length === 2);
    const useless = () => all('.step').map((step) => step.getAttribute('aria-disabled'));
    expect(useless()).to.deep.equal(['true', null]);
    one('.next').click();
    await atStart(row, 1);
    await waitUntil(() => useless().every((each) => each === null));
    one('.next').click();
    await waitUntil(() => useless()[1] === 'true', 'the end');
    one('.previous').click();
    await waitUntil(() => useless()[1] === null);
    const wide = await draw(carouselExample, 900);
    expect(wide.all('.step')).to.have.length(0);
  });

  it('makes all cards of one height, and keeps the room of each picture', async () => {
    const { all } = await draw({
      type: 'carousel',
      items: [...carouselExample.items, { title: 'No picture', description: 'word '.repeat(40) }],
    });
    expect(new Set(all('.card').map((card) => card.offsetHeight)).size).to.equal(1);
    const rooms = [...all('chat-picture'), ...all('.blank')].map((picture) => picture.offsetHeight);
    expect(rooms).to.have.length(4);
    expect(Math.max(...rooms) - Math.min(...rooms)).to.be.at.most(1);
  });

  it('keeps to itself on a small phone, with long words', async () => {
    const long = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';
    const { element, all } = await draw({
      type: 'carousel',
      title: long,
      items: [{ title: long, description: long, action: { type: 'select', label: long, token: 'x' } }],
    });
    expect(element.scrollWidth).to.be.at.most(element.clientWidth);
    for (const card of all('.card')) expect(card.scrollWidth).to.be.at.most(card.clientWidth);
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
    const { element } = await staged<ChatCarousel>(html`<chat-carousel></chat-carousel>`);
    expect(words(element)).to.equal('');
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
    'a description that is no text': [{ title: 'x', description: {} }],
    'a picture without an address': [{ title: 'x', image: {} }],
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
      'Rooms\nGarden room: 2 guests · terrace · €118\nSea room: 2 guests · balcony · €146\nAttic: 4 guests · two bedrooms · €189',
    ));
});
