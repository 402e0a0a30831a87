import { expect } from '@open-wc/testing';
import { html, render } from 'lit';
import { waitUntil } from '../../test/wait-until.js';
import { examples } from '../../mock-server/bot/examples.js';
import { isPart, type Part, type UnknownPart } from '../../src/protocol/part.js';
import { deep, settled, staged, words } from '../foundation/fakes/stage.js';
import { builtIn } from './built-in.js';
import { partTemplate } from './part-template.js';
import { findPart, loadPart } from './registry.js';

const said = Object.values(examples).flatMap(({ parts = [] }) => parts);
const kinds = new Map(said.filter(isPart).map((part) => [part.type as string, part]));

/** Words of languages that break layouts: long ones, ones from right to left, ones without spaces. */
const samples = {
  german: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
  arabic: 'غرفة هادئة تطل على الحديقة مع إفطار غني كل صباح',
  chinese: '安靜的房間可以看到花園和湖泊早餐豐富每天早上供應直到十一點',
};
/** What is read, and may be in any language; all else is for machines. */
const readable = new Set([
  'title', 'subtitle', 'description', 'label', 'caption', 'alt', 'text', 'question', 'snippet', 'placeholder', 'siteName',
  'submitLabel', 'mandatoryError', 'nextLabel', 'previousLabel',
]); // prettier-ignore

function translated(value: unknown, into: string, name = ''): unknown {
  if (typeof value === 'string') return readable.has(name) ? into : value;
  if (Array.isArray(value)) return value.map((each) => translated(each, into, name));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, translated(each, into, key)]));
}

async function draw(part: Part | UnknownPart, { dir = 'ltr', scheme = 'light', width = 320 } = {}) {
  const stage = await staged<HTMLElement>(html`<div></div>`);
  const { element } = stage;
  const host = (element.getRootNode() as ShadowRoot).host as HTMLElement;
  host.style.colorScheme = scheme;
  host.style.background = scheme === 'dark' ? '#14161b' : '#fff';
  host.style.boxSizing = 'border-box';
  host.style.paddingInline = '16px';
  host.style.inlineSize = `${width}px`;
  host.dir = dir;
  element.style.color = 'var(--chat-text)';
  const definition = findPart(part);
  if (definition) await loadPart(definition);
  render(partTemplate(part, { streaming: false, key: 'm/0', switches: {}, unknown: '?' }), element);
  // What is measured after it was drawn may change what is drawn.
  await settled();
  await settled();
  const drawn = element.firstElementChild as HTMLElement;
  return { ...stage, drawn, host };
}
/** What can be read in it, pieces of pieces included. */
const textIn = (drawn: HTMLElement): string => [drawn, ...deep(drawn.shadowRoot ?? drawn, '*')].map(words).join('');

/** What scrolls by itself may be wider inside. */
const scrolls = (element: Element): boolean =>
  ['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(element).overflowX);
const overflowing = (drawn: HTMLElement, host: HTMLElement): readonly string[] => {
  const { left, right } = host.getBoundingClientRect();
  const within = (element: Element): Element | null =>
    element.parentElement ?? (element.getRootNode() as Partial<ShadowRoot>).host ?? null;
  const excused = (element: Element): boolean => {
    for (let each = within(element); each && each !== host; each = within(each)) if (scrolls(each)) return true;
    return false;
  };
  return [drawn, ...deep(drawn, '*'), ...(drawn.shadowRoot ? deep(drawn.shadowRoot, '*') : [])]
    .filter((element) => !element.closest('.visually-hidden, dialog:not([open])'))
    .filter((element) => {
      const box = element.getBoundingClientRect();
      return box.width > 0 && (box.left < left - 1 || box.right > right + 1) && !excused(element);
    })
    .map((element) => `${element.localName}.${element.className}`);
};

describe('every kind of content', () => {
  it('has an example that the bot can show', () => {
    expect([...kinds.keys()].sort()).to.include.members(builtIn.map(({ kind }) => kind).sort());
  });

  for (const [kind, example] of kinds)
    describe(kind, () => {
      for (const scheme of ['light', 'dark'])
        it(`is accessible, ${scheme}`, async () => {
          const { isAccessible, drawn } = await draw(example, { scheme });
          await waitUntil(() => textIn(drawn) !== '', 'it says nothing');
          await isAccessible();
        });
      for (const [language, word] of Object.entries(samples))
        it(`fits a small phone in ${language}`, async () => {
          const part = translated(example, word) as Part;
          const { drawn, host } = await draw(part, { dir: language === 'arabic' ? 'rtl' : 'ltr' });
          expect(drawn.localName, 'it is drawn, not its fallback').not.to.equal('p');
          expect(overflowing(drawn, host)).to.deep.equal([]);
        });
    });
});
