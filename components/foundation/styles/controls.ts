import { css } from 'lit';

/** What every element starts from. */
export const base = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  [hidden] {
    display: none !important;
  }
  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;

/** Buttons of all kinds, and the one way focus looks. */
export const controls = css`
  :where(button, a.button) {
    font: inherit;
    color: inherit;
    border: 0;
    background: none;
    padding: 0;
    cursor: pointer;
    touch-action: manipulation;
    -webkit-tap-highlight-color: transparent;
  }
  :is(button, a, summary, [tabindex]):focus-visible {
    outline: 1px solid var(--chat-accent-text);
    outline-offset: 1px;
    box-shadow: 0 0 0 4px var(--chat-accent-soft);
  }
  button:disabled {
    cursor: default;
  }
  .icon {
    position: relative;
    flex: none;
    display: grid;
    place-items: center;
    inline-size: var(--chat-control, 36px);
    block-size: var(--chat-control, 36px);
    border-radius: var(--chat-radius-control);
    color: var(--chat-muted);
    transition: background-color var(--chat-motion) ease-out;
  }
  .icon:hover,
  .icon[aria-expanded='true'] {
    background: var(--chat-sunken);
    color: var(--chat-text);
  }
  @media (pointer: coarse) {
    .icon::after {
      content: '';
      position: absolute;
      inset: -4px;
    }
  }
  svg {
    inline-size: 19px;
    block-size: 19px;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.75;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .plain,
  .primary {
    border: 1px solid var(--chat-line);
    border-radius: var(--chat-radius-control);
    padding: var(--chat-space-2) var(--chat-space-3);
    min-block-size: var(--chat-control, 36px);
    font-size: var(--chat-size-small);
    font-weight: 580;
    line-height: 1.25;
    background: var(--chat-surface);
    color: var(--chat-text);
    transition: background-color var(--chat-motion) ease-out;
  }
  .plain:hover {
    background: var(--chat-sunken);
  }
  .primary {
    background: var(--chat-accent);
    border-color: var(--chat-accent);
    color: var(--chat-on-accent);
  }
  .primary:hover {
    background: color-mix(in oklab, var(--chat-accent) 88%, var(--chat-text));
  }
  @media (prefers-reduced-motion: reduce) {
    :host,
    * {
      transition: none !important;
      animation: none !important;
    }
  }
  @media (forced-colors: active) {
    .icon,
    .plain,
    .primary {
      border: 1px solid ButtonText;
    }
  }
`;
