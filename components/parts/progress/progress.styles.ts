import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
    font-size: var(--chat-size-small);
  }
  .row {
    display: flex;
    gap: var(--chat-space-3);
    justify-content: space-between;
    align-items: baseline;
    margin-block-end: 6px;
  }
  label {
    min-inline-size: 0;
    overflow-wrap: anywhere;
    font-weight: 560;
  }
  span {
    flex: none;
    color: var(--chat-muted);
    font-variant-numeric: tabular-nums;
  }
  .done {
    color: var(--chat-text);
    font-weight: 560;
  }
  progress {
    appearance: none;
    display: block;
    position: relative;
    inline-size: 100%;
    block-size: 6px;
    border: 0;
    border-radius: var(--chat-radius-pill);
    overflow: hidden;
    background: var(--chat-line);
    color: var(--chat-accent-text);
  }
  progress::-webkit-progress-bar {
    background: none;
  }
  progress::-webkit-progress-value {
    background: currentColor;
    border-radius: var(--chat-radius-pill);
    transition: inline-size var(--chat-motion) ease-out;
  }
  progress::-moz-progress-bar {
    background: currentColor;
    border-radius: var(--chat-radius-pill);
  }
  progress:indeterminate::-moz-progress-bar {
    background: none;
  }
  progress:indeterminate::after {
    content: '';
    position: absolute;
    inset-block: 0;
    inset-inline-start: 0;
    inline-size: 36%;
    border-radius: inherit;
    background: var(--chat-accent-text);
    animation: along 1.5s ease-in-out infinite alternate;
    animation-play-state: var(--chat-animation, running);
  }
  @keyframes along {
    to {
      inset-inline-start: 64%;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    progress:indeterminate::after {
      inset-inline-start: 32%;
    }
    progress::-webkit-progress-value {
      transition: none;
    }
  }
  @media (forced-colors: active) {
    progress {
      border: 1px solid CanvasText;
      color: Highlight;
      forced-color-adjust: none;
      background: Canvas;
    }
    progress:indeterminate::after {
      background: Highlight;
    }
  }
`;
