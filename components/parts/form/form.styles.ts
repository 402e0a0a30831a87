import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
  }
  p,
  dl,
  dd,
  fieldset,
  legend {
    margin: 0;
    padding: 0;
    border: 0;
    min-inline-size: 0;
  }
  form,
  .sent {
    border: 1px solid var(--chat-line);
    border-radius: var(--chat-radius-card);
    background: var(--chat-raised);
    box-shadow: var(--chat-shadow-card);
    padding: 14px;
    overflow-wrap: anywhere;
  }
  :is(.step, .sent):focus {
    outline: none;
    box-shadow: none;
  }
  .words {
    white-space: pre-line;
    overflow-wrap: anywhere;
  }
  .title {
    font-weight: 620;
  }
  .hint,
  small,
  dt {
    color: var(--chat-muted);
    font-size: var(--chat-size-small);
    font-weight: 400;
  }
  .bars {
    display: flex;
    gap: 4px;
    margin-block-end: 10px;
  }
  .bars i {
    flex: 1;
    block-size: 3px;
    border-radius: 2px;
    background: var(--chat-line);
    forced-color-adjust: none;
  }
  .bars .done {
    background: var(--chat-accent);
  }
  .title + .step {
    margin-block-start: var(--chat-space-2);
  }
  .fields {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, var(--chat-form-columns, 118px)), 1fr));
    gap: var(--chat-space-3) var(--chat-space-2);
    margin-block: var(--chat-space-3);
  }
  .field {
    grid-column: 1 / -1;
    min-inline-size: 0;
  }
  .short {
    grid-column: auto;
  }
  .fields > .hint {
    grid-column: 1 / -1;
  }
  :is(.field > label, legend, .field > b, .range label) {
    display: block;
    margin-block-end: 5px;
    font-size: var(--chat-size-small);
    font-weight: 580;
  }
  :is(input:not([type='radio'], [type='checkbox']), select, textarea) {
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
    resize: block;
    field-sizing: content;
    max-block-size: 12em;
    min-block-size: 4.5em;
  }
  ::placeholder {
    color: var(--chat-muted);
    opacity: 1;
  }
  :is(input, select, textarea):focus-visible {
    outline: 1px solid var(--chat-accent);
    border-color: var(--chat-accent);
    box-shadow: 0 0 0 3px var(--chat-accent-soft);
  }
  [aria-invalid='true']:is(input, select, textarea) {
    border-color: var(--chat-bad);
  }
  .problem {
    margin-block-start: 4px;
    font-size: var(--chat-size-small);
    color: var(--chat-bad);
  }
  .refused {
    padding: 8px 10px;
    border-radius: var(--chat-radius-control);
    background: var(--chat-sunken);
    font-size: var(--chat-size-small);
  }
  .range {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 118px), 1fr));
    gap: var(--chat-space-2);
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
  }
  .cards {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 118px), 1fr));
    gap: var(--chat-space-2);
  }
  .option {
    position: relative;
    display: flex;
    align-items: center;
    gap: 9px;
    min-block-size: 30px;
    cursor: pointer;
    font-size: var(--chat-size-text);
  }
  .option input {
    flex: none;
    inline-size: 17px;
    block-size: 17px;
    margin: 0;
    accent-color: var(--chat-accent);
  }
  :is(.chips, .cards) .option {
    border: 1px solid var(--chat-field-line);
    border-radius: var(--chat-radius-pill);
    padding: 5px 13px;
    font-size: var(--chat-size-small);
  }
  .cards .option {
    flex-direction: column;
    align-items: stretch;
    border-radius: var(--chat-radius-card);
    padding: 8px;
  }
  .cards small {
    display: block;
  }
  :is(.chips, .cards) input {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    appearance: none;
    border-radius: inherit;
    outline: none;
    pointer-events: none;
  }
  :is(.chips, .cards) :checked {
    box-shadow: inset 0 0 0 2px var(--chat-accent);
  }
  :is(.chips, .cards) .option:has(:checked) {
    border-color: var(--chat-accent);
    color: var(--chat-accent-text);
  }
  .option:has(:focus-visible) {
    border-radius: var(--chat-radius-control);
    box-shadow: 0 0 0 4px var(--chat-accent-soft);
  }
  .chips .option:has(:focus-visible) {
    border-radius: var(--chat-radius-pill);
  }
  .cards .option:has(:focus-visible) {
    border-radius: var(--chat-radius-card);
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: var(--chat-space-2);
  }
  .buttons > * {
    flex: 1 1 6em;
  }
  dl {
    display: grid;
    gap: var(--chat-space-2);
    margin-block-start: var(--chat-space-2);
  }
  dd {
    white-space: pre-line;
  }
  .sent > .hint {
    margin-block-start: var(--chat-space-2);
  }
  @media (pointer: coarse) {
    :is(input:not([type='radio'], [type='checkbox']), select, textarea) {
      font-size: var(--chat-size-input);
    }
    :is(.option, input:not([type='radio'], [type='checkbox']), select, .buttons > *) {
      min-block-size: 44px;
    }
  }
  @media (forced-colors: active) {
    .bars i {
      background: GrayText;
    }
    .bars .done {
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
