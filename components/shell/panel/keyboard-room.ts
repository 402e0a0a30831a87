import { sheetOf } from '../../foundation/element-base.js';
import { afterFrame } from '../../foundation/frame.js';
import { keyboardRoomStyles } from './keyboard-room.styles.js';

const sheet = sheetOf(keyboardRoomStyles);

/** What is to be seen of the window: less than all of it where a keyboard lies over it, or somebody has zoomed in. */
interface SeenPart extends EventTarget {
  readonly height: number;
  readonly offsetTop: number;
  readonly scale: number;
}
/** The window that the page is laid out in, and where the page is scrolled in it. */
interface PageWindow {
  readonly innerWidth: number;
  readonly innerHeight: number;
  readonly scrollX: number;
  readonly scrollY: number;
  readonly location: { readonly href: string };
  scrollTo(place: ScrollToOptions): void;
}

/** Pixels below which only what is needed for writing has room. */
const CRAMPED = 320;
/** Pixels that a scroll bar may take from what fills the window. */
const SCROLL_BAR = 20;

/**
 * Keeps a panel that fills the window in the part of it that a keyboard on the screen leaves free. Browsers do not make
 * the page smaller for such a keyboard: they let it lie over the page, and move the page up when somebody writes.
 *
 * Nothing of the page is touched. Where the browser moved it for the keyboard, it is moved back when that goes. The undo
 * leaves the panel as it was.
 */
export function leaveRoom(
  panel: HTMLElement,
  seen: SeenPart | null = window.visualViewport,
  page: PageWindow = window,
): () => void {
  const ears = new AbortController();
  const { signal } = ears;
  /** How high the free part is; nothing while all of it is free. */
  let room = 0;
  let field: EventTarget | undefined;
  const place = () => ({ left: page.scrollX, top: page.scrollY, href: page.location.href });
  let before = place();

  const fills = (): boolean => panel.offsetWidth + SCROLL_BAR > page.innerWidth;

  function draw(height: number, from: number): void {
    const styles = { 'block-size': `${height}px`, 'inset-block': `${from}px auto`, '--chat-safe-end': '0px' };
    for (const [name, value] of Object.entries(styles)) panel.style.setProperty(name, height ? value : '');
    panel.toggleAttribute('cramped', height > 0 && height < CRAMPED);
  }
  function show(): void {
    if (field instanceof HTMLElement && field.matches(':focus')) field.scrollIntoView({ block: 'nearest' });
  }
  /** Who has followed a link in the meantime is where they want to be. */
  function goBack(): void {
    const { left, top, href } = before;
    if (href === page.location.href) page.scrollTo({ left, top, behavior: 'instant' });
  }
  function fit(height: number, from = 0): void {
    const [was, now] = [room, height];
    room = height;
    if (was || now) draw(height, from);
    if (was && !now) goBack();
    // The conversation has moved by then.
    if (now && now !== was) void afterFrame().then(show);
  }
  function look({ height, offsetTop, scale }: SeenPart): void {
    // Who has zoomed in sees less of the window without any keyboard, and moves about in it by hand.
    const zoom = Math.max(1, scale);
    const free = Math.round(height * zoom);
    if (page.innerHeight - free > 1 && fills()) fit(free, zoom > 1.01 ? 0 : offsetTop);
    else fit(0);
  }

  const root = panel.shadowRoot;
  if (root && !root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  panel.addEventListener(
    'focusin',
    (event) => {
      [field] = event.composedPath();
      if (!room) before = place();
    },
    { signal },
  );
  // Browsers without it make the window itself smaller.
  if (seen) {
    for (const change of ['resize', 'scroll']) seen.addEventListener(change, () => look(seen), { signal });
    look(seen);
  }
  return () => {
    ears.abort();
    fit(0);
  };
}
