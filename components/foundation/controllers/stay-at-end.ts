import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Keeps a scroller at its end while its content grows, until the visitor scrolls away. Nothing reads layout: an
 * observer tells where the view is, another one (which runs when layout is done anyway) moves it.
 */
export class StayAtEndController implements ReactiveController {
  /** The end is in view. */
  atEnd = true;
  /** Asked when layout is done, before the view goes to the end: whether something would be lost by that. */
  holds?: () => boolean;
  #scroller: HTMLElement | undefined;
  #seen: IntersectionObserver | undefined;
  #grown: ResizeObserver | undefined;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly follows: () => boolean,
  ) {
    host.addController(this);
  }

  /** Begins with a scroller, its growing content and a mark after the last line of it. */
  watch(scroller: HTMLElement, content: Element, mark: Element): void {
    this.#scroller = scroller;
    this.#seen = new IntersectionObserver(
      (entries) => {
        const last = entries.at(-1);
        // A mark without a height is in no layout: a closed chat has not been scrolled away.
        if (last?.boundingClientRect.height) this.#setAtEnd(last.isIntersecting);
      },
      { root: scroller, rootMargin: '0px 0px 24px 0px' },
    );
    this.#grown = new ResizeObserver(() => {
      if (this.isFollowing && !this.holds?.()) this.toEnd();
    });
    this.#seen.observe(mark);
    this.#grown.observe(content);
    this.#grown.observe(scroller);
  }
  /** What comes at the end will be in view. */
  get isFollowing(): boolean {
    return this.atEnd && this.follows();
  }
  toEnd(): void {
    this.#setAtEnd(true);
    this.#scroller?.scrollTo({ top: Number.MAX_SAFE_INTEGER, behavior: 'instant' });
  }
  hostDisconnected(): void {
    this.#seen?.disconnect();
    this.#grown?.disconnect();
    this.#scroller = undefined;
  }
  get watching(): boolean {
    return this.#scroller !== undefined;
  }
  #setAtEnd(atEnd: boolean): void {
    if (atEnd === this.atEnd) return;
    this.atEnd = atEnd;
    this.host.requestUpdate();
  }
}
