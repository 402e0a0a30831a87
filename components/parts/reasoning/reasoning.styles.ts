import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
  }
  chat-text {
    display: block;
    margin-block-start: var(--chat-space-1);
    padding-inline-start: var(--chat-space-3);
    border-inline-start: 2px solid var(--chat-line);
    font-size: var(--chat-size-small);
    overflow-wrap: anywhere;
    color: var(--chat-muted);
  }
  chat-text:not(:defined) {
    white-space: pre-wrap;
  }
  .busy {
    animation: breathe 1.6s ease-in-out infinite;
    animation-play-state: var(--chat-animation, running);
  }
  @keyframes breathe {
    50% {
      opacity: 0.6;
    }
  }
`;
