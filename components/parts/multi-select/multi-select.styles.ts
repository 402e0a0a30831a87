import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
  }
  form,
  .answer {
    max-inline-size: 360px;
    border: 1px solid var(--chat-line);
    border-radius: var(--chat-radius-card);
    background: var(--chat-raised);
    box-shadow: var(--chat-shadow-card);
    overflow-wrap: anywhere;
    padding: var(--chat-space-3);
  }
  fieldset {
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend,
  .title {
    margin: 0 0 6px;
    padding: 0;
    font-weight: 620;
    line-height: 1.35;
  }
  label {
    display: flex;
    align-items: flex-start;
    gap: 10px;
    min-block-size: 36px;
    margin-inline: -6px;
    padding: 7px 6px;
    border-radius: var(--chat-radius-control);
    cursor: pointer;
    line-height: 1.4;
  }
  label:hover {
    background: var(--chat-sunken);
  }
  label:has(:disabled) {
    cursor: default;
    background: none;
  }
  label:has(:disabled) .label {
    color: var(--chat-muted);
  }
  input {
    flex: none;
    inline-size: 18px;
    block-size: 18px;
    margin: 1px 0 0;
    appearance: none;
    display: grid;
    place-content: center;
    border: 1.5px solid var(--chat-field-line);
    border-radius: 5px;
    background: var(--chat-surface);
    cursor: inherit;
  }
  input::before {
    content: '';
    inline-size: 11px;
    block-size: 11px;
    background: var(--chat-on-accent);
    clip-path: polygon(12% 46%, 38% 70%, 86% 16%, 100% 30%, 38% 98%, 0 60%);
    opacity: 0;
  }
  input:checked {
    border-color: var(--chat-accent-text);
    background: var(--chat-accent);
  }
  input:checked::before {
    opacity: 1;
  }
  input:disabled {
    border-color: var(--chat-line);
  }
  input:focus-visible {
    outline: 1px solid var(--chat-accent-text);
    outline-offset: 1px;
    box-shadow: 0 0 0 4px var(--chat-accent-soft);
  }
  .label {
    min-inline-size: 0;
  }
  small {
    display: block;
    color: var(--chat-muted);
    font-size: var(--chat-size-small);
  }
  .foot {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: flex-end;
    gap: var(--chat-space-2) var(--chat-space-3);
    margin-block-start: var(--chat-space-2);
  }
  .foot p {
    flex: 1 1 auto;
    min-inline-size: 0;
    margin: 0;
    color: var(--chat-muted);
    font-size: var(--chat-size-small);
  }
  .foot .wrong {
    color: var(--chat-bad);
  }
  .foot button {
    max-inline-size: 100%;
    min-inline-size: 88px;
  }
  ul {
    list-style: none;
    margin: 0;
    padding: 0;
    display: grid;
    gap: var(--chat-space-1);
  }
  li {
    display: flex;
    gap: var(--chat-space-2);
    align-items: flex-start;
    min-inline-size: 0;
  }
  .check {
    flex: none;
    inline-size: 17px;
    block-size: 17px;
    margin-block-start: 2px;
    stroke-width: 2.25;
    color: var(--chat-accent-text);
  }
  @media (pointer: coarse) {
    label,
    .foot button {
      min-block-size: 44px;
    }
  }
  @media (forced-colors: active) {
    input {
      appearance: auto;
    }
    input::before {
      content: none;
    }
  }
`;
