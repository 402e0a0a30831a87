import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
  }
  section {
    padding: 9px var(--chat-space-3);
    border: 1px solid var(--chat-line);
    border-radius: var(--chat-radius-card);
    background: var(--chat-raised);
    box-shadow: var(--chat-shadow-card);
    font-size: var(--chat-size-small);
    overflow-wrap: anywhere;
  }
  section:focus {
    outline: none;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    gap: 2px var(--chat-space-3);
    justify-content: space-between;
    align-items: baseline;
  }
  b {
    font-weight: 600;
    min-inline-size: 0;
  }
  .state {
    color: var(--chat-muted);
  }
  .running .state {
    animation: breathe 1.6s ease-in-out infinite;
    animation-play-state: var(--chat-animation, running);
  }
  .failed .state {
    color: var(--chat-bad);
  }
  .waiting .state {
    color: var(--chat-accent-text);
  }
  p {
    margin: var(--chat-space-1) 0 0;
    color: var(--chat-muted);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    margin-block: 10px 2px;
  }
  @media (pointer: coarse) {
    .actions button {
      min-block-size: 44px;
    }
  }
  details {
    margin-block-start: 2px;
  }
  dl {
    margin: 2px 0 0;
  }
  dt {
    color: var(--chat-muted);
    font-size: var(--chat-size-meta);
  }
  dd {
    margin: 2px 0 var(--chat-space-2);
  }
  pre {
    margin: 0;
    max-block-size: 220px;
    overflow: auto;
    padding: 7px 10px;
    border-radius: 8px;
    background: var(--chat-sunken);
    font: 0.923em/1.5 var(--chat-mono);
    text-align: left;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  pre:focus-visible {
    outline: 1px solid var(--chat-accent-text);
  }
  @keyframes breathe {
    50% {
      opacity: 0.6;
    }
  }
`;
