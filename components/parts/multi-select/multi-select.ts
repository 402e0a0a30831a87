import { html, nothing } from 'lit';
import { multiSelectEnglish } from '../../../src/i18n/parts/multi-select.en.js';
import type { PartMap } from '../../../src/protocol/part.js';
import { StringsController } from '../../foundation/controllers/surroundings.js';
import { define } from '../../foundation/define.js';
import { ChatSelectRequest } from '../../foundation/events/requests.js';
import { checkIcon } from '../card/check-icon.js';
import { PartElement } from '../part-element.js';
import { hintOf, limitsOf } from './limits.js';
import { styles } from './multi-select.styles.js';

type Data = PartMap['multi-select'];
type Item = Data['items'][number];

/**
 * A question with more than one answer: boxes to check, and one button that sends them.
 * @tag chat-multi-select
 * @fires {ChatSelectRequest} chat-select-request - The choice is made.
 * @csspart list - All choices.
 * @csspart option - One choice.
 */
export class ChatMultiSelect extends PartElement<'multi-select'> {
  static override styles = [PartElement.styles, styles];
  static override properties = { wrong: { state: true } };

  /** Too few were chosen when the button was pressed. */
  protected wrong = false;

  readonly #strings = new StringsController(this, multiSelectEnglish);

  protected override draw(data: Data) {
    const picked = this.#picked(data);
    return this.recall('sent') === true ? this.#answer(data, picked) : this.#question(data, picked);
  }

  #question(data: Data, picked: readonly Item[]) {
    const strings = this.#strings.value;
    const limits = limitsOf(data);
    const hint = hintOf(limits, data.items.length, strings);
    const label = data.submitLabel || strings['multi-select.submit'];
    return html`<form novalidate @submit=${this.#submit}>
      <fieldset part="list" aria-describedby=${hint || this.wrong ? 'hint' : nothing}>
        <legend dir="auto" lang=${data.title ? nothing : strings.locale}>
          ${data.title || strings['multi-select.name']}
        </legend>
        ${data.items.map((item) => this.#box(data, item, picked, picked.length >= limits.max))}
      </fieldset>
      <div class="foot">
        <p
          id="hint"
          class=${this.wrong ? 'wrong' : nothing}
          role=${this.wrong ? 'alert' : nothing}
          lang=${strings.locale}
          dir="auto"
        >
          ${this.wrong ? hint || strings['multi-select.atLeast'](limits.min) : hint}
        </p>
        <button type="submit" class="primary" lang=${data.submitLabel ? nothing : strings.locale} dir="auto">
          ${picked.length ? strings['multi-select.count']({ label, count: picked.length }) : label}
        </button>
      </div>
    </form>`;
  }

  #box(data: Data, { id, label, description }: Item, picked: readonly Item[], full: boolean) {
    const checked = picked.some((each) => each.id === id);
    return html`<label part="option">
      <input
        type="checkbox"
        .checked=${checked}
        ?disabled=${full && !checked}
        aria-label=${label}
        aria-description=${description || nothing}
        @change=${({ currentTarget }: Event) => {
          const on = currentTarget instanceof HTMLInputElement && currentTarget.checked;
          this.#pick(data, id, on);
        }}
      />
      <span class="label" dir="auto">
        ${label}${description ? html`<small dir="auto">${description}</small>` : nothing}
      </span>
    </label>`;
  }

  /** What was sent, to read. */
  #answer({ title }: Data, picked: readonly Item[]) {
    const strings = this.#strings.value;
    return html`<div class="answer">
      ${title ? html`<p class="title" dir="auto">${title}</p>` : nothing}
      <ul part="list" role="list" aria-label=${strings['multi-select.chosen']} lang=${strings.locale}>
        ${picked.map(({ label }) => html`<li part="option" lang=${this.lang || nothing} dir="auto">${checkIcon} ${label}</li>`)}
      </ul>
    </div>`;
  }

  /** What is checked, in the order of the question. */
  #picked({ items }: Data): readonly Item[] {
    const ids = this.recall('picked');
    return Array.isArray(ids) ? items.filter(({ id }) => ids.includes(id)) : [];
  }

  #pick(data: Data, id: string, on: boolean): void {
    const others = this.#picked(data)
      .map((each) => each.id)
      .filter((each) => each !== id);
    this.wrong = false;
    this.remember('picked', on ? [...others, id] : others);
  }

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    const { data } = this;
    if (!data || !this.#finished(data)) return;
    const picked = this.#picked(data);
    const tokens = picked.map(({ id }) => id);
    const list = new Intl.ListFormat(this.#strings.value.locale, { style: 'narrow' });
    const label = list.format(picked.map((each) => each.label));
    const wish = new ChatSelectRequest({ type: 'select', label, token: tokens[0] ?? '', tokens });
    this.dispatchEvent(wish);
    queueMicrotask(() => {
      if (!wish.defaultPrevented) this.remember('sent', true);
    });
  };

  #finished(data: Data): boolean {
    this.wrong = this.#picked(data).length < limitsOf(data).min;
    if (this.wrong) this.renderRoot.querySelector<HTMLInputElement>('input:not(:disabled)')?.focus();
    return !this.wrong;
  }
}

define('chat-multi-select', ChatMultiSelect);

declare global {
  interface HTMLElementTagNameMap {
    'chat-multi-select': ChatMultiSelect;
  }
}
