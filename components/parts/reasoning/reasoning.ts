import { html, type PropertyValues } from 'lit';
import { reasoningEnglish } from '../../../src/i18n/parts/reasoning.en.js';
import type { PartMap } from '../../../src/protocol/part.js';
import { StringsController } from '../../foundation/controllers/surroundings.js';
import { define } from '../../foundation/define.js';
import { partNames } from '../../foundation/part-names.js';
import { DisclosureElement } from '../disclosure-element.js';
import { styles } from './reasoning.styles.js';

type Reasoning = PartMap['reasoning'];

/**
 * What a model thought before it answered, folded away.
 * @tag chat-reasoning
 * @csspart reasoning - The line and the thoughts.
 */
export class ChatReasoning extends DisclosureElement<'reasoning'> {
  static override styles = [DisclosureElement.styles, styles];

  readonly #strings = new StringsController(this, reasoningEnglish);
  #since: number | undefined;

  /** Only thoughts that were seen from their first word on can be measured. */
  protected override willUpdate(changed: PropertyValues<this>): void {
    if (this.streaming) this.#since ??= performance.now();
    else if (this.#since !== undefined && changed.has('streaming')) {
      this.remember('seconds', Math.round((performance.now() - this.#since) / 1000));
      this.#since = undefined;
    }
  }

  protected override draw(data: Reasoning) {
    return this.disclosure(
      'reasoning',
      html`<span class=${this.streaming ? 'busy' : ''} lang=${this.#strings.value.locale}>${this.#line(data)}</span>`,
      () => this.#thoughts(data),
    );
  }

  #line(data: Reasoning): string {
    const words = this.#strings.value;
    if (this.streaming) return words['reasoning.thinking'];
    const seconds = data.seconds ?? this.recall('seconds');
    return typeof seconds === 'number' ? words['reasoning.seconds'](Math.round(seconds)) : words['reasoning.thought'];
  }

  /** What draws them comes when somebody wants to read them. */
  #thoughts({ text }: Reasoning) {
    import('../text/text.js').catch(() => undefined);
    return html`<chat-text
      class="words"
      exportparts=${partNames}
      .data=${{ type: 'text', text } as const}
      .streaming=${this.streaming}
      >${text}</chat-text
    >`;
  }
}

define('chat-reasoning', ChatReasoning);

declare global {
  interface HTMLElementTagNameMap {
    'chat-reasoning': ChatReasoning;
  }
}
