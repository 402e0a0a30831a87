import { css } from 'lit';

export const styles = css`
  :host {
    position: absolute;
    inset: 0;
    z-index: 4;
    /* As far from the sides of a device as the panel keeps. */
    padding: inherit;
    background: var(--chat-surface);
    font-size: var(--chat-size-text);
    line-height: 1.4;
    overflow-wrap: anywhere;
  }
  .sheet {
    display: flex;
    flex-direction: column;
    block-size: 100%;
  }
  header {
    display: flex;
    align-items: center;
    gap: var(--chat-space-2);
    padding: 14px var(--chat-space-3) 12px var(--chat-space-4);
    padding-block-start: max(14px, var(--chat-safe-start, 0px));
    border-block-end: 1px solid var(--chat-line);
  }
  :host(:dir(rtl)) header {
    padding-inline: var(--chat-space-4) var(--chat-space-3);
  }
  .words {
    flex: 1;
    min-inline-size: 0;
  }
  h2,
  p,
  legend,
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
    min-inline-size: 0;
  }
  h2:focus {
    outline: none;
    box-shadow: none;
  }
  h2 {
    font-size: calc(15px * var(--chat-text-scale, 1));
    font-weight: 620;
    line-height: 1.25;
  }
  .note,
  small {
    font-size: var(--chat-size-small);
    color: var(--chat-muted);
  }
  small {
    display: block;
  }
  form {
    flex: 1;
    min-block-size: 0;
    overflow-y: auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    padding: 2px var(--chat-space-4) var(--chat-space-4);
  }
  fieldset,
  .single {
    padding-block-end: var(--chat-space-3);
    border-block-end: 1px solid var(--chat-line);
  }
  form > :last-child {
    border-block-end: 0;
  }
  legend {
    padding-block: var(--chat-space-3) 7px;
    font-size: var(--chat-size-small);
    font-weight: 580;
  }
  /* A row of choices that becomes a column where it is too narrow for its words. */
  .row {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, var(--least, 8.5em)), 1fr));
    gap: 6px;
  }
  /* All four in a row, or two by two: none stands alone. */
  .sizes {
    --four: calc(25% - 4.5px);
    --two: calc(50% - 3px);
    grid-template-columns: repeat(
      auto-fit,
      minmax(min(var(--two), max(var(--four), (4 * 4.4em + 18px - 100%) * 999)), 1fr)
    );
  }
  .column {
    grid-template-columns: 1fr;
  }
  .choice {
    position: relative;
    display: flex;
    align-items: center;
    gap: var(--chat-space-2);
    min-block-size: 40px;
    padding: 7px 10px;
    border: 1px solid var(--chat-line);
    border-radius: var(--chat-radius-control);
    background: var(--chat-surface);
    font-size: var(--chat-size-small);
    cursor: pointer;
    transition: background-color var(--chat-motion) ease-out;
  }
  .choice:hover {
    background: var(--chat-sunken);
  }
  .choice:has(:checked) {
    border-color: var(--chat-accent-text);
    box-shadow: inset 0 0 0 1px var(--chat-accent-text);
  }
  .choice:has(:focus-visible),
  .single:has(:focus-visible) input {
    outline: 2px solid var(--chat-accent-text);
    outline-offset: 2px;
  }
  .choice input {
    flex: none;
    inline-size: calc(16px * var(--chat-text-scale, 1));
    block-size: calc(16px * var(--chat-text-scale, 1));
    margin: 0;
    accent-color: var(--chat-accent-text);
  }
  .sizes .choice {
    flex-direction: column;
    justify-content: flex-end;
    gap: 2px;
    padding: 6px var(--chat-space-1) 7px;
    text-align: center;
  }
  .sizes b {
    display: grid;
    align-items: end;
    block-size: calc(30px * var(--chat-text-scale, 1));
    font-size: calc(var(--letter, 14px) * var(--chat-text-scale, 1));
    font-weight: 560;
    line-height: 1;
  }
  .choice:nth-child(2) {
    --letter: 17px;
  }
  .choice:nth-child(3) {
    --letter: 21px;
  }
  .choice:nth-child(4) {
    --letter: 26px;
  }
  .sizes span {
    font-size: var(--chat-size-meta);
  }
  /* The letter is the picture of the choice; the frame shows which one it is. */
  .sizes input {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    opacity: 0;
    cursor: pointer;
  }
  .single {
    display: flex;
    align-items: center;
    padding-block-start: var(--chat-space-3);
    gap: var(--chat-space-3);
    cursor: pointer;
  }
  .single span {
    flex: 1;
    min-inline-size: 0;
    font-size: var(--chat-size-small);
    font-weight: 580;
  }
  .single small {
    font-weight: 400;
  }
  .single input {
    appearance: none;
    position: relative;
    flex: none;
    inline-size: 42px;
    block-size: 26px;
    margin: 0;
    border: 1px solid var(--chat-field-line);
    border-radius: 13px;
    background: var(--chat-sunken);
    cursor: pointer;
    transition: background-color var(--chat-motion) ease-out;
  }
  .single input::before {
    content: '';
    position: absolute;
    inset-block-start: 3px;
    inset-inline-start: 3px;
    inline-size: 18px;
    block-size: 18px;
    border-radius: 50%;
    background: var(--chat-field-line);
    transition: inset-inline-start var(--chat-motion) ease-out;
  }
  .single input:checked {
    border-color: var(--chat-accent-text);
    background: var(--chat-accent);
  }
  .single input:checked::before {
    inset-inline-start: 19px;
    background: var(--chat-on-accent);
  }
  footer {
    display: flex;
    flex-wrap: wrap;
    gap: var(--chat-space-2);
    padding: 10px var(--chat-space-4);
    padding-block-end: max(12px, var(--chat-safe-end, 0px));
    border-block-start: 1px solid var(--chat-line);
  }
  footer button {
    flex: 1 1 auto;
  }
  @media (pointer: coarse) {
    footer .plain,
    .choice {
      min-block-size: 44px;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      transition: none !important;
    }
  }
  @media (forced-colors: active) {
    .choice:has(:checked) {
      outline: 2px solid Highlight;
    }
    .choice:has(:focus-visible) {
      outline: 3px solid CanvasText;
    }
    .single input {
      forced-color-adjust: none;
      border-color: CanvasText;
      background: Canvas;
    }
    .single input::before {
      background: CanvasText;
    }
    .single input:checked {
      background: Highlight;
    }
    .single input:checked::before {
      background: HighlightText;
    }
  }
`;
