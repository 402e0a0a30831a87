import { css } from 'lit';

export const styles = css`
  /* The button stands in the composer's own row, the rest in a row above the text. */
  :host {
    display: contents;
  }
  .bar,
  .reason {
    order: -1;
    flex: 1 0 100%;
    min-inline-size: 0;
  }
  .reason {
    display: flex;
    align-items: flex-start;
    gap: 6px;
    padding-block: 4px;
    padding-inline: 8px 0;
    font-size: var(--chat-size-small);
    line-height: 1.4;
    color: var(--chat-muted);
  }
  .reason p {
    flex: 1;
    min-inline-size: 0;
    margin: 0;
    padding-block: 3px;
  }
  .reason .icon {
    inline-size: 28px;
    block-size: 28px;
  }
  .reason svg {
    inline-size: 15px;
    block-size: 15px;
  }
  .bad p {
    color: var(--chat-bad);
  }
  .microphone[aria-pressed='true'] {
    background: var(--chat-accent-soft);
    color: var(--chat-accent-text);
  }
  .listening::before {
    content: '';
    position: absolute;
    inset: 0;
    border-radius: inherit;
    border: 2px solid var(--chat-accent);
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
    display: flex;
    align-items: center;
    gap: 8px;
    padding-inline-start: 10px;
    margin-block-end: 4px;
    padding-block-end: 5px;
    border-block-end: 1px solid var(--chat-line);
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
    font-weight: 400;
    font-variant-numeric: tabular-nums;
    color: var(--chat-muted);
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
