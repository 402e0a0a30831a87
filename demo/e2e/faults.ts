import type { Page } from '@playwright/test';
import { sightOf } from './sight.js';

/**
 * What no machine's fonts may change: nothing sticks out of the panel, nothing that is pressed lies under something else
 * or is too small for a finger, no word is cut off where nobody can scroll to it.
 */
export const faults = async (page: Page): Promise<readonly string[]> =>
  page.evaluate(
    ({ way }) => {
      const found: string[] = [];
      const scrolls = (element: Element) => /auto|scroll/.test(getComputedStyle(element).overflow);
      const look = (root: ShadowRoot): void => {
        for (const element of root.querySelectorAll<HTMLElement>('*')) {
          if (element.shadowRoot) look(element.shadowRoot);
          const around = way(element);
          if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
          if ([element, ...around].some((each) => each.matches('.visually-hidden, svg, [inert]'))) continue;
          const name = `${element.localName}.${element.className} “${element.textContent.trim().slice(0, 30)}”`;
          const rect = element.getBoundingClientRect();
          if (rect.width === 0 || rect.height === 0) continue;
          const panel = around.find(({ localName }) => localName === 'chat-panel')?.getBoundingClientRect();
          const inScroller = around.some((each) => each.localName !== 'chat-widget' && scrolls(each));
          if (panel && !inScroller)
            for (const [side, out] of [
              ['left', panel.left - rect.left],
              ['right', rect.right - panel.right],
              ['top', panel.top - rect.top],
              ['bottom', rect.bottom - panel.bottom],
            ] as const)
              if (out > 1) found.push(`${name} sticks out on the ${side}`);
          const style = getComputedStyle(element);
          const cut = element.scrollWidth - element.clientWidth > 1 || element.scrollHeight - element.clientHeight > 2;
          const means = style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none';
          if (
            cut &&
            style.overflow === 'hidden' &&
            !means &&
            element.childElementCount === 0 &&
            element.textContent.trim()
          )
            found.push(`${name} is cut off`);
          if (!element.matches('button, a, input, select, textarea, [role=menuitem]')) continue;
          if (!element.closest('p, li, label') && (rect.width < 23.5 || rect.height < 23.5))
            found.push(`${name} is ${Math.round(rect.width)} × ${Math.round(rect.height)}`);
          // What has been scrolled away is not to be hit now.
          const [x, y] = [rect.left + rect.width / 2, rect.top + rect.height / 2];
          const isAway = around.some((each) => {
            const { top, bottom, left, right } = each.getBoundingClientRect();
            return scrolls(each) && (y < top || y > bottom || x < left || x > right);
          });
          if (isAway) continue;
          const hit = root.elementFromPoint(x, y);
          if (
            hit &&
            hit !== element &&
            !element.contains(hit) &&
            !hit.contains(element) &&
            !hit.closest('[role=menu], dialog')
          )
            if (!around.some((each) => each === hit) && hit.getRootNode() === root)
              found.push(`${name} lies under ${hit.localName}.${hit.className}`);
        }
      };
      const root = document.querySelector('chat-widget')?.shadowRoot;
      if (root) look(root);
      if (document.documentElement.scrollWidth > innerWidth) found.push('the page scrolls sideways');
      return found;
    },
    await sightOf(page),
  );
