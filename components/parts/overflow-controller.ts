import { nextFrame } from '../foundation/frame.js';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Knows whether a box has more in it than it shows, so that only a box that scrolls is a stop of the keyboard. */
export class OverflowController implements ReactiveController {
  readonly #sizes;
  #watched: readonly Element[] = [];
  #scrolls = false;

  /** `boxes` answers the box and what is in it, or nothing while they are not drawn. */
  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly boxes: () => readonly [box: Element, content: HTMLElement] | undefined,
  ) {
    this.#sizes = globalThis.ResizeObserver && new ResizeObserver(() => void this.#measure());
    host.addController(this);
  }

  /** The box scrolls. */
  get scrolls(): boolean {
    return this.#scrolls;
  }

  hostUpdated(): void {
    const boxes = this.boxes() ?? [];
    if (boxes[0] === this.#watched[0] && boxes[1] === this.#watched[1]) return;
    this.hostDisconnected();
    for (const each of boxes) this.#sizes?.observe(each);
    this.#watched = boxes;
  }
  hostConnected(): void {
    this.host.requestUpdate();
  }
  hostDisconnected(): void {
    this.#sizes?.disconnect();
    this.#watched = [];
  }

  async #measure(): Promise<void> {
    // Drawn in the same frame, it would be the observer's own doing again: browsers report that as an error of the page.
    await nextFrame();
    const [box, content] = this.boxes() ?? [];
    const scrolls =
      !!box && !!content && (content.offsetWidth > box.clientWidth + 1 || content.offsetHeight > box.clientHeight + 1);
    if (scrolls === this.#scrolls) return;
    this.#scrolls = scrolls;
    this.host.requestUpdate();
  }
}
