import { css } from 'lit';

export const styles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    /* However small the window is, something of the conversation can be seen beside it. */
    max-block-size: max(96px, 100dvh - 160px);
    margin-block-end: var(--chat-space-2);
  }
  section {
    min-block-size: 0;
    overflow-y: auto;
    overscroll-behavior: contain;
    padding: 14px;
    border: 1px solid var(--chat-line);
    border-radius: var(--chat-radius-card);
    background: var(--chat-raised);
    box-shadow: var(--chat-shadow-card);
    overflow-wrap: anywhere;
  }
  h3 {
    margin: 0;
    font-size: calc(15px * var(--chat-text-scale, 1));
    font-weight: 640;
    line-height: 1.35;
  }
  p {
    margin: 2px 0 0;
    color: var(--chat-muted);
    font-size: var(--chat-size-small);
  }
  .policy,
  .held,
  .actions {
    margin-block-start: 10px;
  }
  .policy,
  .held {
    text-align: center;
  }
  a {
    color: var(--chat-accent-text);
    border-radius: 4px;
  }
  .wrong {
    color: var(--chat-bad);
  }
  .actions {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: var(--chat-space-2);
  }
  button {
    min-inline-size: 0;
  }
  @media (pointer: coarse) {
    button {
      min-block-size: 44px;
    }
  }
`;
