import { expect } from '@open-wc/testing';
import { html } from 'lit';
import type { ChatToolConsentRequest } from '../../foundation/events/part-requests.js';
import { settled, staged, words } from '../../foundation/fakes/stage.js';
import { toolCallExample } from './tool-call.example.js';
import { toolCall, type ToolCallPart } from './tool-call.part.js';
import type { ChatToolCall } from './tool-call.js';
import './tool-call.js';

async function draw(more: Partial<ToolCallPart> = {}) {
  const data: ToolCallPart = { ...toolCallExample, ...more };
  const stage = await staged<ChatToolCall>(html`<chat-tool-call .data=${data}></chat-tool-call>`);
  return {
    ...stage,
    buttons: () => stage.all('button').map(words),
    async change(patch: Partial<ToolCallPart>) {
      stage.element.data = { ...data, ...patch };
      await settled();
    },
    async unfold() {
      stage.one('summary').click();
      await settled();
      await settled();
    },
  };
}
const paint = (element: Element, scheme: string): void => {
  const host = (element.getRootNode() as ShadowRoot).host as HTMLElement;
  host.style.colorScheme = scheme;
  host.style.background = scheme === 'dark' ? '#14161b' : '#fff';
  host.style.color = scheme === 'dark' ? '#eceef3' : '#16181d';
};
const states = {
  running: 'At work…',
  waiting: 'Needs your consent',
  done: 'Done',
  failed: 'Failed',
  refused: 'Not allowed',
  expired: 'Expired',
};

describe('<chat-tool-call>', () => {
  it('is accessible', async () => {
    for (const scheme of ['light', 'dark'])
      for (const state of ['waiting', 'done', 'failed'] as const) {
        const { element, isAccessible, unfold } = await draw({ state, error: 'No such room.' });
        paint(element, scheme);
        await unfold();
        await isAccessible();
      }
  });

  for (const [state, said] of Object.entries(states))
    it(`says “${said}” when it is ${state}`, async () => {
      const { one } = await draw({ state: state as ToolCallPart['state'] });
      expect(words(one('.state'))).to.equal(said);
      expect(words(one('b'))).to.equal('Look for free rooms');
    });

  it('has its name where it has no title', async () => {
    const { element, one } = await draw();
    element.data = { type: 'tool-call', id: 'x', name: 'findRooms', state: 'done' };
    await settled();
    expect(words(one('b'))).to.equal('findRooms');
  });

  for (const [label, answer] of Object.entries({
    Allow: [true, false],
    'Always allow': [true, true],
    'Don’t allow': [false, false],
  }))
    it(`asks for consent: ${label}`, async () => {
      const { element, all, buttons } = await draw({ state: 'waiting', description: 'It reads the calendar.' });
      expect(words(element)).to.contain('It reads the calendar.');
      expect(buttons()).to.deep.equal(['Allow', 'Always allow', 'Don’t allow']);
      const heard: unknown[] = [];
      element.addEventListener('chat-tool-consent-request', ({ partId, allowed, always }: ChatToolConsentRequest) =>
        heard.push([partId, allowed, always]),
      );
      all('button')
        .find((button) => words(button) === label)
        ?.click();
      expect(heard).to.deep.equal([['find-rooms-1', ...answer]]);
    });

  it('asks nothing any more when the question has expired', async () => {
    const { buttons } = await draw({ state: 'expired' });
    expect(buttons()).to.deep.equal([]);
  });

  it('keeps the focus with the visitor when the buttons go', async () => {
    const { all, one, change } = await draw({ state: 'waiting' });
    all('button')[0]?.focus();
    all('button')[0]?.click();
    await change({ state: 'running' });
    expect(all('button')).to.have.length(0);
    expect(one('section').matches(':focus')).to.equal(true);
  });

  it('takes no focus that it did not have', async () => {
    const { one, change } = await draw({ state: 'waiting' });
    await change({ state: 'done' });
    expect(one('section').matches(':focus')).to.equal(false);
  });

  it('shows what went in and out as text, once somebody wants to see it', async () => {
    const { all, unfold } = await draw({ input: { query: '<img src=x onerror=alert(1)>' }, result: '<b>7</b>' });
    expect(all('pre')).to.have.length(0);
    await unfold();
    expect(all('img, dd b')).to.have.length(0);
    expect(all('pre').map(({ textContent }) => textContent)).to.deep.equal([
      '{\n  "query": "<img src=x onerror=alert(1)>"\n}',
      '<b>7</b>',
    ]);
  });

  it('can be read with the keyboard when it is long', async () => {
    const { all, unfold } = await draw({ result: 'x '.repeat(9_000) });
    await unfold();
    const long = all('pre').at(-1);
    expect(long?.tabIndex).to.equal(0);
    expect(long?.textContent).to.have.length(4_001);
  });

  it('has no details where there are none', async () => {
    const { element, all } = await draw();
    element.data = { type: 'tool-call', id: 'x', name: 'a', state: 'done', input: {}, result: null };
    await settled();
    expect(all('details')).to.have.length(0);
  });

  for (const dir of ['ltr', 'rtl'])
    it(`fits a phone with words of any length, ${dir}`, async () => {
      const { element, unfold } = await draw({
        state: 'waiting',
        title: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
        description: 'غرفة هادئة تطل على الحديقة 安靜的房間可以看到花園和湖泊早餐豐富每天早上',
        input: { long: 'x'.repeat(300) },
      });
      element.dir = dir;
      element.style.inlineSize = '240px';
      await unfold();
      expect(element.scrollWidth).to.be.at.most(element.clientWidth);
    });
});

describe('the tool-call part', () => {
  it('accepts its example, and says it in words', () => {
    expect(toolCall.accepts(toolCallExample)).to.equal(true);
    expect(toolCall.toText?.(toolCallExample)).to.equal('Look for free rooms');
  });
  for (const bad of [
    '{}',
    '{"id":"x","name":"a"}',
    '{"id":"x","name":"a","state":"toString"}',
    '{"id":7,"name":"a","state":"done"}',
    '{"id":"x","name":"a","state":"done","error":{}}',
  ])
    it(`refuses ${bad}`, () => {
      const part: { type: string } = { type: 'tool-call', ...(JSON.parse(bad) as object) };
      expect(toolCall.accepts(part)).to.equal(false);
    });
});
