import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
    overflow-wrap: anywhere;
  }
  p,
  fieldset,
  legend {
    margin: 0;
    padding: 0;
    border: 0;
    min-inline-size: 0;
  }
  #step:focus {
    outline: none;
    box-shadow: none;
  }
  .title {
    font-weight: 620;
  }
  .hint,
  .refused,
  .problem,
  small {
    font-size: var(--chat-size-small);
    font-weight: 400;
  }
  .hint,
  small {
    color: var(--chat-muted);
  }
  .bars {
    display: flex;
    gap: var(--chat-space-1);
    margin-block-end: 10px;
  }
  i {
    flex: 1;
    block-size: 3px;
    border-radius: 2px;
    background: var(--chat-line);
    forced-color-adjust: none;
  }
  .done {
    background: var(--chat-accent-text);
  }
  .fields,
  .range,
  .cards {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, var(--chat-form-columns, 118px)), 1fr));
    gap: 10px var(--chat-space-2);
  }
  .fields {
    gap: 14px var(--chat-space-2);
    margin-block: var(--chat-space-3) 14px;
  }
  .field {
    grid-column: 1 / -1;
  }
  .short {
    grid-column: auto;
  }
  label:not(.option),
  legend,
  b {
    display: block;
    margin-block-end: 5px;
    font-size: var(--chat-size-small);
    font-weight: 580;
  }
  .hint:has(+ *) {
    margin-block-end: 5px;
  }
  input,
  select,
  textarea {
    display: block;
    inline-size: 100%;
    min-inline-size: 0;
    min-block-size: 38px;
    margin: 0;
    padding: 7px 10px;
    font: inherit;
    font-size: var(--chat-size-text);
    color: var(--chat-text);
    background: var(--chat-surface);
    border: 1px solid var(--chat-field-line);
    border-radius: var(--chat-radius-control);
  }
  textarea {
    resize: none;
    field-sizing: content;
    min-block-size: 5em;
    max-block-size: 14em;
  }
  ::placeholder {
    color: var(--chat-muted);
    opacity: 1;
  }
  :focus-visible:is(input, select, textarea),
  .option:has(:focus-visible) {
    outline: 1px solid var(--chat-accent-text);
    border-color: var(--chat-accent-text);
    box-shadow: 0 0 0 3px var(--chat-accent-soft);
  }
  [aria-invalid='true']:is(input, select, textarea) {
    border-color: var(--chat-bad);
  }
  .problem {
    margin-block-start: var(--chat-space-1);
    color: var(--chat-bad);
  }
  .refused {
    padding: var(--chat-space-2) 10px;
    border-radius: var(--chat-radius-control);
    background: var(--chat-sunken);
  }
  .chips,
  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: var(--chat-space-2);
  }
  .option {
    position: relative;
    display: flex;
    align-items: center;
    gap: 9px;
    min-block-size: 30px;
    border-radius: var(--chat-radius-control);
    font-size: var(--chat-size-text);
    cursor: pointer;
  }
  .option input {
    flex: none;
    inline-size: 17px;
    min-block-size: 17px;
    accent-color: var(--chat-accent-text);
    outline: none;
    box-shadow: none;
  }
  :is(.chips, .cards) .option {
    border: 1px solid var(--chat-field-line);
    border-radius: var(--chat-radius-pill);
    padding: 5px 13px;
  }
  .cards .option {
    flex-direction: column;
    align-items: stretch;
    border-radius: var(--chat-radius-card);
    padding: var(--chat-space-2);
  }
  .cards b {
    margin: 0;
  }
  :is(.chips, .cards) input {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    appearance: none;
    padding: 0;
    border: 0;
    border-radius: inherit;
    background: none;
    pointer-events: none;
  }
  :is(.chips, .cards) :checked {
    box-shadow: inset 0 0 0 2px var(--chat-accent-text);
  }
  :is(.chips, .cards) .option:has(:checked) {
    border-color: var(--chat-accent-text);
    color: var(--chat-accent-text);
  }
  .buttons > *,
  ::slotted(*) {
    flex: 1 1 6em;
  }
  @media (pointer: coarse) {
    input,
    select,
    textarea {
      font-size: var(--chat-size-input);
    }
    .option,
    .buttons > *,
    input:not(.option *),
    select {
      min-block-size: 44px;
    }
  }
  @media (forced-colors: active) {
    i {
      background: GrayText;
    }
    .done {
      background: Highlight;
    }
    .option:has(:checked) {
      outline: 2px solid Highlight;
    }
    .option:has(:focus-visible) {
      outline: 3px solid Highlight;
      outline-offset: 2px;
    }
  }
`;
