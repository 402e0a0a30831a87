import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { deep, settled, staged, words } from '../../foundation/fakes/stage.js';
import { reasoningExample } from './reasoning.example.js';
import { reasoning, type ReasoningPart } from './reasoning.part.js';
import type { ChatReasoning } from './reasoning.js';
import './reasoning.js';

const draw = (more: Partial<ReasoningPart> = {}, streaming = false) =>
  staged<ChatReasoning>(
    html`<chat-reasoning .data=${{ ...reasoningExample, ...more }} .streaming=${streaming}></chat-reasoning>`,
  );
const unknown: Partial<ReasoningPart> = JSON.parse('{"seconds":null}') as object;

describe('<chat-reasoning>', () => {
  it('is accessible', async () => {
    for (const scheme of ['light', 'dark']) {
      const { element, isAccessible, one } = await draw();
      const host = (element.getRootNode() as ShadowRoot).host as HTMLElement;
      host.style.colorScheme = scheme;
      host.style.background = scheme === 'dark' ? '#14161b' : '#fff';
      await isAccessible();
      one('summary').click();
      await settled();
      await customElements.whenDefined('chat-text');
      await isAccessible();
    }
  });

  it('says that it thinks, and afterwards for how long it did', async () => {
    const { one } = await draw({}, true);
    expect(words(one('summary'))).to.equal('Thinking…');
    const done = await draw();
    expect(words(done.one('summary'))).to.equal('Thought for 4 s');
    const unmeasured = await draw(unknown);
    expect(words(unmeasured.one('summary'))).to.equal('Thoughts');
  });

  it('measures what it has seen itself', async () => {
    const { one, element } = await draw(unknown, true);
    element.streaming = false;
    await settled();
    expect(words(one('summary'))).to.equal('Thought for a moment');
  });

  it('is folded until somebody wants to read, and stays as it was left', async () => {
    const { one, all, element } = await draw({}, true);
    expect(all('chat-text')).to.have.length(0);
    one('summary').click();
    await settled();
    await customElements.whenDefined('chat-text');
    await settled();
    expect(one('chat-text').shadowRoot?.querySelectorAll('li')).to.have.length(2);
    element.data = { type: 'reasoning', text: 'Now it is **another** thought.' };
    element.streaming = false;
    await settled();
    expect(one<HTMLDetailsElement>('details').open).to.equal(true);
    expect(words(one('chat-text'))).to.contain('another');
  });

  it('draws thoughts as carefully as answers', async () => {
    const { one, element } = await draw({ text: '<img src=x onerror=alert(1)> [x](javascript:alert(1))' });
    one('summary').click();
    await settled();
    await customElements.whenDefined('chat-text');
    await settled();
    expect(deep(element.shadowRoot ?? document, 'img, a[href]')).to.have.length(0);
  });

  it('fits a phone', async () => {
    const { one, element } = await draw({ text: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerk'.repeat(3) });
    element.style.inlineSize = '288px';
    one('summary').click();
    await settled();
    await customElements.whenDefined('chat-text');
    await settled();
    expect(element.scrollWidth).to.be.at.most(element.clientWidth);
  });
});

describe('the reasoning part', () => {
  it('accepts its example, and one that has only begun', () => {
    expect(reasoning.accepts(reasoningExample)).to.equal(true);
    expect(reasoning.accepts({ type: 'reasoning', text: '' })).to.equal(true);
  });
  it('is not read out, and not shown where it cannot be folded', () =>
    expect(reasoning.toText?.(reasoningExample)).to.equal(''));
  for (const bad of ['{}', '{"text":7}', '{"text":"x","seconds":"4"}'])
    it(`refuses ${bad}`, () => {
      const part: { type: string } = { type: 'reasoning', ...(JSON.parse(bad) as object) };
      expect(reasoning.accepts(part)).to.equal(false);
    });
});
