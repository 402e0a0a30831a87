import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { nextFrame } from '../foundation/frame.js';

/** Knows whether something does not fit, so that only a box that scrolls is a stop of the keyboard. */
export class OverflowController implements ReactiveController {
  readonly #sizes;
  #watched: readonly Element[] = [];
  #scrolls = false;

  /** `boxes` answers whose sizes count, nothing while they are not drawn; `scrolls` compares them. */
  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly boxes: () => readonly Element[],
    private readonly compare: () => boolean,
  ) {
    this.#sizes = globalThis.ResizeObserver && new ResizeObserver(() => this.#measure());
    host.addController(this);
  }

  /** Something does not fit. */
  get scrolls(): boolean {
    return this.#scrolls;
  }

  hostConnected(): void {
    this.host.requestUpdate();
  }
  hostUpdated(): void {
    const boxes = this.boxes();
    if (boxes.length === this.#watched.length && boxes.every((each, index) => each === this.#watched[index])) return;
    this.hostDisconnected();
    for (const each of boxes) this.#sizes?.observe(each);
    this.#watched = boxes;
  }
  hostDisconnected(): void {
    this.#sizes?.disconnect();
    this.#watched = [];
  }

  /** When sizes are told the layout is done: to look costs nothing now. */
  #measure(): void {
    const scrolls = this.compare();
    if (scrolls === this.#scrolls) return;
    this.#scrolls = scrolls;
    // Drawn in the same frame, it would be the observer's own doing again: browsers report that as an error of the page.
    void nextFrame().then(() => this.host.requestUpdate());
  }
}
