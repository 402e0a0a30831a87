import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { staged, words } from '../../foundation/fakes/stage.js';
import { locationExample } from './location.example.js';
import { location as place, type LocationPart } from './location.part.js';
import type { ChatLocation } from './location.js';
import './location.js';

const draw = (data: LocationPart = locationExample, settings = {}, scheme = 'light') =>
  staged<ChatLocation>(
    html`<chat-location
      .data=${data}
      style="inline-size: 264px; color-scheme: ${scheme}; color: var(--chat-text); background: var(--chat-surface)"
    ></chat-location>`,
    { settings },
  );
const digits = (text: string): readonly string[] => text.match(/\d+(?:[.,]\d+)?/g) ?? [];

describe('<chat-location>', () => {
  for (const scheme of ['light', 'dark'])
    it(`is accessible, ${scheme}`, async () => {
      const { isAccessible } = await draw(locationExample, {}, scheme);
      await isAccessible();
    });

  it('says what and where, and opens a map elsewhere', async () => {
    const { one, all } = await draw();
    expect(words(one('b'))).to.equal('Northwind, Harbour Street 4');
    expect(one<HTMLAnchorElement>('a').href).to.equal(
      'https://www.openstreetmap.org/?mlat=54.4258&mlon=11.1933#map=16/54.4258/11.1933',
    );
    expect(all('img, iframe')).to.have.length(0);
  });

  for (const [latitude, longitude, ends] of [
    [54.4258, 11.1933, ['N', 'E']],
    [-33.92, -70.5, ['S', 'W']],
  ] as const)
    it(`names the halves of the earth: ${latitude}, ${longitude}`, async () => {
      const { one } = await draw({ type: 'location', latitude, longitude });
      const text = words(one('small'));
      expect(text.split(', ').map((half) => half.at(-1))).to.deep.equal(ends);
      expect(digits(text).map((each) => Number(each.replace(',', '.')))).to.deep.equal([
        Math.abs(latitude),
        Math.abs(longitude),
      ]);
      expect(words(one('b'))).to.equal('Place');
    });

  it('keeps only words where the page allows no such link', async () => {
    const { all, element } = await draw(locationExample, { allowedLinkHosts: ['example.com'] });
    expect(all('a')).to.have.length(0);
    expect(words(element)).to.include('Open map');
  });

  it('keeps to itself with long words', async () => {
    const label = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';
    const { element } = await draw({ ...locationExample, label });
    expect(element.scrollWidth).to.be.at.most(element.clientWidth);
  });
});

describe('the location part', () => {
  it('accepts its example', () => expect(place.accepts(locationExample)).to.equal(true));
  for (const [latitude, longitude] of [
    [91, 0],
    [0, -181],
    ['1', 1],
    [Number.NaN, 0],
    [undefined, 0],
  ])
    // prettier-ignore
    it(`refuses ${latitude}, ${longitude}`, () => {
      const part: { type: string } = Object.assign({ type: 'location' }, { latitude, longitude });
      expect(place.accepts(part)).to.equal(false);
    });
  it('has words', () =>
    expect(place.toText?.(locationExample)).to.equal('Northwind, Harbour Street 4\n54.4258, 11.1933'));
});
