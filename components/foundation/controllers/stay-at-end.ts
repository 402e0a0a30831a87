import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Keeps a scroller at its end while its content grows, until the visitor scrolls away. Nothing reads layout: an
 * observer tells where the view is, another one (which runs when layout is done anyway) moves it.
 */
export class StayAtEndController implements ReactiveController {
  /** The end is in view. */
  atEnd = true;
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
        const atEnd = entries.at(-1)?.isIntersecting ?? true;
        if (atEnd === this.atEnd) return;
        this.atEnd = atEnd;
        this.host.requestUpdate();
      },
      { root: scroller, rootMargin: '0px 0px 24px 0px' },
    );
    this.#grown = new ResizeObserver(() => {
      if (this.atEnd && this.follows()) this.toEnd();
    });
    this.#seen.observe(mark);
    this.#grown.observe(content);
    this.#grown.observe(scroller);
  }
  toEnd(): void {
    this.atEnd = true;
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
}
