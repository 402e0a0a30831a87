import { html, LitElement, nothing, type PropertyValues } from 'lit';
import type { ContactCollection } from '../../../src/core/contact.js';
import { permissionEnglish } from '../../../src/i18n/permission.en.js';
import type { Permission } from '../../../src/protocol/permission.js';
import { StoreController } from '../../foundation/controllers/store.js';
import { ChatController, StringsController } from '../../foundation/controllers/surroundings.js';
import { define } from '../../foundation/define.js';
import { ChatPermissionRequest } from '../../foundation/events/part-requests.js';
import { partNames } from '../../foundation/part-names.js';
import { base, controls } from '../../foundation/styles/controls.js';
import { kinds } from '../../parts/form/fields/kinds.js';
import type { FormField } from '../../parts/form/form-field.js';
import { planOf, type FormPlan } from '../../parts/form/form-plan.js';
import '../../parts/form/open-form.js';
import type { Filling } from '../../parts/form/open-form.js';
import { styles } from '../contact-form/contact-form.styles.js';
import { isRefusal, locate } from './locate.js';

/** A word that needs no arguments. */
type Word = keyof typeof permissionEnglish;
/** How a permission is asked for; what has no field is a plain yes or no. */
interface Question {
  readonly words: Word;
  readonly label?: Word;
  readonly field?: FormField;
}
const location: Question = { words: 'permission.location' };
const other: Question = { words: 'permission.other' };
const questions: Readonly<Record<Permission, Question>> = {
  email: {
    words: 'permission.email',
    label: 'permission.emailLabel',
    field: { type: 'text', name: 'email', format: 'email', mandatory: true, maxLength: 254 },
  },
  phone: {
    words: 'permission.phone',
    label: 'permission.phoneLabel',
    field: { type: 'phone', name: 'phone', mandatory: true },
  },
  location,
  'coarse-location': location,
  notification: other,
  list: other,
};

/**
 * What the backend asks the visitor's leave for. It stands beside the composer and never locks it.
 * @tag chat-permission
 * @fires {ChatPermissionRequest} chat-permission-request - The answer.
 * @csspart contact - The whole card.
 * @csspart field - What is asked for.
 */
export class ChatPermission extends LitElement {
  static override styles = [base, controls, styles];
  static override properties = {
    contact: { attribute: false },
    wrong: { state: true },
    busy: { state: true },
    status: { state: true },
  };

  /** What is known of the visitor need not be typed again. */
  contact?: ContactCollection | undefined;
  private wrong: Word | undefined;
  /** The device is being asked. */
  private busy = false;
  private status = '';

  readonly #chat = new ChatController(this);
  readonly #strings = new StringsController(this, permissionEnglish);
  readonly #state = new StoreController(this, () => this.#chat.value?.state);
  readonly #contact = new StoreController(this, () => this.contact?.state);
  #asked = '';
  #plan: FormPlan | undefined;

  /** A live region speaks of what changes in it, not of what it comes with. */
  protected override updated(_: PropertyValues): void {
    const { permission } = this.#state.value?.permission ?? {};
    const status = permission ? this.#strings.value[this.wrong ?? questions[permission].words] : '';
    void this.updateComplete.then(() => (this.status = status));
  }

  protected override render() {
    const permission = this.#state.value?.permission?.permission;
    if (!permission) return nothing;
    const strings = this.#strings.value;
    const { words, field } = questions[permission];
    const no = html`<button class="plain" type="button" @click=${() => this.#answer(permission, false)}>
      ${strings['permission.deny']}
    </button>`;
    return html`<section part="contact" role="group" aria-labelledby="question">
      <h3 id="question"><span dir="auto">${strings[words]}</span></h3>
      ${
        field
          ? html`<chat-open-form
              exportparts=${partNames}
              .plan=${this.#planFor(permission)}
              .filling=${this.#filling(permission)}
              >${no}</chat-open-form
            >`
          : html`${this.wrong ? html`<p class="wrong"><span dir="auto">${strings[this.wrong]}</span></p>` : nothing}
              <div class="actions">
                ${no}
                <button
                  class="primary"
                  type="button"
                  aria-disabled=${this.busy}
                  @click=${() => this.#allow(permission)}
                >
                  ${strings['permission.allow']}
                </button>
              </div>`
      }
      <p class="visually-hidden" role="status">${this.status}</p>
    </section>`;
  }

  /** Planned anew when something else is asked, or becomes known; what was put in stays. */
  #planFor(permission: Permission): FormPlan | undefined {
    const { label, field } = questions[permission];
    const value = (this.#contact.value && field && this.contact?.known()[field.name]) ?? '';
    const asked = JSON.stringify([permission, value]);
    if (asked === this.#asked || !field || !label) return this.#plan;
    this.#asked = asked;
    const strings = this.#strings.value;
    const submitLabel = strings['permission.allow'];
    this.#plan = planOf({ name: permission, submitLabel, fields: [{ ...field, label: strings[label], value }] }, kinds);
    return this.#plan;
  }

  #filling(permission: Permission): Filling {
    return {
      keep: () => undefined,
      send: ({ values }) => {
        const [[name = '', value] = []] = Object.entries(values);
        if (typeof value === 'string' && this.#answer(permission, true, value)) this.contact?.learn({ [name]: value });
      },
    };
  }

  async #allow(permission: Permission): Promise<void> {
    if (questions[permission] !== location) return void this.#answer(permission, true);
    if (this.busy) return;
    this.busy = true;
    try {
      this.#answer(permission, true, await locate());
    } catch (reason) {
      // Whoever told their browser no has answered.
      if (isRefusal(reason)) this.#answer(permission, false, undefined, 'permission.locationDenied');
      else this.wrong = 'permission.locationFailed';
    } finally {
      this.busy = false;
    }
  }

  /** Whether nobody refused to take the answer. The question may have gone while the device was asked. */
  #answer(permission: Permission, granted: boolean, value?: unknown, words?: Word): boolean {
    this.wrong = undefined;
    if (this.#state.value?.permission?.permission !== permission) return false;
    const label = this.#strings.value[words ?? (granted ? 'permission.allow' : 'permission.deny')];
    return this.dispatchEvent(
      new ChatPermissionRequest(permission, granted, typeof value === 'string' ? value : label, value),
    );
  }
}

define('chat-permission', ChatPermission);

declare global {
  interface HTMLElementTagNameMap {
    'chat-permission': ChatPermission;
  }
}
