import { css, html } from 'lit';
import { ChatSelectRequest, PartElement, type PartMap } from 'chat-widget/parts';

type Poll = PartMap['poll'];
type Option = Poll['options'][number];

const styles = css`
  :host {
    display: block;
    font-size: var(--chat-size-small);
  }
  fieldset {
    display: grid;
    gap: 6px;
    min-inline-size: 0;
    margin: 0;
    padding: 12px;
    border: 1px solid var(--chat-line);
    border-radius: var(--chat-radius-card);
    background: var(--chat-raised);
    overflow-wrap: anywhere;
  }
  legend {
    float: inline-start;
    inline-size: 100%;
    margin-block-end: 4px;
    padding: 0;
    font-weight: 600;
  }
  .plain {
    inline-size: 100%;
    text-align: start;
  }
  label {
    display: grid;
    gap: 3px;
  }
  .line {
    display: flex;
    justify-content: space-between;
    gap: 12px;
  }
  .own {
    font-weight: 600;
  }
  progress {
    appearance: none;
    display: block;
    inline-size: 100%;
    block-size: 6px;
    border: 0;
    border-radius: var(--chat-radius-pill);
    overflow: hidden;
    background: var(--chat-line);
    color: var(--chat-accent);
  }
  progress::-webkit-progress-bar {
    background: none;
  }
  progress::-webkit-progress-value {
    background: currentColor;
  }
  progress::-moz-progress-bar {
    background: currentColor;
  }
  @media (pointer: coarse) {
    .plain {
      min-block-size: 44px;
    }
  }
`;

/** A poll: buttons until the visitor has chosen, then what everybody chose. */
export class ExamplePoll extends PartElement<'poll'> {
  static override styles = [PartElement.styles, styles];

  protected override draw({ question, options }: Poll) {
    const chosen = this.recall('chosen');
    const own = options.find(({ id }) => id === chosen);
    const total = options.reduce((sum, { votes = 0 }) => sum + votes, own ? 1 : 0);
    return html`<fieldset>
      <legend dir="auto">${question}</legend>
      ${options.map((option) => (own ? this.#result(option, total, option === own) : this.#choice(option)))}
      <span class="visually-hidden" role="status">${own ? `You chose ${own.label}.` : ''}</span>
    </fieldset>`;
  }

  #choice(option: Option) {
    return html`<button class="plain" type="button" dir="auto" @click=${() => this.#choose(option)}>
      ${option.label}
    </button>`;
  }

  #result({ label, votes = 0 }: Option, total: number, own: boolean) {
    const count = votes + (own ? 1 : 0);
    return html`<label class=${own ? 'own' : ''}>
      <span class="line"><span dir="auto">${label}</span><span>${count}</span></span>
      <progress max=${total} value=${count}></progress>
    </label>`;
  }

  /** A part asks; the page may refuse, and then nothing was chosen. */
  #choose({ id, label }: Option): void {
    if (this.dispatchEvent(new ChatSelectRequest({ type: 'select', label, token: id }))) this.remember('chosen', id);
  }
}

if (!customElements.get('example-poll')) customElements.define('example-poll', ExamplePoll);
