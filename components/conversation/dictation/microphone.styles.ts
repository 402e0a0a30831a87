import { css } from 'lit';

export const styles = css`
  .microphone[aria-pressed='true'] {
    background: var(--chat-accent-soft);
    color: var(--chat-accent-text);
  }
  .listening::before {
    content: '';
    position: absolute;
    inset: 0;
    border-radius: inherit;
    border: 2px solid var(--chat-accent-text);
    animation: listen 1.4s ease-in-out infinite alternate;
    animation-play-state: var(--chat-animation, running);
  }
  @keyframes listen {
    from {
      opacity: 0.25;
    }
    to {
      opacity: 1;
    }
  }
  .bar {
    padding-inline-start: 10px;
    padding-block-end: 5px;
  }
  .light {
    position: static;
    flex: none;
    inline-size: 10px;
    block-size: 10px;
    border-radius: 50%;
    background: var(--chat-muted);
  }
  .light.listening {
    background: var(--chat-bad);
  }
  .light::before {
    display: none;
  }
  .title {
    flex: 1;
    min-inline-size: 0;
    margin: 0;
    font-size: var(--chat-size-small);
    font-weight: 580;
    line-height: 1.35;
  }
  .time {
    margin-inline-start: 4px;
  }
  .send,
  .send:hover {
    border-radius: 11px;
    background: var(--chat-accent);
    color: var(--chat-on-accent);
  }
  @media (prefers-reduced-motion: reduce) {
    .listening::before {
      opacity: 1;
    }
  }
  @media (forced-colors: active) {
    .microphone[aria-pressed='true'] {
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
    .light.listening {
      background: Highlight;
      forced-color-adjust: none;
    }
  }
`;
