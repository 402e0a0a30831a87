import { expect, fixture } from '@open-wc/testing';
import { html } from 'lit';
import type { ChatSelectRequest } from 'chat-widget/parts';
import type { ExamplePoll } from './poll.js';
import { pollPart, type PollPart } from './poll.plugin.js';
import './poll.js';

const example = pollPart.example as PollPart;

async function draw(data: PollPart = example) {
  const element = await fixture<ExamplePoll>(html`<example-poll .data=${data}></example-poll>`);
  const said: unknown[] = [];
  element.addEventListener('chat-select-request', ({ action }: ChatSelectRequest) => said.push(action));
  const all = (selector: string) => [...element.renderRoot.querySelectorAll<HTMLElement>(selector)];
  return {
    element,
    said,
    all,
    lines: () => all('.line').map(({ textContent }) => textContent?.replace(/\s+/g, ' ').trim()),
  };
}

describe('<example-poll>', () => {
  it('is accessible, before and after', async () => {
    const { element, all } = await draw();
    await expect(element).to.be.accessible();
    all('button')[0]?.click();
    await element.updateComplete;
    await expect(element).to.be.accessible();
  });

  it('asks first, and shows what others chose afterwards', async () => {
    const { element, all, said, lines } = await draw();
    expect(all('button').map(({ textContent }) => textContent?.trim())).to.deep.equal([
      'In the garden',
      'On the terrace',
      'In the room',
    ]);
    expect(all('progress')).to.have.length(0);
    all('button')[1]?.focus();
    expect(all('button')[1]?.matches(':focus')).to.equal(true);
    all('button')[1]?.click();
    await element.updateComplete;
    expect(said).to.deep.equal([{ type: 'select', label: 'On the terrace', token: 'terrace' }]);
    expect(all('button')).to.have.length(0);
    expect(lines()).to.deep.equal(['In the garden7', 'On the terrace5', 'In the room1']);
  });

  it('chooses nothing that the page refuses', async () => {
    const { element, all } = await draw();
    element.addEventListener('chat-select-request', (event) => event.preventDefault());
    all('button')[0]?.click();
    await element.updateComplete;
    expect(all('button')).to.have.length(3);
  });

  for (const dir of ['ltr', 'rtl'])
    it(`fits a phone with words of any length, ${dir}`, async () => {
      const { element, all } = await draw({
        type: 'poll',
        question: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
        options: [
          { id: 'a', label: 'غرفة هادئة تطل على الحديقة مع إفطار غني كل صباح' },
          { id: 'b', label: '安靜的房間可以看到花園和湖泊早餐豐富每天早上供應直到十一點' },
        ],
      });
      element.dir = dir;
      element.style.inlineSize = '240px';
      expect(element.scrollWidth).to.be.at.most(element.clientWidth);
      all('button')[0]?.click();
      await element.updateComplete;
      expect(element.scrollWidth).to.be.at.most(element.clientWidth);
    });
});

describe('the poll part', () => {
  it('accepts its example, and says it in words', () => {
    expect(pollPart.accepts(example)).to.equal(true);
    expect(pollPart.toText?.(example)).to.contain('- On the terrace');
  });
  for (const bad of [
    '{}',
    '{"question":"x"}',
    '{"question":"x","options":[]}',
    '{"question":"x","options":[{"id":"a"}]}',
    '{"question":"x","options":[{"id":"a","label":"b","votes":-1}]}',
    '{"question":7,"options":[{"id":"a","label":"b"}]}',
  ])
    it(`refuses ${bad}`, () => {
      const part: { type: string } = { type: 'poll', ...(JSON.parse(bad) as object) };
      expect(pollPart.accepts(part)).to.equal(false);
    });
});
