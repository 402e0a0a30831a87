/**
 * What is read stays where it is while something above it changes, in browsers that do not see to it by themselves
 * (WebKit). Places are looked at only when the layout is done.
 */
export class OwnAnchor {
  /** Messages in view, and where they stand in the content. */
  readonly #places = new Map<Element, number>();
  readonly #seen: IntersectionObserver;
  readonly #grown: ResizeObserver;
  /** Part of a pixel that a scroller would not move by. */
  #rest = 0;

  constructor(
    private readonly scroller: Element,
    private readonly content: Element,
    /** Somebody else moves the view. */
    private readonly isMoved: () => boolean,
  ) {
    this.#seen = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries)
          if (isIntersecting) this.#places.set(target, 0);
          else this.#places.delete(target);
        this.#note();
      },
      { root: scroller },
    );
    this.#grown = new ResizeObserver(() => this.#keep());
    this.#grown.observe(content);
  }

  observe(element: Element): void {
    this.#seen.observe(element);
  }
  unobserve(element: Element): void {
    this.#seen.unobserve(element);
  }
  disconnect(): void {
    this.#seen.disconnect();
    this.#grown.disconnect();
  }

  #placeOf(element: Element): number {
    return element.getBoundingClientRect().top - this.content.getBoundingClientRect().top;
  }
  #note(): void {
    for (const element of this.#places.keys())
      if (element.isConnected) this.#places.set(element, this.#placeOf(element));
      else this.#places.delete(element);
  }
  #keep(): void {
    const [anchor] = [...this.#places].filter(([element]) => element.isConnected).sort(([, a], [, b]) => a - b);
    if (anchor && !this.isMoved()) {
      const [element, place] = anchor;
      const by = this.#placeOf(element) - place + this.#rest;
      const whole = Math.round(by);
      this.#rest = by - whole;
      if (whole) this.scroller.scrollTop += whole;
    }
    this.#note();
  }
}
