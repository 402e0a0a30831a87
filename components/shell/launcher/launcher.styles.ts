import { css } from '../../foundation/element-base.js';

/** The closed widget is no more than this button. */
export const launcherStyles = css`
  .launcher {
    position: absolute;
    inset-block-end: 0;
    inset-inline-end: 0;
    display: grid;
    place-items: center;
    inline-size: 58px;
    block-size: 58px;
    padding: 0;
    border: 0;
    border-radius: 50%;
    background: var(--chat-accent);
    color: var(--chat-on-accent);
    cursor: pointer;
    box-shadow: 0 6px 18px -4px color-mix(in oklab, var(--chat-accent) 60%, transparent);
    touch-action: manipulation;
    -webkit-tap-highlight-color: transparent;
    transition: scale var(--chat-motion) ease-out;
  }
  /* Pictures in buttons are dragged by mistake, in all browsers but Firefox. */
  ::slotted(*) {
    -webkit-user-drag: none;
  }
  .launcher:hover {
    scale: 1.04;
  }
  .launcher:active {
    scale: 0.96;
  }
  .launcher:focus-visible {
    outline: 2px solid var(--chat-surface);
    box-shadow: 0 0 0 5px var(--chat-accent-text);
  }
  .launcher svg {
    inline-size: 26px;
    block-size: 26px;
    fill: currentColor;
  }
  .launcher[aria-expanded='true'] svg {
    fill: none;
    stroke: currentColor;
    stroke-width: 2.5;
  }
  /* Asked to open, and the panel is still on its way over a slow line. */
  .launcher[aria-expanded='true']:only-child {
    opacity: 0.5;
    transition: opacity 1s;
  }
  .badge {
    position: absolute;
    inset-block-start: -3px;
    inset-inline-end: -3px;
    min-inline-size: 20px;
    block-size: 20px;
    padding-inline: 4px;
    border: 2px solid var(--chat-surface);
    border-radius: 10px;
    background: var(--chat-bad);
    color: var(--chat-surface);
    font: 700 11px/16px var(--chat-font);
    text-align: center;
  }
  @media (prefers-reduced-motion: reduce) {
    .launcher {
      transition: none;
    }
  }
  @media (forced-colors: active) {
    .launcher {
      border: 2px solid ButtonText;
    }
  }
`;
