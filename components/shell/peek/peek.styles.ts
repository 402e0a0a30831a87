import { css } from '../../foundation/element-base.js';

/** A small card beside the launcher. Where it stands the frame says, which knows the corner. */
export const peekStyles = css`
  :host {
    position: absolute;
    inset-inline-end: 0;
    inset-block-end: calc(100% + 14px);
    inline-size: max-content;
    max-inline-size: min(300px, 100vw - 2 * var(--chat-offset));
    border-radius: var(--chat-radius-bubble);
    background: var(--chat-raised);
    box-shadow: var(--chat-shadow-panel);
    color: var(--chat-text);
    transition: var(--chat-motion) ease-out;
    transition-property: opacity, transform;
  }
  :host(:not([shown])) {
    opacity: 0;
    transform: translateY(8px) scale(0.97);
  }
  :host([animation='bounce'][shown]) {
    animation: bounce 900ms var(--chat-motion) ease-out;
  }
  :host([animation='wiggle'][shown]) {
    animation: wiggle 700ms var(--chat-motion) ease-in-out;
  }
  @keyframes bounce {
    30% {
      translate: 0 -12px;
    }
    55% {
      translate: 0;
    }
    75% {
      translate: 0 -5px;
    }
  }
  @keyframes wiggle {
    20%,
    60% {
      rotate: -2.5deg;
    }
    40%,
    80% {
      rotate: 2.5deg;
    }
  }
  *,
  *::after {
    box-sizing: border-box;
  }
  button {
    border: 0;
    background: none;
    font: inherit;
    color: inherit;
    cursor: pointer;
    touch-action: manipulation;
    -webkit-tap-highlight-color: transparent;
  }
  button:focus-visible {
    outline: 1px solid var(--chat-accent-text);
    outline-offset: 1px;
    box-shadow: 0 0 0 4px var(--chat-accent-soft);
  }
  .read {
    display: block;
    inline-size: 100%;
    min-block-size: 48px;
    padding-block: 12px 13px;
    padding-inline: 16px 20px;
    border-radius: inherit;
    text-align: start;
    transition: background-color var(--chat-motion) ease-out;
  }
  .read:hover {
    background: var(--chat-sunken);
  }
  .status {
    border-radius: inherit;
  }
  .name {
    display: block;
    margin-block-end: 1px;
    font-size: var(--chat-size-meta);
    font-weight: 620;
    color: var(--chat-muted);
    text-align: -webkit-match-parent;
    text-align: match-parent;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .name:empty {
    display: none;
  }
  /* Heard and not seen: a voice makes no pause where a line ends. */
  .name::after {
    content: ':';
    opacity: 0;
  }
  /* The first line is shorter, whichever way its words run: at its end stands the other button. */
  .read::before {
    content: '';
    float: inline-end;
    inline-size: 20px;
    block-size: 16px;
  }
  .text {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 4;
    line-clamp: 4;
    overflow: hidden;
    overflow-wrap: anywhere;
    line-height: 1.45;
  }
  .dismiss {
    position: absolute;
    inset-block-start: 5px;
    inset-inline-end: 5px;
    display: grid;
    place-items: center;
    inline-size: 28px;
    block-size: 28px;
    padding: 0;
    border-radius: var(--chat-radius-control);
    color: var(--chat-muted);
  }
  .dismiss:hover {
    background: var(--chat-sunken);
    color: var(--chat-text);
  }
  @media (pointer: coarse) {
    .dismiss::after {
      content: '';
      position: absolute;
      /* No larger than the card, which alone can be hit. */
      inset-block: -5px -11px;
      inset-inline: -11px -5px;
    }
  }
  svg {
    inline-size: 16px;
    block-size: 16px;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.75;
    stroke-linecap: round;
  }
  @media (prefers-reduced-motion: reduce) {
    :host,
    .read {
      transition: none;
      animation: none !important;
    }
  }
  @media (forced-colors: active) {
    :host {
      border: 1px solid CanvasText;
    }
    .dismiss {
      border: 1px solid ButtonText;
    }
  }
  @media print {
    :host {
      display: none;
    }
  }
`;
