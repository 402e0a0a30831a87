import type { JSHandle, Page } from '@playwright/test';

/** How elements lie in each other on the screen, through every shadow root and slot. */
export interface Sight {
  /** All that an element is drawn in, from the inside out: its slot or parent, and the host of its root. */
  readonly way: (element: Element) => readonly Element[];
  /** Whether one is the other, or is drawn in it. */
  readonly holds: (outer: Element, inner: Element) => boolean;
  /** What lies uppermost at a point of the window, the innermost of it. */
  readonly hit: (x: number, y: number) => Element | null;
}

/** Runs in the page, and needs nothing from this module. */
function makeSight(): Sight {
  const above = (element: Element): Element | null =>
    element.assignedSlot ?? element.parentElement ?? (element.getRootNode() as Partial<ShadowRoot>).host ?? null;
  const way: Sight['way'] = (element) => {
    const up = above(element);
    return up ? [up, ...way(up)] : [];
  };
  return {
    way,
    holds: (outer, inner) => outer === inner || way(inner).includes(outer),
    hit(x, y) {
      let found: Element | null = null;
      for (let root: Document | ShadowRoot | null = document; root;) {
        const next: Element | null = root.elementFromPoint(x, y);
        if (!next || next === found) return found;
        found = next;
        root = next.shadowRoot;
      }
      return found;
    },
  };
}

/** Brings it to a page: what is handed to `evaluate` finds it there as its argument. */
export const sightOf = (page: Page): Promise<JSHandle<Sight>> => page.evaluateHandle(makeSight);
