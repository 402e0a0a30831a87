import { OwnAnchor } from './own-anchor.js';

/** Pixels around the view in which messages are to be there … */
const NEAR = 700;
/** … and beyond which they need not be. */
const FAR = 1400;

/** What of a gap is near the view and what in it, in pixels from its top. */
export interface Span {
  readonly near: readonly [from: number, to: number];
  readonly seen: readonly [from: number, to: number];
}
export interface ViewOptions {
  readonly log: Element;
  readonly content: Element;
  /** A gap comes near. */
  readonly onGap: (gap: Element, span: Span) => void;
  /** Some messages are far by now. */
  readonly onFar: () => void;
  /** Lines have another length than before. */
  readonly onWidth: () => void;
  /** Somebody else sees to it that the view is where it should be. */
  readonly isMoved: () => boolean;
}

/** A closed chat is in no layout: nothing in it is near or far. */
const isLaidOut = ({ rootBounds }: IntersectionObserverEntry): boolean => !!rootBounds?.width;

/** Sees what comes near to the visible part of the conversation, and what is far from it. */
export class View {
  readonly #messages = new Set<Element>();
  readonly #far = new Set<Element>();
  #gaps: readonly Element[] = [];
  readonly #near: IntersectionObserver;
  readonly #left: IntersectionObserver;
  readonly #sized: ResizeObserver;
  readonly #anchor: OwnAnchor | undefined;
  #width = 0;

  constructor({ log, content, onGap, onFar, onWidth, isMoved }: ViewOptions) {
    this.#near = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting, boundingClientRect: gap, rootBounds: root } of entries) {
          if (!isIntersecting || !root?.width) continue;
          const [top, bottom] = [root.top - gap.top, root.bottom - gap.top];
          onGap(target, { near: [top, bottom], seen: [top + NEAR, bottom - NEAR] });
        }
      },
      { root: log, rootMargin: `${NEAR}px 0px` },
    );
    this.#left = new IntersectionObserver(
      (entries) => {
        for (const entry of entries.filter(isLaidOut))
          if (entry.isIntersecting) this.#far.delete(entry.target);
          else this.#far.add(entry.target);
        if (this.#far.size) onFar();
      },
      { root: log, rootMargin: `${FAR}px 0px` },
    );
    this.#sized = new ResizeObserver(([size]) => {
      const width = size?.contentRect.width;
      if (!width || width === this.#width) return;
      this.#width = width;
      onWidth();
    });
    this.#sized.observe(log);
    if (!CSS.supports('overflow-anchor', 'auto')) this.#anchor = new OwnAnchor(log, content, isMoved);
  }

  isFar(message: Element): boolean {
    return this.#far.has(message);
  }

  /** These are in the document now. Gaps are looked at anew: they may have come near without a change to tell of. */
  follow(messages: readonly Element[], gaps: readonly Element[]): void {
    const known = new Set(messages);
    for (const message of this.#messages) {
      if (known.has(message)) continue;
      for (const watch of [this.#left, this.#anchor]) watch?.unobserve(message);
      for (const set of [this.#messages, this.#far]) set.delete(message);
    }
    for (const message of messages) {
      if (this.#messages.has(message)) continue;
      for (const watch of [this.#left, this.#anchor]) watch?.observe(message);
      this.#messages.add(message);
    }
    for (const gap of this.#gaps) this.#near.unobserve(gap);
    this.#gaps = gaps;
    this.look();
  }

  /** Tells of the gaps that are near, whether or not it has told. */
  look(): void {
    for (const gap of this.#gaps) this.#near.unobserve(gap);
    for (const gap of this.#gaps) this.#near.observe(gap);
  }

  disconnect(): void {
    for (const watch of [this.#near, this.#left, this.#sized, this.#anchor]) watch?.disconnect();
  }
}
