import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
  }
  p,
  dl,
  dd {
    margin: 0;
    overflow-wrap: anywhere;
  }
  .card {
    border: 1px solid var(--chat-line);
    border-radius: var(--chat-radius-card);
    background: var(--chat-raised);
    box-shadow: var(--chat-shadow-card);
    padding: 14px;
  }
  .sent:focus {
    outline: none;
    box-shadow: var(--chat-shadow-card);
  }
  .title {
    font-weight: 620;
  }
  chat-open-form:not(:first-child),
  dl,
  .sent .hint {
    margin-block-start: var(--chat-space-2);
  }
  .words,
  dd {
    white-space: pre-line;
  }
  .hint,
  dt {
    color: var(--chat-muted);
    font-size: var(--chat-size-small);
  }
  dl {
    display: grid;
    gap: var(--chat-space-2);
  }
`;
