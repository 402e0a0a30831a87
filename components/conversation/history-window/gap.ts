import { html } from 'lit';
import type { Block } from './blocks.js';

/** What stands for messages that are not built: as high as they are. */
export class Gap {
  blocks: readonly Block[] = [];
  /** Which block is its first one, and the place of that one's first message. */
  index = 0;
  from = 0;
  height = 0;

  // The style is set by script, not by markup, which a strict content security policy would refuse.
  draw() {
    return html`<div class="gap" .style=${`block-size:${this.height}px`}></div>`;
  }
}
