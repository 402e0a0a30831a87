import { css } from 'lit';

export const styles = css`
  :host {
    position: relative;
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    overflow: hidden;
    background: var(--chat-surface);
    color: var(--chat-text);
    font: 400 var(--chat-size-text) / 1.5 var(--chat-font);
    text-align: start;
    -webkit-font-smoothing: antialiased;
  }
  :host(:focus) {
    outline: none;
  }
  :host([hidden]) {
    display: none;
  }
  .main {
    flex: 1;
    display: flex;
    flex-direction: column;
    min-block-size: 0;
  }
  .foot {
    padding: 10px var(--chat-space-3) 8px;
    padding-block-end: max(8px, env(safe-area-inset-bottom));
  }
  .powered-by {
    margin: 0;
    padding-block-start: 7px;
    text-align: center;
    font-size: var(--chat-size-meta);
    color: var(--chat-muted);
  }
  .veil {
    position: absolute;
    inset: 0;
    z-index: 4;
    display: grid;
    place-items: center;
    padding: var(--chat-space-5);
    background: color-mix(in oklab, var(--chat-surface) 70%, transparent);
  }
  .confirm {
    max-inline-size: 300px;
    padding: var(--chat-space-4);
    border: 1px solid var(--chat-line);
    border-radius: var(--chat-radius-card);
    background: var(--chat-raised);
    box-shadow: 0 12px 40px -8px light-dark(rgb(16 24 40 / 0.3), rgb(0 0 0 / 0.8));
  }
  .confirm h3 {
    margin: 0 0 4px;
    font-size: 15px;
    font-weight: 620;
  }
  .confirm p {
    margin: 0 0 var(--chat-space-4);
    font-size: var(--chat-size-small);
    color: var(--chat-muted);
  }
  .confirm .actions {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: var(--chat-space-2);
  }
`;
