import { css, html, LitElement, nothing } from 'lit';
import type { Permission } from '../../../src/protocol/permission.js';
import { permissionEnglish } from '../../../src/i18n/permission.en.js';
import { StoreController } from '../../foundation/controllers/store.js';
import { ChatController, StringsController } from '../../foundation/controllers/surroundings.js';
import { define } from '../../foundation/define.js';
import { ChatPermissionRequest } from '../../foundation/events/part-requests.js';
import { base, controls } from '../../foundation/styles/controls.js';

/** How a permission is asked for; what has no field is a plain yes or no. */
/** A word that needs no arguments. */
type Word = keyof typeof permissionEnglish;
interface Question {
  readonly words: Word;
  readonly field?: { readonly label: Word; readonly type: 'email' | 'tel'; readonly wrong: Word };
}
const questions: Readonly<Record<Permission, Question>> = {
  email: {
    words: 'permission.email',
    field: { label: 'permission.emailLabel', type: 'email', wrong: 'permission.emailIncomplete' },
  },
  phone: {
    words: 'permission.phone',
    field: { label: 'permission.phoneLabel', type: 'tel', wrong: 'permission.phoneIncomplete' },
  },
  location: { words: 'permission.location' },
  'coarse-location': { words: 'permission.location' },
  notification: { words: 'permission.other' },
  list: { words: 'permission.other' },
};

/** Asks the device, which asks the visitor; only ever after a click of theirs. */
const locate = (): Promise<{ latitude: number; longitude: number }> =>
  new Promise((resolve, reject) =>
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude } }) => resolve({ latitude, longitude }),
      reject,
      { timeout: 10_000 },
    ),
  );

/**
 * What the backend asks the visitor's leave for. It stands beside the composer and never locks it.
 * @tag chat-permission
 * @fires {ChatPermissionRequest} chat-permission-request - The answer.
 */
export class ChatPermission extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      form {
        display: grid;
        gap: var(--chat-space-2);
        margin-block-end: var(--chat-space-2);
        padding: 12px 14px 14px;
        border: 1px solid var(--chat-line);
        border-radius: var(--chat-radius-card);
        background: var(--chat-raised);
        box-shadow: var(--chat-shadow-card);
      }
      p {
        margin: 0;
        font-weight: 620;
      }
      input {
        inline-size: 100%;
        padding: 9px 11px;
        border: 1px solid var(--chat-field-line);
        border-radius: var(--chat-radius-control);
        background: var(--chat-surface);
        color: var(--chat-text);
        font: 400 var(--chat-size-input) / 1.3 var(--chat-font);
      }
      input:focus-visible {
        outline: none;
        border-color: var(--chat-accent);
        box-shadow: 0 0 0 3px var(--chat-accent-soft);
      }
      .wrong {
        color: var(--chat-bad);
        font-size: var(--chat-size-small);
      }
      .actions {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: var(--chat-space-2);
      }
    `,
  ];
  static override properties = {
    wrong: { state: true },
  };

  private wrong: Word | undefined;

  readonly #chat = new ChatController(this);
  readonly #strings = new StringsController(this, permissionEnglish);
  readonly #state = new StoreController(this, () => this.#chat.value?.state);

  private get input() {
    return this.renderRoot.querySelector<HTMLInputElement>('input');
  }

  protected override render() {
    const request = this.#state.value?.permission;
    if (!request) return nothing;
    const strings = this.#strings.value;
    const { words, field } = questions[request.permission];
    return html`<form novalidate aria-labelledby="question" @submit=${this.#allow}>
      <p id="question">${strings[words]}</p>
      ${
        field
          ? html`<input
              type=${field.type}
              autocomplete=${field.type}
              aria-label=${strings[field.label]}
              placeholder=${strings[field.label]}
              aria-invalid=${this.wrong ? 'true' : 'false'}
              aria-describedby=${this.wrong ? 'wrong' : nothing}
            />`
          : nothing
      }
      ${this.wrong ? html`<span class="wrong" id="wrong" role="alert">${strings[this.wrong]}</span>` : nothing}
      <div class="actions">
        <button class="plain" type="button" @click=${() => this.#answer(false)}>${strings['permission.deny']}</button>
        <button class="primary" type="submit">${strings['permission.allow']}</button>
      </div>
    </form>`;
  }

  async #allow(event: Event): Promise<void> {
    event.preventDefault();
    const permission = this.#state.value?.permission?.permission;
    if (!permission) return;
    const { field } = questions[permission];
    if (field) {
      const value = this.input?.value.trim() ?? '';
      const complete =
        field.type === 'email' ? /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value) : /^\+?[\d\s().-]{6,}$/.test(value);
      this.wrong = complete ? undefined : field.wrong;
      if (complete) this.#answer(true, value);
      else this.input?.focus();
    } else if (permission === 'location' || permission === 'coarse-location') {
      try {
        this.#answer(true, await locate());
      } catch {
        this.wrong = 'permission.locationFailed';
      }
    } else this.#answer(true);
  }

  #answer(granted: boolean, value?: unknown): void {
    const permission = this.#state.value?.permission?.permission;
    this.wrong = undefined;
    if (!permission) return;
    const words = this.#strings.value[granted ? 'permission.allow' : 'permission.deny'];
    const label = typeof value === 'string' ? value : words;
    this.dispatchEvent(new ChatPermissionRequest(permission, granted, label, value));
  }
}

define('chat-permission', ChatPermission);

declare global {
  interface HTMLElementTagNameMap {
    'chat-permission': ChatPermission;
  }
}
