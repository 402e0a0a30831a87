import { html, nothing } from 'lit';
import { toolCallEnglish } from '../../../src/i18n/parts/tool-call.en.js';
import type { PartMap } from '../../../src/protocol/part.js';
import { StringsController } from '../../foundation/controllers/surroundings.js';
import { define } from '../../foundation/define.js';
import { ChatToolConsentRequest } from '../../foundation/events/part-requests.js';
import { DisclosureElement } from '../disclosure-element.js';
import { styles } from './tool-call.styles.js';

type Call = PartMap['tool-call'];

/** Characters; the rest is for programs. */
const MAX_SHOWN = 4_000;

/** JSON as it can be read: text, never markup. */
function readable(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value, null, 2) ?? '');
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}
const isSomething = (value: unknown): boolean =>
  value !== undefined && value !== null && !(typeof value === 'object' && Object.keys(value).length === 0);

/**
 * A function at work: what it is, how far it is, and whether it may.
 * @tag chat-tool-call
 * @fires {ChatToolConsentRequest} chat-tool-consent-request - The visitor allows it, or does not.
 * @csspart tool-call - The whole of it.
 */
export class ChatToolCall extends DisclosureElement<'tool-call'> {
  static override styles = [DisclosureElement.styles, styles];

  readonly #strings = new StringsController(this, toolCallEnglish);
  #asked = false;

  protected override draw(data: Call) {
    const words = this.#strings.value;
    const { name, title = name, description, state } = data;
    return html`<section part="tool-call" class=${state} aria-labelledby="title">
      <div class="head">
        <b id="title" dir="auto">${title}</b>
        <span class="state" role="status" lang=${words.locale}>${words[`tool.${state}`]}</span>
      </div>
      ${state === 'waiting' ? this.#question(data, description) : nothing} ${this.#details(data)}
    </section>`;
  }

  #question(data: Call, description: string | undefined) {
    const words = this.#strings.value;
    const button = (look: string, label: string, allowed: boolean, always = false) =>
      html`<button type="button" class=${look} lang=${words.locale} @click=${() => this.#answer(data, allowed, always)}>
        ${label}
      </button>`;
    return html`<p dir="auto" lang=${description ? nothing : words.locale}>${description ?? words['tool.question']}</p>
      <div class="actions" role="group" aria-labelledby="title">
        ${button('primary', words['tool.allow'], true)} ${button('plain', words['tool.always'], true, true)}
        ${button('plain', words['tool.deny'], false)}
      </div>`;
  }

  #answer({ id }: Call, allowed: boolean, always: boolean): void {
    this.#asked = true;
    this.dispatchEvent(new ChatToolConsentRequest(id, allowed, always));
  }

  #details({ input, result, error }: Call) {
    const words = this.#strings.value;
    const shown = [
      [words['tool.input'], input],
      [words['tool.result'], result],
      [words['tool.error'], error],
    ].filter(([, value]) => isSomething(value));
    if (!shown.length) return nothing;
    return this.disclosure(
      '',
      html`<span lang=${words.locale}>${words['tool.details']}</span>`,
      () =>
        html`<dl lang=${words.locale}>
          ${shown.map(
            ([label, value]) =>
              html`<dt>${label}</dt>
                <dd>
                  <pre dir="ltr" tabindex="0" role="group" aria-label=${String(label)}>${readable(value)}</pre>
                </dd>`,
          )}
        </dl>`,
    );
  }

  /** The buttons go with the answer; who used them stays where they were. */
  protected override updated(): void {
    if (!this.#asked || this.data?.state === 'waiting') return;
    this.#asked = false;
    const section = this.renderRoot.querySelector('section');
    section?.setAttribute('tabindex', '-1');
    section?.focus({ preventScroll: true });
  }
}

define('chat-tool-call', ChatToolCall);

declare global {
  interface HTMLElementTagNameMap {
    'chat-tool-call': ChatToolCall;
  }
}
