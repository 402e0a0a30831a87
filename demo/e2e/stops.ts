import type { CDPSession, Page } from '@playwright/test';
import { sightOf } from './sight.js';

/** Where the Tab key stops, as a visitor finds it. */
export interface Stop {
  /** The same number is the same element. */
  readonly id: number;
  readonly tag: string;
  /** It looks other than without the focus. */
  readonly isMarked: boolean;
  /** Some of it can be seen, and lies under nothing. */
  readonly isSeen: boolean;
  readonly name: string;
  readonly role: string;
}
interface Eyes {
  readonly remember: () => void;
  readonly active: () => Element;
  readonly look: () => Omit<Stop, 'name' | 'role'>;
}

/** Brings to a page what looks at its stops, and remembers how everything looks without the focus. */
export const watchStops = async (page: Page): Promise<void> =>
  page.evaluate(
    ({ way, holds, hit }) => {
      const looks = new WeakMap<Element, string>();
      const ids = new WeakMap<Element, number>();
      let count = 0;
      const lookOf = (element: Element): string => {
        const { outlineStyle, outlineWidth, boxShadow, borderColor, backgroundColor } = getComputedStyle(element);
        return [
          outlineStyle === 'none' ? '' : outlineStyle + outlineWidth,
          boxShadow,
          borderColor,
          backgroundColor,
        ].join();
      };
      const remember = (root: Document | ShadowRoot, except: readonly Element[]): void => {
        for (const each of root.querySelectorAll('*')) {
          if (!except.includes(each)) looks.set(each, lookOf(each));
          if (each.shadowRoot) remember(each.shadowRoot, except);
        }
      };
      const around = (element: Element): readonly Element[] => [element, ...way(element)].slice(0, 4);
      const active = (): Element => {
        let found = document.activeElement ?? document.body;
        while (found.shadowRoot?.activeElement) found = found.shadowRoot.activeElement;
        return found;
      };
      /** Of a field that its label is drawn for, the label. */
      const drawn = (element: Element): Element => {
        const { width, height } = element.getBoundingClientRect();
        const isHidden = width < 4 || height < 4 || Number(getComputedStyle(element).opacity) === 0;
        return (isHidden && element instanceof HTMLInputElement && element.labels?.[0]) || element;
      };
      const isSeen = (element: Element): boolean => {
        const { left, top, width, height } = element.getBoundingClientRect();
        const places = [0.1, 0.3, 0.5, 0.7, 0.9];
        return places.some((x) =>
          places.some((y) => {
            const found = hit(left + x * width, top + y * height);
            return found !== null && holds(element, found);
          }),
        );
      };
      /** What cannot be pressed now can still be seen. */
      const whole = (element: Element, look: () => boolean): boolean => {
        if (!(element instanceof HTMLElement)) return look();
        element.style.pointerEvents = 'auto';
        const seen = look();
        element.style.pointerEvents = '';
        return seen;
      };
      const eyes: Eyes = {
        // How it looks without the focus is not known of what has it.
        remember: () => remember(document, around(active())),
        active,
        look() {
          const element = active();
          if (!ids.has(element)) ids.set(element, ++count);
          return {
            id: ids.get(element) ?? 0,
            tag: `${element.localName}.${element.className} [${element.getAttribute('part') ?? ''}]`,
            isMarked: around(element).some((each) =>
              looks.has(each) ? looks.get(each) !== lookOf(each) : getComputedStyle(each).outlineStyle !== 'none',
            ),
            isSeen: whole(element, () => isSeen(drawn(element))),
          };
        },
      };
      Reflect.set(globalThis, 'eyes', eyes);
      eyes.remember();
    },
    await sightOf(page),
  );

async function stopAt(page: Page, session: CDPSession): Promise<Stop> {
  // What comes to be seen with the focus is drawn in the next frame.
  const seen = await page.evaluate(async () => {
    for (let frames = 0; frames < 2; frames++) await new Promise((resolve) => requestAnimationFrame(resolve));
    return (Reflect.get(globalThis, 'eyes') as Eyes).look();
  });
  const { result } = await session.send('Runtime.evaluate', { expression: 'eyes.active()' });
  if (!result.objectId) return { ...seen, name: '', role: '' };
  const { nodes } = await session.send('Accessibility.getPartialAXTree', {
    objectId: result.objectId,
    fetchRelatives: false,
  });
  const [node] = nodes;
  return { ...seen, name: String(node?.name?.value ?? ''), role: String(node?.role?.value ?? '') };
}

/** All stops from where the focus is to one with this name, which is not among them, and whether one gets there. */
export async function walk(
  page: Page,
  key: string,
  to: string,
  most = 90,
): Promise<{ readonly stops: readonly Stop[]; readonly arrived: boolean }> {
  const session = await page.context().newCDPSession(page);
  await session.send('Accessibility.enable');
  const stops: Stop[] = [];
  try {
    while (stops.length < most) {
      await page.keyboard.press(key);
      const stop = await stopAt(page, session);
      if (stop.name === to) return { stops, arrived: true };
      stops.push(stop);
    }
    return { stops, arrived: false };
  } finally {
    await session.detach();
  }
}
