import { expect } from '@open-wc/testing';
import { html } from 'lit';
import type { ChatFeedbackRequest } from '../../foundation/events/part-requests.js';
import { settled, staged, words } from '../../foundation/fakes/stage.js';
import { ratingExample } from './rating.example.js';
import { rating, type RatingPart } from './rating.part.js';
import type { ChatRating } from './rating.js';
import './rating.js';

async function draw(more: Partial<RatingPart> = {}) {
  const data: RatingPart = { ...ratingExample, ...more };
  const stage = await staged<ChatRating>(html`<chat-rating .data=${data} .key=${'m/0'}></chat-rating>`);
  const said: unknown[] = [];
  stage.element.addEventListener('chat-feedback-request', ({ feedback }: ChatFeedbackRequest) => said.push(feedback));
  const options = () => stage.all<HTMLInputElement>('input');
  return {
    ...stage,
    said,
    options,
    choose: async (points: number) => {
      options()[points - 1]?.click();
      await settled();
    },
    send: async () => {
      stage.one('button').click();
      await settled();
    },
    lit: () => stage.all('.lit').length,
  };
}
const paint = (element: Element, scheme: string): void => {
  const host = (element.getRootNode() as ShadowRoot).host as HTMLElement;
  host.style.colorScheme = scheme;
  host.style.background = scheme === 'dark' ? '#14161b' : '#fff';
  host.style.color = scheme === 'dark' ? '#eceef3' : '#16181d';
};

describe('<chat-rating>', () => {
  it('is accessible', async () => {
    for (const scheme of ['light', 'dark'])
      for (const look of ['stars', 'faces'] as const) {
        const { element, isAccessible, choose, send } = await draw({ look });
        paint(element, scheme);
        await isAccessible();
        await choose(4);
        await isAccessible();
        await send();
        await isAccessible();
      }
  });

  it('is one question with five answers, each with a name', async () => {
    const { one, options } = await draw();
    expect(words(one('legend'))).to.equal('How did we do today?');
    expect(options().map((option) => option.getAttribute('aria-label'))).to.deep.equal([
      '1 of 5',
      '2 of 5',
      '3 of 5',
      '4 of 5',
      '5 of 5',
    ]);
    expect(new Set(options().map(({ name }) => name)).size).to.equal(1);
  });

  it('lights what was chosen, and sends nothing before it is told to', async () => {
    const { choose, lit, said, all } = await draw();
    expect(all('button, textarea')).to.have.length(0);
    await choose(3);
    expect(lit()).to.equal(3);
    await choose(5);
    expect(lit()).to.equal(5);
    expect(said).to.deep.equal([]);
  });

  it('lights one face', async () => {
    const { choose, lit } = await draw({ look: 'faces' });
    await choose(2);
    expect(lit()).to.equal(1);
  });

  it('is sent once, with words, and thanks', async () => {
    const { element, choose, send, said, one, all, options } = await draw();
    await choose(4);
    one<HTMLTextAreaElement>('textarea').value = ' Lovely. ';
    await send();
    expect(said).to.deep.equal([{ score: 4, reason: 'Lovely.' }]);
    expect(words(one('[role=status]'))).to.equal('Thank you.');
    expect(one('[role=status]').matches(':focus')).to.equal(true);
    expect(all('button, textarea')).to.have.length(0);
    expect(options()[3]?.checked).to.equal(true);
    expect(options()[0]?.matches(':disabled')).to.equal(true);
    one<HTMLFormElement>('form').requestSubmit();
    element.data = { type: 'rating' };
    await settled();
    one<HTMLFormElement>('form').requestSubmit();
    expect(said).to.have.length(1);
  });

  it('stays open where the page refuses', async () => {
    const { element, choose, send, one } = await draw();
    element.addEventListener('chat-feedback-request', (event) => event.preventDefault());
    await choose(1);
    await send();
    expect(words(one('[role=status]'))).to.equal('');
    expect(one<HTMLFieldSetElement>('fieldset').disabled).to.equal(false);
  });

  it('counts other scales out of five, with stars', async () => {
    const { choose, send, said, options } = await draw({ scale: 10, look: 'faces' });
    expect(options()).to.have.length(10);
    await choose(7);
    await send();
    expect(said).to.deep.equal([{ score: 3.5 }]);
  });

  for (const dir of ['ltr', 'rtl'])
    it(`fits a phone with words of any length, ${dir}`, async () => {
      const { element, choose } = await draw({
        scale: 10,
        question: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft غرفة 安靜的房間?',
      });
      element.dir = dir;
      element.style.inlineSize = '240px';
      await choose(2);
      expect(element.scrollWidth).to.be.at.most(element.clientWidth);
    });
});

describe('the rating part', () => {
  it('accepts its example', () => expect(rating.accepts(ratingExample)).to.equal(true));
  for (const bad of ['{"question":7}', '{"scale":1}', '{"scale":11}', '{"scale":2.5}', '{"scale":"5"}', '{"look":"x"}'])
    it(`refuses ${bad}`, () => {
      const part: { type: string } = { type: 'rating', ...(JSON.parse(bad) as object) };
      expect(rating.accepts(part)).to.equal(false);
    });
});
