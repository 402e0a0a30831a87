import { html, nothing, type PropertyValues } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { formEnglish } from '../../../src/i18n/parts/form.en.js';
import type { PartMap } from '../../../src/protocol/part.js';
import { StringsController } from '../../foundation/controllers/surroundings.js';
import { define } from '../../foundation/define.js';
import { ChatFormSubmitRequest } from '../../foundation/events/requests.js';
import { PartElement } from '../part-element.js';
import { answersIn, labelOf, rowsFrom, type Row } from './answers.js';
import { draftKeyOf, readDraft, writeDraft } from './draft.js';
import { fieldTemplate } from './field-template.js';
import { fetchRareKinds, isAway } from './fields/kinds.js';
import { planOf, type Field, type FieldValue, type FormPlan } from './form-plan.js';
import { formWords } from './form-words.js';
import { styles } from './form.styles.js';
import { problemsIn, type Problems } from './problems.js';
import { isAsked, shownSteps, type ShownStep } from './shown.js';

/**
 * Questions with fields for the answers: step by step, sent once, and afterwards what was sent.
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
  #draftKey = '';
  #values: ReadonlyMap<string, FieldValue> = new Map();
  /** The step, from 0. */
  #at = 0;
  #problems: Problems = new Map();
  /** What takes the focus when it is drawn. */
  #focus: string | undefined;
  /** Said to those who hear the form. */
  #status = '';
  #fetching = false;

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('data') && this.data) this.#begin(this.data);
  }

  /** The same form again, in another object, keeps what was put in. */
  #begin(data: PartMap['form']): void {
    const plan = (this.#plan = planOf(data));
    this.#problems = new Map();
    if (plan.steps.some(({ fields }) => fields.some(({ type }) => isAway(type)))) this.#fetchRareKinds();
    else this.#resume(plan);
  }

  #resume(plan: FormPlan): void {
    const key = draftKeyOf(plan);
    if (key === this.#draftKey) return;
    this.#draftKey = key;
    ({ at: this.#at, values: this.#values } = readDraft(this.recall(key, ''), plan));
  }

  /** Kinds that cannot be had are drawn as unknown ones: with their words. */
  #fetchRareKinds(): void {
    this.#fetching = true;
    void fetchRareKinds()
      .catch(() => undefined)
      .finally(() => {
        this.#fetching = false;
        if (this.#plan) this.#resume(this.#plan);
        this.requestUpdate();
      });
  }

  protected override updated(): void {
    const target = this.#focus && this.renderRoot.querySelector<HTMLElement>(this.#focus);
    this.#focus = undefined;
    if (target) target.focus();
  }

  protected override draw(data: PartMap['form']): unknown {
    const plan = this.#plan;
    const rows = rowsFrom(this.recall('answer'));
    if (!plan || this.#fetching) return this.#words(formWords(data));
    if (rows) return this.#sent(plan, rows);
    if (!plan.steps.some(({ fields }) => fields.some((field) => isAsked(field) && field.type !== 'hidden')))
      return this.#words(
        formWords(data),
        plan.steps.some(({ fields }) => fields.some(({ refused }) => refused)),
      );
    if (plan.onlyLast && !this.live)
      return this.#words(`${plan.title ? `${plan.title}\n` : ''}${this.#strings.value['form.closed']}`);
    const steps = shownSteps(plan, this.#values);
    this.#at = Math.min(this.#at, Math.max(0, steps.length - 1));
    const shown = steps[this.#at];
    return shown ? this.#form(plan, steps, shown) : nothing;
  }

  #words(words: string, refused = false) {
    return html`<p class="words" dir="auto">${words}</p>
      ${refused ? html`<p class="refused">${this.#strings.value['form.refused']}</p>` : nothing}`;
  }

  #sent({ title, thanks }: FormPlan, rows: readonly Row[]) {
    const strings = this.#strings.value;
    return html`<section part="form" class="sent" id="sent" tabindex="-1" aria-labelledby="title">
      <p class="title" id="title" dir="auto">${title ? `${title} · ` : ''}${strings['form.sent']}</p>
      ${
        rows.length
          ? html`<dl>
              ${rows.map(
                ([question, answer]) =>
                  html`<div>
                    <dt dir="auto">${question}</dt>
                    <dd dir="auto">${answer}</dd>
                  </div>`,
              )}
            </dl>`
          : nothing
      }
      ${thanks ? html`<p class="hint" dir="auto">${thanks}</p>` : nothing}
    </section>`;
  }

  #form(plan: FormPlan, steps: readonly ShownStep[], { step, fields }: ShownStep) {
    const strings = this.#strings.value;
    const at = this.#at;
    const last = at === steps.length - 1 || step.final;
    const many = steps.length > 1;
    const marked = plan.steps.some((each) => each.fields.some(({ mandatory }) => mandatory));
    const named = [many && 'bars', step.title && 'title'].filter(Boolean).join(' ');
    return html`<form
      part="form"
      novalidate
      aria-label=${plan.title ?? step.title ?? nothing}
      @submit=${(event: Event) => this.#go(event, steps, last)}
    >
      ${plan.title ? html`<p class="title" dir="auto">${plan.title}</p>` : nothing}
      ${keyed(
        step,
        html`<div
          class="step"
          id="step"
          tabindex="-1"
          role=${named ? 'group' : nothing}
          aria-labelledby=${named || nothing}
        >
          ${
            many
              ? html`<div
                  class="bars"
                  id="bars"
                  role="img"
                  aria-label=${strings['form.step']({ step: at + 1, of: steps.length })}
                >
                  ${steps.map((_, index) => html`<i class=${index > at ? nothing : 'done'}></i>`)}
                </div>`
              : nothing
          }
          ${step.label && step.label !== step.title ? html`<p class="hint" dir="auto">${step.label}</p>` : nothing}
          ${step.title ? html`<p class="title" id="title" dir="auto">${step.title}</p>` : nothing}
          ${step.subtitle ? html`<p class="hint" dir="auto">${step.subtitle}</p>` : nothing}
          <div class="fields">
            ${fields.map((field, index) =>
              fieldTemplate(field, {
                id: `f${index}`,
                value: this.#values.get(field.name) ?? field.start,
                problem: this.#problems.get(field),
                marked,
                enter: last ? 'send' : 'next',
                strings,
                set: (value) => this.#set(field, value, steps),
              }),
            )}
          </div>
        </div>`,
      )}
      <p class="visually-hidden" role="status">${this.#status}</p>
      <div class="buttons">
        ${
          at > 0 && !step.hidePrevious
            ? html`<button type="button" class="plain" @click=${() => this.#turn(at - 1)}>
                ${step.previousLabel ?? strings['form.back']}
              </button>`
            : nothing
        }
        <button type="submit" class="primary">
          ${step.nextLabel ?? (last ? (plan.submitLabel ?? strings['form.send']) : strings['form.next'])}
        </button>
      </div>
    </form>`;
  }

  #set({ name }: Field, value: FieldValue, steps: readonly ShownStep[]): void {
    this.#values = new Map(this.#values).set(name, value);
    // What is right now says so at once; what is not waits for the button.
    const now = this.#check(steps);
    for (const field of this.#problems.keys()) if (!now.has(field)) this.#problems.delete(field);
    this.#keep();
  }

  #keep(): void {
    this.remember(this.#draftKey, writeDraft({ at: this.#at, values: this.#values }), '');
  }

  #check(steps: readonly ShownStep[]): Problems {
    const strings = this.#strings.value;
    const problems = problemsIn(steps, this.#at, this.#values, strings);
    // A day that is half typed in has no value yet.
    for (const { id, validity } of this.renderRoot.querySelectorAll('input')) {
      const field = steps[this.#at]?.fields[Number(/\d+/.exec(id))];
      if (field && validity.badInput) problems.set(field, strings['form.date']);
    }
    return problems;
  }

  #turn(at: number): void {
    this.#at = at;
    this.#problems = new Map();
    this.#status = '';
    this.#focus = '#step';
    this.#keep();
  }

  #go(event: Event, shown: readonly ShownStep[], last: boolean): void {
    event.preventDefault();
    const plan = this.#plan;
    if (!plan || this.recall('answer')) return;
    // What comes after a last step is never asked.
    const steps = last ? shown.slice(0, this.#at + 1) : shown;
    this.#problems = this.#check(steps);
    const { size } = this.#problems;
    if (size) {
      const first = steps[this.#at]?.fields.findIndex((field) => this.#problems.has(field));
      this.#status = this.#strings.value['form.wrong'](size);
      this.#focus = `#f${first}, #f${first}-0`;
      this.requestUpdate();
    } else if (last) this.#send(plan, steps);
    else this.#turn(this.#at + 1);
  }

  #send(plan: FormPlan, steps: readonly ShownStep[]): void {
    const { values, rows } = answersIn(steps, this.#values);
    const label = labelOf(rows) || [plan.title, this.#strings.value['form.sent']].filter(Boolean).join(' · ');
    if (!this.dispatchEvent(new ChatFormSubmitRequest(plan.name, values, label))) return;
    this.#focus = '#sent';
    this.remember(this.#draftKey, undefined, '');
    this.remember('answer', rows);
  }
}

define('chat-form', ChatForm);

declare global {
  interface HTMLElementTagNameMap {
    'chat-form': ChatForm;
  }
}
