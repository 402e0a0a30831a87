import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
  }
  .field {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-end;
    gap: 2px;
    padding: 5px;
    border: 1px solid var(--chat-field-line);
    border-radius: var(--chat-radius-field);
    background: var(--chat-surface);
    transition:
      border-color var(--chat-motion) ease-out,
      box-shadow var(--chat-motion) ease-out;
  }
  .field:focus-within {
    border-color: var(--chat-accent-text);
    box-shadow: 0 0 0 3px var(--chat-accent-soft);
  }
  /* The text and its invisible twin share one cell: the twin grows it, so nothing has to be measured. */
  .grow {
    flex: 1;
    min-inline-size: 0;
    display: grid;
    max-block-size: 140px;
    overflow: hidden;
  }
  .grow::after {
    content: attr(data-text) ' ';
    visibility: hidden;
    max-block-size: 140px;
    overflow: hidden;
  }
  .grow::after,
  textarea {
    grid-area: 1 / 1;
    min-inline-size: 0;
    margin: 0;
    padding: 7px var(--chat-space-2);
    border: 0;
    font: 400 var(--chat-size-input) / 1.4 var(--chat-font);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  textarea {
    block-size: 100%;
    resize: none;
    overflow-y: auto;
    scrollbar-width: thin;
    outline: none;
    background: none;
    color: var(--chat-text);
    appearance: none;
  }
  textarea::placeholder {
    color: var(--chat-muted);
    opacity: 1;
  }
  .send {
    border-radius: calc(var(--chat-radius-field) - 5px);
    background: var(--chat-accent);
    color: var(--chat-on-accent);
  }
  .send:hover {
    background: color-mix(in oklab, var(--chat-accent) 88%, var(--chat-text));
    color: var(--chat-on-accent);
  }
  .send[aria-disabled='true'],
  .send[aria-disabled='true']:hover {
    background: var(--chat-sunken);
    color: var(--chat-muted);
  }
`;
