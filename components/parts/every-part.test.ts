import { expect } from '@open-wc/testing';
import { html, render } from 'lit';
import { waitUntil } from '../../test/wait-until.js';
import { examples } from '../../mock-server/bot/examples.js';
import { vocabularyFor } from '../../src/i18n/vocabulary.js';
import type { AllStrings } from '../../src/i18n/strings.js';
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

interface Look {
  readonly dir?: string;
  readonly scheme?: string;
  readonly width?: number;
  /** What the message is said in. */
  readonly lang?: string;
  readonly strings?: Partial<AllStrings>;
}

async function draw(
  part: Part | UnknownPart,
  { dir = 'ltr', scheme = 'light', width = 320, lang, strings = {} }: Look = {},
) {
  const stage = await staged<HTMLElement>(html`<div></div>`, { strings });
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
  render(
    partTemplate(part, { streaming: false, key: 'm/0', lang, switches: {}, unknown: 'لا يمكن عرضه', strings }),
    element,
  );
  // What is measured after it was drawn may change what is drawn.
  await settled();
  await settled();
  const drawn = element.firstElementChild as HTMLElement;
  return { ...stage, drawn, host };
}
/** What can be read in it, pieces of pieces included. */
const textIn = (drawn: HTMLElement): string => [drawn, ...deep(drawn.shadowRoot ?? drawn, '*')].map(words).join('');

/** The language that counts where this stands, through every shadow root. */
function languageAt(element: Element | null): string {
  for (
    let each = element;
    each;
    each = each.parentElement ?? (each.getRootNode() as Partial<ShadowRoot>).host ?? null
  ) {
    const said = each.getAttribute('lang');
    if (said !== null) return said;
  }
  return '';
}
/** Each language by its letters; what has those of both is one name made of two, and has the language of either. */
const letters = { ar: /\p{Script=Arabic}/u, 'zh-Hant': /\p{Script=Han}/u };
const isIn = (text: string): string | undefined => {
  const found = Object.entries(letters).filter(([, sign]) => sign.test(text));
  return found.length === 1 ? found[0]?.[0] : undefined;
};
/** All that is read or spoken, with the element whose language it has. Code is in no language. */
function* utterances(root: ParentNode): Generator<readonly [text: string, element: Element]> {
  for (const element of deep(root, '*')) {
    if (element.closest('code, style')) continue;
    for (const node of element.childNodes) if (node instanceof Text) yield [node.data, element];
    for (const name of ['aria-label', 'aria-description', 'alt', 'placeholder', 'title']) {
      const text = element.getAttribute(name) ?? '';
      if (!element.textContent?.includes(text)) yield [text, element];
    }
  }
}
/** What counts as said in another language than it is. */
const misspoken = (host: HTMLElement): readonly string[] =>
  [...utterances(host.shadowRoot as ShadowRoot)].flatMap(([text, element]) => {
    const language = isIn(text);
    const counts = languageAt(element);
    return !language || counts === language
      ? []
      : `${element.localName}.${element.className} (${counts}): ${text.trim()}`;
  });

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

/** In a message of one language, and a chat of another. */
async function drawAbroad(part: Part | UnknownPart) {
  const stage = await draw(part, { lang: 'zh-Hant', strings: await vocabularyFor(['ar']), dir: 'rtl' });
  stage.host.lang = 'ar';
  return stage;
}

describe('every kind of content', () => {
  for (const [what, text] of Object.entries({
    code: '早餐\n\n```\n花園\n```',
    'a card among words': '房間\n\n```card\ntitle: 花園\nbuttons:\n  - 花園\n```',
    'a formula that cannot be drawn': '早餐\n\n$$\\frac{花園$$',
  }))
    it(`tells the language of its own words from that of ${what}`, async () => {
      const { drawn, host } = await drawAbroad({ type: 'text', text });
      await waitUntil(() => textIn(drawn).includes('花園') || textIn(drawn).includes('早餐'));
      await waitUntil(() => deep(host.shadowRoot as ShadowRoot, '[lang=ar]').length > 0, 'it says nothing by itself');
      expect(misspoken(host)).to.deep.equal([]);
    });

  it('that nobody knows is in the language of its message', async () => {
    for (const [part, shown] of [
      [{ type: 'hologram', fallback: '花園' }, '花園'],
      [{ type: 'hologram' }, 'لا يمكن عرضه'],
    ] as const) {
      const { host, drawn } = await drawAbroad(part);
      expect(textIn(drawn).trim()).to.equal(shown);
      expect(misspoken(host)).to.deep.equal([]);
    }
  });

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
      it('is in the language of its message, but for the words of the interface', async () => {
        const { drawn, host } = await drawAbroad(translated(example, samples.chinese) as Part);
        expect(misspoken(host)).to.deep.equal([]);
        // And what is said once somebody has done something.
        for (const pressed of deep(
          drawn.shadowRoot ?? drawn,
          'summary, button:not([disabled], [aria-disabled=true])',
        )) {
          if (pressed.isConnected) pressed.click();
          await settled();
          expect(misspoken(host), `after ${words(pressed)}`).to.deep.equal([]);
        }
        for (const dialog of deep<HTMLDialogElement>(host.shadowRoot as ShadowRoot, 'dialog[open]')) dialog.close();
      });
    });
});
