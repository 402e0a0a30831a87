import { html, LitElement, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { talkEnglish } from '../../../src/i18n/talk.en.js';
import type { Suggestion } from '../../../src/protocol/part.js';
import { ConfigController, StringsController } from '../../foundation/controllers/surroundings.js';
import { define } from '../../foundation/define.js';
import { base, controls } from '../../foundation/styles/controls.js';
import { actionTemplate } from '../action-template.js';
import { addressPolicy } from '../address-policy.js';
import { styles } from './suggestions.styles.js';

/**
 * Quick replies: what the visitor may want to say or open next.
 * @tag chat-suggestions
 * @fires {ChatSelectRequest} chat-select-request - One was chosen.
 * @fires {ChatLinkRequest} chat-link-request - One that opens an address was chosen.
 * @csspart suggestion - One quick reply.
 */
export class ChatSuggestions extends LitElement {
  static override styles = [base, controls, styles];
  static override properties = {
    suggestions: { attribute: false },
  };

  /** What to offer. */
  suggestions: readonly Suggestion[] = [];

  readonly #strings = new StringsController(this, talkEnglish);
  readonly #config = new ConfigController(this);

  protected override render() {
    if (!this.suggestions.length) return nothing;
    return html`<div role="group" aria-label=${this.#strings.value['suggestions.name']}>
      ${repeat(
        this.suggestions,
        (suggestion, index) => `${index} ${suggestion.label}`,
        (suggestion) =>
          actionTemplate(suggestion, { class: 'chip button', part: 'suggestion' }, addressPolicy(this.#config.value)),
      )}
    </div>`;
  }
}

define('chat-suggestions', ChatSuggestions);

declare global {
  interface HTMLElementTagNameMap {
    'chat-suggestions': ChatSuggestions;
  }
}
