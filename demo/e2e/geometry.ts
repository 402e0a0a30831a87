import type { Page } from '@playwright/test';
import { sightOf } from './sight.js';

/** What WCAG 1.4.12 lets a reader force on any text. */
const SPACING = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
  p { margin-block-end: 2em !important; }`;

/** Forces the text spacing of WCAG 1.4.12 on everything, through every shadow root. */
export const spaceOut = (page: Page): Promise<void> =>
  page.evaluate(async (rules) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules);
    const roots = (root: Document | ShadowRoot): readonly (Document | ShadowRoot)[] => [
      root,
      ...[...root.querySelectorAll('*')].flatMap(({ shadowRoot }) => (shadowRoot ? roots(shadowRoot) : [])),
    ];
    for (const root of roots(document)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    for (let frames = 0; frames < 3; frames++) await new Promise((resolve) => requestAnimationFrame(resolve));
  }, SPACING);

/** Words of which a part cannot be seen, not even by scrolling. */
export const cutWords = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const cut = (root: Document | ShadowRoot): readonly string[] =>
      [...root.querySelectorAll<HTMLElement>('*')].flatMap((element) => {
        const inner = element.shadowRoot ? cut(element.shadowRoot) : [];
        const { overflowX, overflowY } = getComputedStyle(element);
        const hides = (overflow: string) => overflow === 'hidden' || overflow === 'clip';
        const isCut =
          element.checkVisibility({ visibilityProperty: true }) &&
          !element.closest('.visually-hidden, svg') &&
          element.clientWidth > 2 &&
          element.textContent.trim() !== '' &&
          ((hides(overflowX) && element.scrollWidth - element.clientWidth > 1) ||
            (hides(overflowY) && element.scrollHeight - element.clientHeight > 2));
        return isCut ? [...inner, `${element.localName}.${element.className} “${element.textContent.trim()}”`] : inner;
      });
    const root = document.querySelector('chat-widget')?.shadowRoot;
    return root ? cut(root) : [];
  });

/** What has to be scrolled sideways, but for code, tables, formulas and cards side by side. */
export const sideways = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const wide = (root: Document | ShadowRoot): readonly string[] =>
      [...root.querySelectorAll<HTMLElement>('*')].flatMap((element) => {
        const inner = element.shadowRoot ? wide(element.shadowRoot) : [];
        const scrolls = /auto|scroll/.test(getComputedStyle(element).overflowX);
        const may =
          element.matches('pre, [part~=table], [part~=code], textarea, input') ||
          !!element.closest('chat-math, chat-carousel, chat-code');
        const host = (element.getRootNode() as Partial<ShadowRoot>).host?.localName ?? '';
        const isWide =
          scrolls && !may && !/chat-(math|carousel|code)/.test(host) && element.scrollWidth - element.clientWidth > 1;
        return isWide ? [...inner, `${element.localName}.${element.className} is ${element.scrollWidth} wide`] : inner;
      });
    const { scrollWidth } = document.documentElement;
    return [...wide(document), ...(scrollWidth > innerWidth ? [`the page is ${scrollWidth} wide`] : [])];
  });

/** Lines of words that lie upon each other, of those that can be seen. */
export const overlaps = async (page: Page): Promise<readonly string[]> =>
  page.evaluate(
    ({ hit, holds }) => {
      interface Line {
        readonly of: Element;
        readonly words: string;
        readonly rect: DOMRect;
      }
      const lines: Line[] = [];
      const collect = (root: Document | ShadowRoot): void => {
        const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          if (node instanceof Element) {
            if (node.shadowRoot) collect(node.shadowRoot);
            continue;
          }
          const of = node.parentElement;
          const words = node.textContent?.trim() ?? '';
          if (!of || !words || of.closest('.visually-hidden, .katex-mathml, style')) continue;
          if (!of.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
          const range = document.createRange();
          range.selectNodeContents(node);
          for (const rect of range.getClientRects()) {
            if (rect.width < 2 || rect.height < 2) continue;
            const top = hit(rect.left + rect.width / 2, rect.top + rect.height / 2);
            // What is covered, or scrolled away, is not seen.
            if (top && (holds(top, of) || holds(of, top))) lines.push({ of, words: words.slice(0, 30), rect });
          }
        }
      };
      const root = document.querySelector('chat-widget')?.shadowRoot;
      if (root) collect(root);
      return lines.flatMap((one, i) =>
        lines.slice(i + 1).flatMap((other) => {
          if (one.of === other.of || one.of.closest('.katex') || other.of.closest('.katex')) return [];
          const width = Math.min(one.rect.right, other.rect.right) - Math.max(one.rect.left, other.rect.left);
          const height = Math.min(one.rect.bottom, other.rect.bottom) - Math.max(one.rect.top, other.rect.top);
          // Line boxes are higher than letters.
          return width > 2 && height > 6 ? [`“${one.words}” lies upon “${other.words}”`] : [];
        }),
      );
    },
    await sightOf(page),
  );
