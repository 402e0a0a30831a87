import type { Page } from '@playwright/test';

interface Heard {
  /** What was spoken since this was last asked. */
  readonly take: () => string[];
}

/**
 * Listens to a page as a screen reader does: to live regions alone, through every shadow root, each as a whole. What a
 * region comes with is not spoken, only what changes in it; nor is what nobody can see. What has a language of its own
 * stands in braces, behind its name.
 */
export const listen = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const spoken: string[] = [];
    const last = new Map<Element, string>();
    const touched = new Set<Element>();
    const up = (node: Node): Element | null =>
      (node as Partial<Element>).assignedSlot ??
      node.parentElement ??
      (node.getRootNode() as Partial<ShadowRoot>).host ??
      null;
    const isRegion = (element: Element): boolean =>
      element.matches('[aria-live], [role=status], [role=alert], [role=log], output');
    const isQuiet = (element: Element): boolean =>
      element.getAttribute('aria-live') === 'off' || (element.matches('[role=log]') && !element.ariaLive);
    const regionOf = (node: Node): Element | undefined => {
      for (let each = node instanceof Element ? node : up(node); each; each = up(each))
        if (isRegion(each)) return isQuiet(each) ? undefined : each;
      return undefined;
    };
    const wordsIn = (node: Node): string => {
      if (node instanceof Text) return node.data;
      if (!(node instanceof Element) || node.matches('[aria-hidden=true], [hidden], style, script, svg')) return '';
      const label = node.getAttribute('aria-label');
      if (label) return ` ${label} `;
      const inner =
        node instanceof HTMLSlotElement && node.assignedNodes().length
          ? node.assignedNodes()
          : (node.shadowRoot ?? node).childNodes;
      const { content } = getComputedStyle(node, '::after');
      const words = [...inner].map(wordsIn).join('') + (content.startsWith('"') ? content.slice(1, -1) : '');
      const lang = node.getAttribute('lang');
      const voiced = lang ? `{${lang}: ${words.trim()}}` : words;
      return getComputedStyle(node).display.startsWith('inline') ? voiced : ` ${voiced} `;
    };
    const within = (root: ParentNode): readonly Element[] =>
      [...root.querySelectorAll('*')].flatMap((each) => [each, ...(each.shadowRoot ? within(each.shadowRoot) : [])]);

    const hear = (): void => {
      for (const region of touched) {
        const words = wordsIn(region);
        if (words === last.get(region)) continue;
        last.set(region, words);
        const line = words.replace(/\s+/g, ' ').trim();
        if (line && region.isConnected && region.checkVisibility()) spoken.push(line);
      }
      touched.clear();
    };
    const watch = new MutationObserver((changes) => {
      for (const { target, addedNodes } of changes) {
        // What a region comes with.
        for (const added of addedNodes)
          if (added instanceof Element)
            for (const each of [added, ...within(added), ...(added.shadowRoot ? within(added.shadowRoot) : [])])
              if (isRegion(each) && !last.has(each)) last.set(each, wordsIn(each));
        const region = regionOf(target);
        if (region) touched.add(region);
      }
      queueMicrotask(hear);
    });
    const all = { childList: true, characterData: true, subtree: true };
    watch.observe(document, all);
    const { attachShadow } = Element.prototype;
    Element.prototype.attachShadow = function (init) {
      const root = attachShadow.call(this, init);
      watch.observe(root, all);
      return root;
    };
    const heard: Heard = { take: () => spoken.splice(0) };
    Reflect.set(globalThis, 'heard', heard);
  });

/** What was spoken since this was last asked. */
export const take = (page: Page): Promise<string[]> =>
  page.evaluate(() => (Reflect.get(globalThis, 'heard') as Heard).take());
