import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { CallLevels } from '../../../src/protocol/voice.js';

/** How fast a meter falls after a loud moment, per frame. */
const FALL = 0.82;
const sides = ['user', 'bot'] as const;

/** The visitor has chosen less motion, maybe just now. */
const isStill = (place: Element): boolean => getComputedStyle(place).getPropertyValue('--chat-animation') === 'paused';

/**
 * Shows how loud both sides are as the custom properties `--user` and `--bot`, 0 to 1: one loop of animation frames,
 * only while there is something to measure, and none where motion is not wanted.
 */
export class MeterController implements ReactiveController {
  #frame = 0;
  #shown: CallLevels = { user: 0, bot: 0 };

  constructor(
    host: ReactiveControllerHost,
    private readonly place: () => HTMLElement | null | undefined,
    /** Nothing while nobody is on the line. */
    private readonly levels: () => CallLevels | undefined,
  ) {
    host.addController(this);
  }
  hostUpdated(): void {
    if (!this.#frame && this.levels() && !matchMedia('(prefers-reduced-motion: reduce)').matches) this.#next();
  }
  hostDisconnected(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }
  #next(): void {
    this.#frame = requestAnimationFrame(() => this.#draw());
  }
  #draw(): void {
    this.#frame = 0;
    const now = this.levels();
    const place = this.place();
    if (!now || !place) return;
    if (isStill(place)) return this.#rest(place);
    const before = this.#shown;
    this.#shown = { user: Math.max(now.user, before.user * FALL), bot: Math.max(now.bot, before.bot * FALL) };
    for (const side of sides) {
      const level = this.#shown[side].toFixed(2);
      if (level !== before[side].toFixed(2)) place.style.setProperty(`--${side}`, level);
    }
    this.#next();
  }
  /** Until something else changes in the call, which is soon enough. */
  #rest(place: HTMLElement): void {
    this.#shown = { user: 0, bot: 0 };
    for (const side of sides) place.style.removeProperty(`--${side}`);
  }
}
