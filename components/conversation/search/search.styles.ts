import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
    flex: none;
    border-block-end: 1px solid var(--chat-line);
    background: var(--chat-surface);
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px;
    padding: 6px var(--chat-space-2) 6px var(--chat-space-3);
  }
  :host(:dir(rtl)) .bar {
    padding: 6px var(--chat-space-3) 6px var(--chat-space-2);
  }
  input {
    min-block-size: 36px;
    padding: 6px 10px;
    border: 1px solid var(--chat-field-line);
    border-radius: var(--chat-radius-control);
    font: 400 var(--chat-size-input) / 1.3 var(--chat-font);
    background: var(--chat-surface);
    color: var(--chat-text);
    color-scheme: inherit;
  }
  input:focus-visible {
    outline: none;
    border-color: var(--chat-accent-text);
    box-shadow: 0 0 0 3px var(--chat-accent-soft);
  }
  [type='search'] {
    flex: 1;
    min-inline-size: 0;
    appearance: none;
  }
  [type='search']::placeholder {
    color: var(--chat-muted);
    opacity: 1;
  }
  [type='search']::-webkit-search-cancel-button {
    display: none;
  }
  @media (pointer: coarse) {
    .bar {
      gap: 8px;
    }
    input {
      min-block-size: 44px;
    }
  }
  .count {
    padding-inline: 6px 2px;
    font-size: var(--chat-size-small);
    color: var(--chat-muted);
    font-variant-numeric: tabular-nums;
  }
  [aria-disabled='true'] {
    opacity: 0.45;
    cursor: default;
  }
  .day {
    flex-basis: 100%;
    display: flex;
    align-items: center;
    gap: 10px;
    padding-block-start: var(--chat-space-1);
    font-size: var(--chat-size-small);
    color: var(--chat-muted);
  }
  @media (forced-colors: active) {
    input:focus-visible {
      outline: 2px solid Highlight;
    }
  }
`;
