import { expect } from '@open-wc/testing';
import { html, render, type TemplateResult } from 'lit';
import { waitUntil } from '../../test/wait-until.js';
import type { Part, UnknownPart } from '../../src/protocol/part.js';
import { settled, staged } from '../foundation/fakes/stage.js';
import { carouselExample } from './carousel/carousel.example.js';
import './built-in.js';
import { definePart } from './define-part.js';
import { partTemplate, type PartSurroundings } from './part-template.js';
import { findPart, loadPart, registerLater, registerPart, textOf } from './registry.js';

declare module '../../src/protocol/part.js' {
  interface PartMap {
    'test-poll': { readonly type: 'test-poll'; readonly question: string };
  }
}

/** A kind whose chunk comes when the test says so. */
function poll(tag: string, chunks: readonly ('comes' | 'fails')[]) {
  let asked = 0;
  const definition = definePart({
    kind: 'test-poll',
    tag,
    accepts: (part) => 'question' in part && typeof part.question === 'string',
    async load() {
      if (chunks[asked++] !== 'comes') throw new TypeError('Failed to fetch dynamically imported module');
      customElements.define(tag, class extends HTMLElement {});
    },
    toText: ({ question }) => question,
    example: { type: 'test-poll', question: 'Tea or coffee?' },
  });
  registerPart(definition);
  return { definition, asked: () => asked };
}
const around: PartSurroundings = { streaming: false, switches: {}, unknown: 'Cannot be shown.' };
const draw = async (part: Part | UnknownPart, more: Partial<PartSurroundings> = {}) => {
  const template = (): TemplateResult => html`${partTemplate(part, { ...around, ...more })}`;
  const { element, isAccessible } = await staged<HTMLElement>(html`<div></div>`);
  render(template(), element);
  await settled();
  return { element, isAccessible, again: () => render(template(), element) };
};

describe('a part', () => {
  it('is accessible', async () => {
    const { isAccessible } = await draw({ type: 'hologram', fallback: 'A picture of the room' });
    await isAccessible();
  });

  it('is drawn by its element, which gets it whole', async () => {
    const { element } = await draw(carouselExample);
    const drawn = element.querySelector('chat-carousel');
    expect(drawn?.data).to.equal(carouselExample);
  });

  it('of a kind nobody knows is its fallback', async () => {
    const { element } = await draw({ type: 'hologram', fallback: 'A <b>picture</b>' });
    expect(element.textContent?.trim()).to.equal('A <b>picture</b>');
    expect(element.querySelectorAll('[part=unknown-part]')).to.have.length(1);
    expect(element.querySelectorAll('b')).to.have.length(0);
  });

  it('without any words says that it cannot be shown, where there is a sentence for that', async () => {
    const { element } = await draw({ type: 'hologram' });
    expect(element.textContent?.trim()).to.equal('Cannot be shown.');
    const silent = await draw({ type: 'hologram' }, { unknown: '' });
    expect(silent.element.children).to.have.length(0);
  });

  for (const type of ['constructor', 'toString', '__proto__', 'hasOwnProperty', 'chat-widget', ''])
    it(`may not be of the kind “${type}”`, async () => {
      const { element } = await draw({ type, fallback: 'words' });
      expect(findPart({ type })).to.equal(undefined);
      expect(element.textContent?.trim()).to.equal('words');
      expect([...element.children].map(({ tagName }) => tagName)).to.deep.equal(['P']);
    });

  it('of a shape that its element does not accept is as good as unknown', async () => {
    const part: UnknownPart = Object.assign({ type: 'carousel', fallback: 'Two rooms' }, { items: 'none' });
    const { element } = await draw(part);
    expect(element.querySelectorAll('chat-carousel')).to.have.length(0);
    expect(element.textContent?.trim()).to.equal('Two rooms');
  });

  it('whose switch is off is its words', async () => {
    const { element } = await draw(carouselExample, { switches: { carousel: false } });
    expect(element.querySelectorAll('chat-carousel')).to.have.length(0);
    expect(element.textContent).to.include('Garden room: 2 guests · terrace · €118');
  });

  it('shows its words until its chunk has come, and upgrades in place', async () => {
    const { asked } = poll('test-poll-late', ['comes']);
    const { element } = await draw({ type: 'test-poll', question: 'Tea?' });
    const [drawn] = element.children;
    expect(drawn?.textContent).to.equal('Tea?');
    await customElements.whenDefined('test-poll-late');
    expect(drawn?.matches(':defined')).to.equal(true);
    expect(asked()).to.equal(1);
  });

  it('is laid out as the chat runs, before its chunk has come and after; its words run as they do', async () => {
    const words = 'Tea or coffee?';
    poll('test-poll-turned', ['comes']);
    const { element, again } = await draw({ type: 'test-poll', question: words }, { lang: 'en' });
    element.dir = 'rtl';
    await customElements.whenDefined('test-poll-turned');
    for (const draw of [() => undefined, again]) {
      draw();
      const [drawn] = element.children;
      expect(drawn && getComputedStyle(drawn).direction).to.equal('rtl');
      expect(drawn?.getAttribute('lang')).to.equal('en');
    }
  });

  it('keeps its words when its chunk fails, and asks again at the next draw', async () => {
    const { definition, asked } = poll('test-poll-lost', ['fails', 'comes']);
    const { element, again } = await draw({ type: 'test-poll', question: 'Coffee?' });
    expect(element.textContent?.trim()).to.equal('Coffee?');
    expect(asked()).to.equal(1);
    again();
    await loadPart(definition);
    expect(asked()).to.equal(2);
    expect(element.querySelector('test-poll-lost:defined')?.textContent).to.equal('Coffee?');
  });

  it('whose kind does not come is its words, and is asked for again only at the next draw', async () => {
    let asked = 0;
    registerLater(async () => {
      asked++;
      throw new TypeError('Failed to fetch dynamically imported module');
    });
    let drawings = 0;
    const { element, again } = await draw({ type: 'late', text: 'Two rooms' }, { again: () => drawings++, lang: 'en' });
    await settled();
    expect(element.querySelector('[lang=en]')?.textContent).to.equal('Two rooms');
    expect([asked, drawings]).to.deep.equal([1, 0]);
    again();
    await settled();
    expect([asked, drawings]).to.deep.equal([2, 0]);
    registerLater(async () => undefined);
    again();
    await waitUntil(() => drawings === 1);
  });

  it('loads once, however often it is drawn', async () => {
    const { asked } = poll('test-poll-once', ['comes']);
    const { again } = await draw({ type: 'test-poll', question: 'Milk?' });
    again();
    again();
    await settled();
    expect(asked()).to.equal(1);
  });

  it('has words wherever it can', () => {
    expect(textOf({ type: 'text', text: 'Hi' })).to.equal('Hi');
    expect(textOf({ type: 'hologram' })).to.equal('');
    const numbers: { type: string } = Object.assign({ type: 'text' }, { text: 7, fallback: 8 });
    expect(textOf(numbers)).to.equal('');
  });
});
