import { html, nothing } from 'lit';
import { progressEnglish } from '../../../src/i18n/parts/progress.en.js';
import type { PartMap } from '../../../src/protocol/part.js';
import { StringsController } from '../../foundation/controllers/surroundings.js';
import { define } from '../../foundation/define.js';
import { PartElement } from '../part-element.js';
import { styles } from './progress.styles.js';

/**
 * How far something has come.
 * @tag chat-progress
 * @csspart progress - The bar.
 */
export class ChatProgress extends PartElement<'progress'> {
  static override styles = [PartElement.styles, styles];

  readonly #strings = new StringsController(this, progressEnglish);

  protected override draw({ label, value, max = 100 }: PartMap['progress']) {
    const fraction = typeof value === 'number' ? Math.min(1, Math.max(0, value / max)) : undefined;
    const done = fraction === 1;
    return html`<div class="row">
        <label for="bar" dir="auto">${label}</label>
        ${fraction === undefined ? nothing : html`<span class=${done ? 'done' : ''} lang=${done ? this.#strings.value.locale : nothing}>${this.#state(fraction)}</span>`}
      </div>
      <progress id="bar" part="progress" max="1" value=${fraction ?? nothing}></progress>`;
  }

  #state(fraction: number): string {
    if (fraction === 1) return this.#strings.value['progress.done'];
    // Nearly there is not there.
    const format = new Intl.NumberFormat(this.lang || this.#strings.value.locale, { style: 'percent' });
    return format.format(Math.floor(fraction * 100) / 100);
  }
}

define('chat-progress', ChatProgress);

declare global {
  interface HTMLElementTagNameMap {
    'chat-progress': ChatProgress;
  }
}
