import type { Page } from 'puppeteer-core';

/** What the works ask of a page: put there by `lookAtScreen`, and called in it. */
interface Screen {
  /** Resolves when a frame was painted with all that had to be in it. */
  readonly painted: () => Promise<number>;
  /** Resolves with the time of the first painted frame after which the words are shown. */
  readonly shows: (words: string) => Promise<number>;
  /** Elements of the whole page, shadow trees included. */
  readonly elements: () => number;
  /** Nothing is drawn in the scroller: no text, no picture, at any of fifteen points of it. */
  readonly blank: () => boolean;
  /** The words are where they can be seen, in the box that scrolls. */
  readonly visible: (words: string) => boolean;
}

declare global {
  interface Window {
    readonly screenOf: Screen;
  }
}

/** Runs in the page. */
function lookFromWithin(): void {
  const painted = () =>
    new Promise<number>((done) =>
      requestAnimationFrame(() => {
        // The first task after a frame begins when that frame is painted.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => done(performance.now());
        port2.postMessage(undefined);
      }),
    );
  function* below(root: ParentNode): Generator<Element> {
    for (const element of root.querySelectorAll('*')) {
      yield element;
      if (element.shadowRoot) yield* below(element.shadowRoot);
    }
  }
  const ownText = (element: Element) =>
    [...element.childNodes].map((node) => (node.nodeType === Node.TEXT_NODE ? (node.textContent ?? '') : '')).join('');
  function elementAt(x: number, y: number): Element | undefined {
    let found: Element | undefined;
    for (let root: Document | ShadowRoot | null | undefined = document; root; root = found?.shadowRoot) {
      const deeper: Element | null = root.elementFromPoint(x, y);
      if (!deeper || deeper === found) break;
      found = deeper;
    }
    return found;
  }
  const drawn = (element: Element | undefined) =>
    element !== undefined &&
    (/^(img|svg|path|canvas|input|button)$/.test(element.localName) || ownText(element).trim() !== '');

  const screenOf: Screen = {
    painted,
    // Looking costs time where much is shown: it is done after the clock was read.
    async shows(words) {
      for (;;) {
        const at = await painted();
        if (window.subject.shown().includes(words)) return at;
      }
    },
    elements: () => [...below(document)].length,
    blank() {
      const { left, top, width, height } = window.subject.scroller().getBoundingClientRect();
      const parts = [0.1, 0.3, 0.5, 0.7, 0.9];
      return !parts.some((y) => [0.2, 0.5, 0.8].some((x) => drawn(elementAt(left + x * width, top + y * height))));
    },
    visible(words) {
      const box = window.subject.scroller().getBoundingClientRect();
      for (const element of below(document)) {
        if (!ownText(element).includes(words)) continue;
        const { top, bottom, height } = element.getBoundingClientRect();
        if (height > 0 && bottom > box.top && top < box.bottom) return true;
      }
      return false;
    },
  };
  Object.assign(window, { screenOf });
}

/** Makes a page answer what it shows, at `window.screenOf`. */
export async function lookAtScreen(page: Page): Promise<void> {
  await page.evaluate(lookFromWithin);
}
