import { nextFrame } from '../../foundation/frame.js';
import type { Line } from './lines-in.js';

/** Frames without another leap after which the view has come to rest. */
const REST = 4;
export interface PassingWordsOptions {
  readonly log: HTMLElement;
  readonly gaps: () => readonly Element[];
  /** What stands in a gap between these pixels. */
  readonly lines: (gap: Element, from: number, to: number) => Iterable<Line>;
  /** A leap is over: the messages are to come. */
  readonly onRest: () => void;
}

/**
 * Who leaps through a long conversation, faster than messages can be built, passes their plain words: in the very frame
 * that shows the place, and for nobody but the eye. The messages come when the view has come to rest.
 */
export class PassingWords {
  readonly #options: PassingWordsOptions;
  readonly #rows: HTMLElement[] = [];
  #at = 0;
  #shown = 0;
  /** Frames until the view is taken to rest. */
  #frames = 0;

  constructor(options: PassingWordsOptions) {
    this.#options = options;
    this.#at = options.log.scrollTop;
    options.log.addEventListener('scroll', this.#pass, { passive: true });
  }

  /** One leap follows another. */
  get isLeaping(): boolean {
    return this.#frames > 0;
  }

  /** The messages themselves are there. */
  clear(): void {
    if (!this.isLeaping) this.#hide(0);
  }

  disconnect(): void {
    this.#options.log.removeEventListener('scroll', this.#pass);
    this.#frames = 0;
    this.#hide(0);
  }

  // Scrolling is told before the frame is drawn, when its layout is still good: nothing is laid out twice for this.
  readonly #pass = (): void => {
    const { log, gaps, lines } = this.#options;
    const { scrollTop, clientHeight } = log;
    const isLeap = Math.abs(scrollTop - this.#at) > clientHeight;
    this.#at = scrollTop;
    const view = log.getBoundingClientRect();
    let shown = 0;
    for (const gap of view.width ? gaps() : []) {
      const { top, bottom } = gap.getBoundingClientRect();
      if (bottom <= view.top || top >= view.bottom) continue;
      for (const line of lines(gap, view.top - top, view.bottom - top))
        this.#write(shown++, line, scrollTop + top - view.top);
    }
    this.#hide(shown);
    if (isLeap && shown) void this.#leap();
  };

  #write(index: number, { isOwn, words, top, height }: Line, offset: number): void {
    const row = (this.#rows[index] ??= this.#make());
    row.className = isOwn ? 'passing own' : 'passing';
    if (row.firstChild) row.firstChild.textContent = words;
    // Parts of a pixel would let something through between two of them.
    row.style.insetBlockStart = `${Math.floor(offset + top)}px`;
    row.style.blockSize = `${Math.ceil(height) + 1}px`;
    row.hidden = false;
  }
  #make(): HTMLElement {
    const row = document.createElement('p');
    row.ariaHidden = 'true';
    row.appendChild(document.createElement('span')).dir = 'auto';
    return this.#options.log.appendChild(row);
  }
  #hide(from: number): void {
    for (let i = from; i < this.#shown; i++) this.#rows[i]?.toggleAttribute('hidden', true);
    this.#shown = from;
  }

  async #leap(): Promise<void> {
    const goesOn = this.isLeaping;
    this.#frames = REST;
    if (goesOn) return;
    while (this.isLeaping) {
      await nextFrame();
      this.#frames--;
    }
    if (this.#shown) this.#options.onRest();
  }
}
