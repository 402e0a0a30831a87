import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { settled, staged, words } from '../../foundation/fakes/stage.js';
import { progressExample } from './progress.example.js';
import { progress, type ProgressPart } from './progress.part.js';
import type { ChatProgress } from './progress.js';
import './progress.js';

const draw = (more: Partial<ProgressPart> = {}) => {
  const data: ProgressPart = { ...progressExample, ...more };
  return staged<ChatProgress>(html`<chat-progress lang="en" .data=${data}></chat-progress>`);
};
const endless: ProgressPart = { type: 'progress', label: 'Looking' };

describe('<chat-progress>', () => {
  it('is accessible', async () => {
    for (const scheme of ['light', 'dark']) {
      const { element, isAccessible } = await draw();
      const host = (element.getRootNode() as ShadowRoot).host as HTMLElement;
      host.style.colorScheme = scheme;
      host.style.background = scheme === 'dark' ? '#14161b' : '#fff';
      host.style.color = scheme === 'dark' ? '#eceef3' : '#16181d';
      await isAccessible();
      element.data = endless;
      await settled();
      await isAccessible();
    }
  });

  it('says how far it is, to everybody', async () => {
    const { one, element } = await draw();
    const bar = one<HTMLProgressElement>('progress');
    expect(bar.position).to.be.closeTo(0.6, 1e-9);
    expect(bar.labels[0]?.textContent).to.equal('Asking all houses');
    expect(words(element)).to.equal('Asking all houses 60%');
  });

  it('changes in place, up to the end', async () => {
    const { one, element } = await draw();
    const bar = one<HTMLProgressElement>('progress');
    element.data = { ...progressExample, value: 5 };
    await settled();
    expect(one('progress')).to.equal(bar);
    expect(bar.position).to.equal(1);
    expect(words(element)).to.equal('Asking all houses Done');
  });

  it('does not pretend to know when it does not', async () => {
    const { one, element } = await draw();
    element.data = endless;
    await settled();
    expect(one<HTMLProgressElement>('progress').position).to.equal(-1);
    expect(words(element)).to.equal('Looking');
  });

  for (const [value, max, said] of [
    [99.9, 100, '99%'],
    [-5, 100, '0%'],
    [500, 100, 'Done'],
    [0.5, 1, '50%'],
  ] as const)
    it(`says ${said} at ${value} of ${max}`, async () => {
      const { element } = await draw({ value, max });
      expect(words(element)).to.equal(`Asking all houses ${said}`);
    });

  for (const dir of ['ltr', 'rtl'])
    it(`fits a phone with words of any length, ${dir}`, async () => {
      const { element, one } = await draw({ label: `${'Donaudampfschifffahrts'.repeat(4)} غرفة 安靜的房間` });
      element.dir = dir;
      element.style.inlineSize = '288px';
      await settled();
      expect(element.scrollWidth).to.be.at.most(element.clientWidth);
      expect(one('progress').getBoundingClientRect().width).to.be.closeTo(288, 1);
    });
});

describe('the progress part', () => {
  it('accepts its example, and says it in words', () => {
    expect(progress.accepts(progressExample)).to.equal(true);
    expect(progress.toText?.(progressExample)).to.equal('Asking all houses: 60%');
    expect(progress.toText?.(progressExample, { locale: 'fa' })).to.contain('۶۰');
    expect(progress.toText?.(endless)).to.equal('Looking');
  });
  for (const bad of [
    '{}',
    '{"label":7}',
    '{"label":"x","value":"7"}',
    '{"label":"x","max":0}',
    '{"label":"x","max":-1}',
  ])
    it(`refuses ${bad}`, () => {
      const part: { type: string } = { type: 'progress', ...(JSON.parse(bad) as object) };
      expect(progress.accepts(part)).to.equal(false);
    });
});
