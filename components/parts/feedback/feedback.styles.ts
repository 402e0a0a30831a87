import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
    font-size: var(--chat-size-small);
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--chat-space-1);
    color: var(--chat-muted);
  }
  .row > span:first-child {
    margin-inline-end: var(--chat-space-1);
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  .icon {
    inline-size: 32px;
    block-size: 32px;
  }
  .icon svg {
    inline-size: 17px;
    block-size: 17px;
  }
  .row > .icon:first-child {
    margin-inline-start: -7px;
  }
  .icon[aria-pressed='true'] {
    color: var(--chat-accent-text);
    background: var(--chat-accent-soft);
  }
  .thanks {
    margin-inline-start: var(--chat-space-1);
  }
  @media (pointer: coarse) {
    .icon {
      inline-size: 44px;
      block-size: 44px;
    }
    .icon::after {
      content: none;
    }
  }
  form {
    display: grid;
    gap: 6px;
    margin-block-start: 6px;
    padding: var(--chat-space-3);
    border: 1px solid var(--chat-line);
    border-radius: var(--chat-radius-card);
    background: var(--chat-raised);
  }
  form .row {
    gap: 6px;
  }
  label {
    color: var(--chat-muted);
  }
  .reasons {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    margin-block-end: 2px;
  }
  .chip {
    max-inline-size: 100%;
    min-block-size: 32px;
    padding: 5px var(--chat-space-3);
    border: 1px solid var(--chat-field-line);
    border-radius: var(--chat-radius-pill);
    text-align: start;
    overflow-wrap: anywhere;
    color: var(--chat-text);
  }
  .chip:hover {
    background: var(--chat-sunken);
  }
  .chip[aria-pressed='true'] {
    border-color: var(--chat-accent-text);
    background: var(--chat-accent-soft);
    color: var(--chat-text);
    font-weight: 560;
  }
  @media (pointer: coarse) {
    .chip,
    form .row button {
      min-block-size: 44px;
    }
  }
  @media (forced-colors: active) {
    [aria-pressed='true'] {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
  }
`;
