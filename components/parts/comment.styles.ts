import { css } from 'lit';

/** A box for a few words, where something is judged. */
export const commentStyles = css`
  textarea {
    inline-size: 100%;
    min-inline-size: 0;
    resize: vertical;
    padding: var(--chat-space-2) 10px;
    border: 1px solid var(--chat-field-line);
    border-radius: var(--chat-radius-control);
    background: var(--chat-surface);
    color: inherit;
    font: inherit;
    font-size: var(--chat-size-input);
  }
  textarea:focus-visible {
    outline: 1px solid var(--chat-accent-text);
    border-color: var(--chat-accent-text);
    box-shadow: 0 0 0 3px var(--chat-accent-soft);
  }
`;
