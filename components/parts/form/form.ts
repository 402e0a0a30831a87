import { html, nothing, type PropertyValues } from 'lit';
import { formEnglish } from '../../../src/i18n/parts/form.en.js';
import type { PartMap } from '../../../src/protocol/part.js';
import { StringsController } from '../../foundation/controllers/surroundings.js';
import { define } from '../../foundation/define.js';
import { ChatFormSubmitRequest } from '../../foundation/events/part-requests.js';
import { PartElement } from '../part-element.js';
import type { applies } from './condition.js';
import { draftKeyOf, readDraft, writeDraft, type Draft } from './draft.js';
import type { Answers, Row } from './filling.js';
import { planOf, type FormPlan } from './form-plan.js';
import { formWords } from './form-words.js';
import { styles } from './form.styles.js';
import type { Filling } from './open-form.js';

/** A form that can be filled in: everything for it has come. */
interface Open {
  readonly plan: FormPlan;
  readonly applies: typeof applies;
}

const isRow = (value: unknown): value is Row =>
  Array.isArray(value) && value.length === 2 && value.every((word) => typeof word === 'string');
/** What storage remembers of an answer, if it is one. */
const rowsFrom = (value: unknown): readonly Row[] | undefined =>
  Array.isArray(value) && value.every(isRow) ? value : undefined;

/**
 * Questions with fields for the answers: sent once, and afterwards what was sent.
 * @tag chat-form
 * @fires {ChatFormSubmitRequest} chat-form-submit-request - The visitor has filled it in. Refused, it stays open.
 * @csspart form - The form, or what was sent.
 * @csspart field - One question.
 * @csspart option - One of several choices.
 * @cssproperty [--chat-form-columns=118px] - The least width of short fields that stand beside each other.
 */
export class ChatForm extends PartElement<'form'> {
  static override styles = [PartElement.styles, styles];

  readonly #strings = new StringsController(this, formEnglish);
  #plan: FormPlan | undefined;
  #open: Open | undefined;
  #draft: Draft | undefined;
  #draftKey = '';
  #justSent = false;

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has('data') || !this.data) return;
    this.#plan = planOf(this.data);
    void this.#fetch(this.data, this.#plan);
  }

  /** Only a form that can still be filled in needs what it takes; without it, it stays words. */
  async #fetch(data: PartMap['form'], { steps }: FormPlan): Promise<void> {
    const conditional = steps.some(({ condition, fields }) => condition ?? fields.some((field) => field.condition));
    try {
      const [{ kinds }, { applies } = { applies: () => true }] = await Promise.all([
        import('./fields/kinds.js'),
        conditional ? import('./condition.js') : undefined,
        import('./open-form.js'),
      ]);
      if (data !== this.data) return;
      const plan = planOf(data, kinds);
      const key = draftKeyOf(plan);
      // The same form again, in another object, keeps what was put in.
      if (key !== this.#draftKey) this.#draft = readDraft(this.recall(key, 'form'), plan);
      this.#draftKey = key;
      this.#open = { plan, applies };
      this.requestUpdate();
    } catch {
      // The next form, or this one when it is drawn anew, tries again.
    }
  }

  protected override updated(): void {
    if (!this.#justSent) return;
    this.#justSent = false;
    this.renderRoot.querySelector<HTMLElement>('.sent')?.focus();
  }

  protected override draw(data: PartMap['form']): unknown {
    const strings = this.#strings.value;
    const rows = rowsFrom(this.recall('answer'));
    const { title = '', thanks, onlyLast, steps } = this.#plan ?? planOf(data);
    if (rows) return this.#sent(title, rows, thanks);
    if (onlyLast && !this.live)
      return html`<p class="words" dir="auto">${title}</p>
        <p class="hint" lang=${strings.locale}>${strings['form.closed']}</p>`;
    const { plan, applies } = this.#open ?? {};
    const asks = plan?.steps.some(({ fields }) => fields.some(({ kind }) => kind?.read));
    if (!asks)
      return html`<p class="words" dir="auto">${formWords(data)}</p>
        ${steps.some(({ fields }) => fields.some(({ refused }) => refused)) ? html`<p class="hint" lang=${strings.locale}>${strings['form.refused']}</p>` : nothing}`;
    return html`<div part="form" class="card">
      ${title ? html`<p class="title" dir="auto">${title}</p>` : nothing}
      <chat-open-form
        .plan=${plan}
        .draft=${this.#draft}
        .applies=${applies}
        .filling=${this.#filling}
      ></chat-open-form>
    </div>`;
  }

  #sent(title: string, rows: readonly Row[], thanks: string | undefined) {
    return html`<section part="form" class="card sent" tabindex="-1" aria-labelledby="title">
      <p class="title" id="title" dir="auto">
        ${title && `${title} · `}<span lang=${this.#strings.value.locale}>${this.#strings.value['form.sent']}</span>
      </p>
      <dl ?hidden=${!rows.length}>
        ${rows.map(
          ([question, answer]) =>
            html`<div>
              <dt dir="auto">${question}</dt>
              <dd dir="auto">${answer}</dd>
            </div>`,
        )}
      </dl>
      ${thanks ? html`<p class="hint" dir="auto">${thanks}</p>` : nothing}
    </section>`;
  }

  readonly #filling: Filling = {
    keep: (draft) => this.remember(this.#draftKey, writeDraft(draft), 'form'),
    send: ({ values, rows }: Answers) => {
      const { name = '', title } = this.#plan ?? {};
      const said = rows.map((row) => row.join(': ')).join(' · ');
      const label = said || [title, this.#strings.value['form.sent']].filter(Boolean).join(' · ');
      if (this.recall('answer') || !this.dispatchEvent(new ChatFormSubmitRequest(name, values, label))) return;
      this.#justSent = true;
      this.remember(this.#draftKey, undefined, 'form');
      this.remember('answer', rows);
    },
  };
}

define('chat-form', ChatForm);

declare global {
  interface HTMLElementTagNameMap {
    'chat-form': ChatForm;
  }
}
