import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { formEnglish } from '../../../src/i18n/parts/form.en.js';
import { StringsController } from '../../foundation/controllers/surroundings.js';
import { define } from '../../foundation/define.js';
import { partNames } from '../../foundation/part-names.js';
import { base, controls } from '../../foundation/styles/controls.js';
import type { applies } from './condition.js';
import type { Draft } from './draft.js';
import type { FieldValue } from './field-kind.js';
import { fieldTemplate } from './field-template.js';
import { answersIn, shownSteps, valueOf, type Answers, type ShownStep, type Values } from './filling.js';
import type { Field, FormPlan } from './form-plan.js';
import { styles } from './open-form.styles.js';
import { problemsIn, type Problems } from './problems.js';

/** What became of a form that is being filled in. */
export interface Filling {
  /** Each change, to be kept. */
  readonly keep: (draft: Draft) => void;
  /** It is complete. */
  readonly send: (answers: Answers) => void;
}

/**
 * A form while it is filled in: step by step, with what is not right said beside each field.
 * @tag chat-open-form
 * @csspart field - One question.
 * @csspart option - One of several choices.
 */
export class ChatOpenForm extends LitElement {
  static override styles = [base, controls, styles];
  static override properties = {
    plan: { attribute: false },
    draft: { attribute: false },
    applies: { attribute: false },
  };

  plan?: FormPlan;
  /** What was put in before. */
  draft?: Draft;
  /** Decides what is shown. */
  applies: typeof applies = () => true;
  filling?: Filling;

  readonly #strings = new StringsController(this, formEnglish);
  #values: Values = new Map();
  /** The step, from 0. */
  #at = 0;
  #problems: Problems = new Map();
  /** What takes the focus when it is drawn: the first of these that is there. */
  #focus: string[] = [];
  /** A check waits for what it needs. */
  #waiting = false;
  /** Said to those who hear the form. */
  #status = '';
  /** The language of all this. */
  #spoken = '';

  override connectedCallback(): void {
    super.connectedCallback();
    this.setAttribute('exportparts', partNames);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('plan')) this.#problems = new Map();
    if (changed.has('draft') && this.draft) ({ at: this.#at, values: this.#values } = this.draft);
  }

  protected override updated(): void {
    for (const selector of this.#focus.splice(0)) {
      const target = this.renderRoot.querySelector<HTMLElement>(selector);
      if (target) return target.focus();
    }
  }

  protected override render() {
    const { plan } = this;
    const steps = plan ? shownSteps(plan, this.#values, this.applies) : [];
    const at = (this.#at = Math.max(0, Math.min(this.#at, steps.length - 1)));
    const shown = steps[at];
    if (!plan || !shown) return nothing;
    const strings = this.#strings.value;
    if (strings.locale !== this.#spoken) this.#sayAnew(steps, strings.locale);
    const { step, fields } = shown;
    const last = step.final || at === steps.length - 1;
    const marked = plan.steps.some((each) => each.fields.some(({ mandatory }) => mandatory));
    const bars = steps.length > 1;
    const label = step.nextLabel ?? (last ? plan.submitLabel : undefined);
    const name = [bars && 'bars', step.title && 'title'].filter(Boolean).join(' ') || nothing;
    return html`<form
      novalidate
      aria-label=${plan.title ?? step.title ?? nothing}
      @submit=${(event: Event) => {
        event.preventDefault();
        this.#go(last ? steps.slice(0, at + 1) : steps, last);
      }}
    >
      ${keyed(
        step,
        html`<div id="step" tabindex="-1" role="group" aria-labelledby=${name}>
          ${
            bars
              ? html`<div
                  class="bars"
                  id="bars"
                  role="img"
                  aria-label=${strings['form.step']({ step: at + 1, of: steps.length })}
                  lang=${strings.locale}
                >
                  ${steps.map((_, index) => html`<i class=${index > at ? nothing : 'done'}></i>`)}
                </div>`
              : nothing
          }
          ${step.title ? html`<p class="title" id="title" dir="auto">${step.title}</p>` : nothing}
          ${step.subtitle ? html`<p class="hint" dir="auto">${step.subtitle}</p>` : nothing}
          <div class="fields">
            ${fields.map((field, index) =>
              fieldTemplate(field, {
                id: `f${index}`,
                value: valueOf(field, this.#values),
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
      <p class="visually-hidden" role="status" lang=${strings.locale}>${this.#status}</p>
      <div class="buttons">
        ${
          at > 0 && !step.hidePrevious
            ? html`<button
                type="button"
                class="plain"
                lang=${step.previousLabel ? nothing : strings.locale}
                @click=${() => this.#turn(at - 1)}
              >
                ${step.previousLabel ?? strings['form.back']}
              </button>`
            : nothing
        }
        <slot></slot>
        <button class="primary" lang=${label ? nothing : strings.locale}>
          ${label ?? strings[last ? 'form.send' : 'form.next']}
        </button>
      </div>
    </form>`;
  }

  /** What is wrong is said in the other language, too. */
  #sayAnew(steps: readonly ShownStep[], locale: string): void {
    this.#spoken = locale;
    if (!this.#problems.size) return;
    const before = this.#problems;
    this.#problems = new Map([...this.#check(steps)].filter(([field]) => before.has(field)));
  }

  #set({ name }: Field, value: FieldValue, steps: readonly ShownStep[]): void {
    this.#values = new Map(this.#values).set(name, value);
    // What is right now says so at once; what is not waits for the button.
    const now = this.#check(steps);
    for (const field of this.#problems.keys()) if (!now.has(field)) this.#problems.delete(field);
    this.#keep();
  }

  #keep(): void {
    this.filling?.keep({ at: this.#at, values: this.#values });
    this.requestUpdate();
  }

  #check(steps: readonly ShownStep[]): Problems {
    const strings = this.#strings.value;
    const problems = problemsIn(steps, this.#at, this.#values, strings);
    // A day that is half typed in has no value yet.
    for (const { id, validity } of this.renderRoot.querySelectorAll('input')) {
      const field = steps[this.#at]?.fields[parseInt(id.slice(1))];
      if (field && validity.badInput) problems.set(field, strings['form.date']);
    }
    return problems;
  }

  #turn(at: number): void {
    this.#at = at;
    this.#problems = new Map();
    this.#status = '';
    this.#focus = ['#step'];
    this.#keep();
  }

  /** What a check needs may have to come first; another press of the button meanwhile is none. */
  #go(steps: readonly ShownStep[], last: boolean): void {
    const waits = steps[this.#at]?.fields.flatMap(({ kind }) => kind?.ready?.() ?? []) ?? [];
    if (!waits.length) return this.#leave(steps, last);
    if (this.#waiting) return;
    this.#waiting = true;
    void Promise.allSettled(waits).then(() => {
      this.#waiting = false;
      if (this.isConnected) this.#leave(steps, last);
    });
  }

  #leave(steps: readonly ShownStep[], last: boolean): void {
    this.#problems = this.#check(steps);
    const { size } = this.#problems;
    if (size) {
      const first = steps[this.#at]?.fields.findIndex((field) => this.#problems.has(field));
      this.#status = this.#strings.value['form.wrong'](size);
      this.#focus = [`[id^='f${first}-'][aria-invalid]`, `#f${first}, #f${first}-0`];
      this.requestUpdate();
    } else if (last) this.filling?.send(answersIn(steps, this.#values, this.#strings.value.locale));
    else this.#turn(this.#at + 1);
  }
}

define('chat-open-form', ChatOpenForm);

declare global {
  interface HTMLElementTagNameMap {
    'chat-open-form': ChatOpenForm;
  }
}
