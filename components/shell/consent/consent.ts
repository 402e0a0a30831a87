import { html, LitElement, nothing, svg } from 'lit';
import { consentEnglish } from '../../../src/i18n/consent.en.js';
import { ConfigController, StringsController } from '../../foundation/controllers/surroundings.js';
import { define } from '../../foundation/define.js';
import { ChatConsentRequest } from '../../foundation/events/part-requests.js';
import { downIcon } from '../../foundation/icons.js';
import { base, controls } from '../../foundation/styles/controls.js';
import { styles } from './consent.styles.js';
import { termsOf } from './terms.js';

const sign = html`<svg viewBox="0 0 24 24" aria-hidden="true">
  ${svg`<path d="M12 3.5l7 2.5v5.5c0 4.3-2.9 7.6-7 9-4.1-1.4-7-4.7-7-9V6z"></path><path d="M9 12l2.2 2.2L15.2 10"></path>`}
</svg>`;

/**
 * The question that stands in place of the conversation until the visitor agrees to it.
 * @tag chat-consent
 * @fires {ChatConsentRequest} chat-consent-request - The visitor agrees, or does not.
 * @csspart consent - The whole.
 */
export class ChatConsent extends LitElement {
  static override styles = [base, controls, styles];
  static override properties = { refused: { type: Boolean } };

  /** The visitor said no, and the chat could not be closed. */
  refused = false;

  readonly #strings = new StringsController(this, consentEnglish);
  readonly #config = new ConfigController(this);

  /** To where it is to be read from. */
  override focus(options?: FocusOptions): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector('h3')?.focus(options));
  }

  protected override render() {
    const config = this.#config.value;
    if (!config) return nothing;
    const strings = this.#strings.value;
    const { paragraphs, kept, policy } = termsOf(config, strings);
    return html`<section part="consent" aria-labelledby="title">
      <span class="sign">${sign}</span>
      <h3 id="title" tabindex="-1">${strings['consent.title']}</h3>
      ${paragraphs.map((text) => html`<p dir="auto">${text}</p>`)}
      ${
        kept.length
          ? html`<details>
              <summary>${strings['consent.list']}${downIcon}</summary>
              <ul>
                ${kept.map((line) => html`<li>${line}</li>`)}
              </ul>
            </details>`
          : nothing
      }
      ${
        policy
          ? html`<a href=${policy} target="_blank" rel="noopener noreferrer">${strings['consent.policy']}</a>`
          : nothing
      }
      <div role="status">${this.refused ? html`<p class="refused">${strings['consent.refused']}</p>` : nothing}</div>
      <div class="actions">
        ${
          this.refused
            ? nothing
            : html`<button class="plain" type="button" @click=${() => this.#answer(false)}>
                ${strings['consent.refuse']}
              </button>`
        }
        <button class="primary" type="button" @click=${() => this.#answer(true)}>${strings['consent.agree']}</button>
      </div>
    </section>`;
  }

  #answer(agreed: boolean): void {
    this.dispatchEvent(new ChatConsentRequest(agreed));
  }
}

define('chat-consent', ChatConsent);

declare global {
  interface HTMLElementTagNameMap {
    'chat-consent': ChatConsent;
  }
}
