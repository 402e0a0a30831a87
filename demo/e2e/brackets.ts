import { readdir } from 'node:fs/promises';
import type { Page } from '@playwright/test';

const folder = new URL('../../src/i18n/', import.meta.url);

/** Every English word of the interface, and the names of those that are made of something. */
export async function catalogues(): Promise<readonly (readonly [key: string, word: unknown])[]> {
  const words: [string, unknown][] = [];
  for (const path of (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.en.ts')))
    for (const catalogue of Object.values((await import(new URL(path, folder).href)) as object))
      words.push(...Object.entries(catalogue as object));
  return words;
}

/**
 * A language of brackets, with the digits of Egypt: whatever else there is in letters or digits was not said by it.
 * JavaScript that is its words.
 */
export async function bracketed(): Promise<string> {
  const words = (await catalogues()).map(
    ([key, word]) =>
      `${JSON.stringify(key)}: ${typeof word === 'string' ? JSON.stringify(`«${word}»`) : `() => '«${key}»'`}`,
  );
  return `{${words.join(', ')}, locale: 'ar-EG', dir: 'ltr'}`;
}

/** The same for the head of a page. */
export const brackets = async (): Promise<string> =>
  `<script type="module">document.querySelector('chat-widget').strings = ${await bracketed()}</script>`;

/** All words and numbers that are seen, or said of what is seen, and stand neither in brackets nor in the data, nor in `past`. */
export const foreign = (page: Page, data: unknown, past = ''): Promise<readonly string[]> =>
  page.evaluate(
    ([known = '', skipped = '']) => {
      const piecesOf = (text: string) => text.match(/[a-z]{2,}|\d+/gi) ?? [];
      const all = new Set(piecesOf(known.replaceAll('\\n', ' ')));
      const found = new Set<string>();
      const look = (text: string | null, where: Element) => {
        const words = piecesOf((text ?? '').replaceAll(/«[^»]*»/g, ' ')).filter((word) => !all.has(word));
        if (words.length) found.add(`${where.localName}: ${words.join(' ')}`);
      };
      const walk = (root: Element | ShadowRoot): void => {
        for (const each of root.querySelectorAll('*')) {
          const isOurs = !/^(style|script|code|math|svg)$/.test(each.localName) && !each.closest('code, math, .katex');
          if (skipped && each.closest(skipped)) continue;
          if (!isOurs || !each.checkVisibility({ visibilityProperty: true })) continue;
          // What an element draws stands in place of the words in it.
          for (const node of each.childNodes) if (node instanceof Text && !each.shadowRoot) look(node.data, each);
          for (const name of [
            'aria-label',
            'aria-description',
            'aria-roledescription',
            'aria-valuetext',
            'placeholder',
            'title',
            'alt',
            'label',
          ])
            look(each.getAttribute(name), each);
          if (each.shadowRoot) walk(each.shadowRoot);
        }
      };
      const { shadowRoot } = document.querySelector('chat-widget') ?? {};
      if (shadowRoot) walk(shadowRoot);
      return [...found];
    },
    [JSON.stringify(data), past],
  );

/** What the page of `states.ts` says of itself. */
export const settings =
  'JavaScript Northwind We answer in a minute Ask about rooms, bookings or your stay. A person is here from 9 to 18. Which room suits a family of four? Change or cancel a booking How do I get there by train?';
