/** Where a row of cards stands, and how to move it. Works in both reading directions: it measures, and never counts pixels. */

const NEAR = 4;
const isRtl = (row: Element): boolean => getComputedStyle(row).direction === 'rtl';

/** Pixels that the card stands away from the start of its row; negative once it has gone past. */
function distance(row: Element, card: Element, rtl: boolean): number {
  const [outer, inner] = [row.getBoundingClientRect(), card.getBoundingClientRect()];
  const pad = parseFloat(getComputedStyle(row).scrollPaddingInlineStart) || 0;
  return (rtl ? outer.right - inner.right : inner.left - outer.left) - pad;
}

/** Which card stands at the start of the row. */
export function positionOf(row: Element): number {
  const rtl = isRtl(row);
  const away = [...row.children].map((card) => Math.abs(distance(row, card, rtl)));
  return Math.max(away.indexOf(Math.min(...away)), 0);
}

/** Whether there is more of the row before and after what is seen. */
export function moreOf({ scrollLeft, scrollWidth, clientWidth }: Element): { before: boolean; after: boolean } {
  const gone = Math.abs(scrollLeft);
  return { before: gone > NEAR, after: gone + clientWidth < scrollWidth - NEAR };
}

/** Moves the card to the start of the row, or as near as the row goes. Only the row scrolls, not the page. */
export function moveTo(row: Element, index: number): void {
  const card = row.children[index];
  if (!card) return;
  const rtl = isRtl(row);
  row.scrollBy({ left: distance(row, card, rtl) * (rtl ? -1 : 1) });
}

/** Where a key leads from a card: arrows to its neighbours as they are seen, Home and End to the ends. */
export function stepOf(row: Element, key: string): number | undefined {
  const here = positionOf(row);
  const ahead = isRtl(row) ? 'ArrowLeft' : 'ArrowRight';
  const back = isRtl(row) ? 'ArrowRight' : 'ArrowLeft';
  const last = row.children.length - 1;
  const steps = new Map([
    [ahead, Math.min(here + 1, last)],
    [back, Math.max(here - 1, 0)],
    ['Home', 0],
    ['End', last],
  ]);
  return steps.get(key);
}
