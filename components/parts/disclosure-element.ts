import { css, html, type CSSResultGroup, type TemplateResult } from 'lit';
import type { PartKind } from '../../src/protocol/part.js';
import { PartElement } from './part-element.js';

const disclosure = css`
  summary {
    display: inline-flex;
    vertical-align: top;
    align-items: center;
    gap: 7px;
    max-inline-size: 100%;
    min-block-size: 28px;
    padding: 3px 8px;
    margin-inline-start: -8px;
    border-radius: 8px;
    list-style: none;
    font-size: var(--chat-size-small);
    font-weight: 560;
    line-height: 1.4;
    overflow-wrap: anywhere;
    color: var(--chat-muted);
    cursor: pointer;
    touch-action: manipulation;
    -webkit-tap-highlight-color: transparent;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  summary::before {
    content: '';
    flex: none;
    inline-size: 6px;
    block-size: 6px;
    border-block-start: 1.75px solid;
    border-inline-end: 1.75px solid;
    rotate: 45deg;
    transition: rotate var(--chat-motion) ease-out;
  }
  summary:dir(rtl)::before {
    rotate: -45deg;
  }
  [open] > summary::before {
    rotate: 135deg;
    translate: 0 -2px;
  }
  [open] > summary:dir(rtl)::before {
    rotate: -135deg;
  }
  summary:hover {
    background: var(--chat-sunken);
    color: var(--chat-text);
  }
  @media (pointer: coarse) {
    summary {
      min-block-size: 44px;
    }
  }
`;

/** A part with a line that opens into more. What was opened stays open, also when the message is drawn anew. */
export abstract class DisclosureElement<K extends PartKind> extends PartElement<K> {
  static override styles: CSSResultGroup = [PartElement.styles, disclosure];

  /** The visitor has opened it. */
  protected get opened(): boolean {
    return this.recall('open') === true;
  }

  /** The line, and what it opens into: made only once it is open. */
  protected disclosure(part: string, summary: unknown, content: () => unknown): TemplateResult {
    return html`<details part=${part} ?open=${this.opened} @toggle=${this.#onToggle}>
      <summary>${summary}</summary>
      ${this.opened ? content() : ''}
    </details>`;
  }

  #onToggle({ currentTarget }: Event): void {
    const { open } = currentTarget as HTMLDetailsElement;
    if (open !== this.opened) this.remember('open', open || undefined);
  }
}
