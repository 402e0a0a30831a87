import { ContextConsumer } from '@lit/context';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import type { ContactCollection, ContactState } from '../../../src/core/contact.js';
import { contactEnglish } from '../../../src/i18n/contact.en.js';
import { partMemoryContext } from '../../foundation/contexts.js';
import { StoreController } from '../../foundation/controllers/store.js';
import { ConfigController, StringsController } from '../../foundation/controllers/surroundings.js';
import { define } from '../../foundation/define.js';
import { ChatContactSubmitRequest } from '../../foundation/events/part-requests.js';
import { partNames } from '../../foundation/part-names.js';
import { createPartMemory } from '../../foundation/part-memory.js';
import { base, controls } from '../../foundation/styles/controls.js';
import { readDraft, writeDraft, type Draft } from '../../parts/form/draft.js';
import { kinds } from '../../parts/form/fields/kinds.js';
import { planOf, type FormPlan } from '../../parts/form/form-plan.js';
import '../../parts/form/open-form.js';
import type { Filling } from '../../parts/form/open-form.js';
import { contactFields } from './contact-fields.js';
import { styles } from './contact-form.styles.js';

/** Where what was put in is remembered, whatever is asked now. */
const DRAFT = 'contact/form';

/** What the visitor chose, as one text: a contact has texts only. */
const textOf = (value: unknown): string =>
  Array.isArray(value) ? value.join(', ') : typeof value === 'string' ? value : '';

/**
 * Asks the visitor who they are: in place of the composer, or beside it.
 * @tag chat-contact-form
 * @fires {ChatContactSubmitRequest} chat-contact-submit-request - The visitor says it. Refused, the form stays.
 * @csspart contact - The whole card.
 * @csspart field - One question.
 * @csspart option - One of several choices.
 */
export class ChatContactForm extends LitElement {
  static override styles = [base, controls, styles];
  static override properties = {
    collection: { attribute: false },
    status: { state: true },
  };

  /** Who asks, and takes the answer. */
  collection?: ContactCollection;
  private status = '';

  readonly #config = new ConfigController(this);
  readonly #strings = new StringsController(this, contactEnglish);
  readonly #state = new StoreController(this, () => this.collection?.state);
  readonly #context = new ContextConsumer(this, { context: partMemoryContext });
  readonly #own = createPartMemory();
  #asked: ContactState['questions'] | undefined;
  #spoken = '';
  #plan: FormPlan | undefined;
  #draft: Draft | undefined;

  /** To the first question. */
  override focus(options?: FocusOptions): void {
    void this.#drawn().then(() =>
      this.#form?.shadowRoot?.querySelector<HTMLElement>('input, select, textarea')?.focus(options),
    );
  }
  async #drawn(): Promise<void> {
    await this.updateComplete;
    await this.#form?.updateComplete;
  }
  get #form() {
    return this.renderRoot.querySelector('chat-open-form');
  }

  /** A live region speaks of what changes in it, not of what it comes with. */
  protected override updated(_: PropertyValues): void {
    const { held, when } = this.#state.value ?? {};
    const status = held ? this.#strings.value['contact.held'] : when === 'during' ? this.#plan?.title : '';
    void this.updateComplete.then(() => (this.status = status ?? ''));
  }

  protected override render() {
    const state = this.#state.value;
    const plan = state?.questions.length ? this.#planFor(state) : undefined;
    if (!state || !plan) return nothing;
    const { when, optional, held } = state;
    const strings = this.#strings.value;
    const policy = this.#config.value?.privacyUrl;
    return html`<section part="contact">
      <h3><span dir="auto">${plan.title}</span></h3>
      <p>
        <span dir="auto">${strings[when === 'before' ? 'contact.whyBefore' : 'contact.whyDuring']}</span>
      </p>
      <chat-open-form exportparts=${partNames} .plan=${plan} .draft=${this.#draft} .filling=${this.#filling}>
        ${
          optional
            ? html`<button class="plain" type="button" @click=${() => this.collection?.refuse()}>
                ${strings['contact.skip']}
              </button>`
            : nothing
        }
      </chat-open-form>
      ${
        policy
          ? html`<p class="policy">
              <a href=${policy} target="_blank" rel="noopener noreferrer">${strings['contact.privacy']}</a>
            </p>`
          : nothing
      }
      <p role="status" class=${held ? 'held' : 'visually-hidden'}>
        <span dir="auto">${this.status}</span>
      </p>
    </section>`;
  }

  /** Planned anew when something else is asked, or in another language; what was put in stays. */
  #planFor({ questions, when }: ContactState): FormPlan | undefined {
    const strings = this.#strings.value;
    if (questions === this.#asked && strings.locale === this.#spoken) return this.#plan;
    this.#asked = questions;
    this.#spoken = strings.locale;
    const before = when === 'before';
    // Who has a page in a language may well be where it is spoken.
    const regions = (this.#config.value?.language ?? []).flatMap((tag) => new Intl.Locale(tag).maximize().region ?? []);
    const fields = contactFields(questions, strings, regions);
    const title = strings[before ? 'contact.before' : 'contact.during'];
    const submitLabel = strings[before ? 'contact.start' : 'contact.send'];
    this.#plan = planOf({ name: 'contact', title, submitLabel, fields }, kinds);
    this.#draft = readDraft(this.#memory.get(DRAFT), this.#plan);
    return this.#plan;
  }

  get #memory() {
    return this.#context.value ?? this.#own;
  }

  readonly #filling: Filling = {
    keep: (draft) => {
      this.#memory.set(DRAFT, writeDraft(draft));
    },
    send: ({ values }) => {
      const contact = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, textOf(value)]));
      const wish = new ChatContactSubmitRequest(contact);
      if (!this.dispatchEvent(wish)) return;
      this.#memory.set(DRAFT, undefined);
      this.collection?.give(wish.contact);
    },
  };
}

define('chat-contact-form', ChatContactForm);

declare global {
  interface HTMLElementTagNameMap {
    'chat-contact-form': ChatContactForm;
  }
}
