import { css } from '../foundation/element-base.js';

/**
 * Where the chat sits on the page. The host itself takes no room in the floating layouts: only the frame is placed, and
 * only the launcher and an open panel can be hit.
 */
export const layoutStyles = css`
  :host {
    display: contents;
    color-scheme: light dark;
  }
  :host([hidden]) {
    display: none !important;
  }
  :host(:state(inline)) {
    display: block;
    block-size: 100%;
    min-block-size: 320px;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  /* What the page says of everything ends here, but for being hidden and its colour scheme. */
  .frame {
    all: initial;
    display: block;
    visibility: inherit;
    color-scheme: inherit;
    font: 400 var(--chat-size-text) / 1.5 var(--chat-font);
    color: var(--chat-text);
  }
  .frame:dir(ltr) {
    direction: ltr;
  }
  .bubble,
  .sidebar,
  .fullscreen {
    position: fixed;
    z-index: var(--chat-z-index);
  }
  .bubble,
  .sidebar {
    inset-block-end: max(var(--chat-offset), env(safe-area-inset-bottom));
    inset-inline-end: max(var(--chat-offset), env(safe-area-inset-right));
    inline-size: 58px;
    block-size: 58px;
    pointer-events: none;
  }
  .bubble > *,
  .sidebar > * {
    pointer-events: auto;
  }
  .bottom-left,
  .top-left {
    inset-inline: max(var(--chat-offset), env(safe-area-inset-left)) auto;
  }
  .top-left,
  .top-right {
    inset-block: max(var(--chat-offset), env(safe-area-inset-top)) auto;
  }
  .bubble chat-panel {
    position: absolute;
    inset-inline-end: 0;
    inset-block-end: calc(100% + 14px);
    inline-size: var(--chat-width);
    block-size: min(var(--chat-height), 100dvh - 58px - 14px - 2 * var(--chat-offset));
    border-radius: var(--chat-radius-panel);
    box-shadow: var(--chat-shadow-panel);
    transform-origin: 100% 100%;
    transition:
      opacity var(--chat-motion) ease-out,
      transform var(--chat-motion) ease-out;
  }
  .bubble chat-panel[maximized] {
    inline-size: min(720px, 100vw - 2 * var(--chat-offset));
    block-size: calc(100dvh - 58px - 14px - 2 * var(--chat-offset));
  }
  .bottom-left > :not(button),
  .top-left > :not(button) {
    inset-inline: 0 auto;
    transform-origin: 0 100%;
  }
  .top-left > :not(button),
  .top-right > :not(button) {
    inset-block: calc(100% + 14px) auto;
    transform-origin: 100% 0;
  }
  @starting-style {
    .bubble chat-panel {
      opacity: 0;
      transform: translateY(8px) scale(0.97);
    }
  }
  .sidebar chat-panel {
    position: fixed;
    inset-block: 0;
    inset-inline-end: 0;
    inline-size: min(420px, 100vw);
    border-inline-start: 1px solid var(--chat-line);
    box-shadow: var(--chat-shadow-panel);
  }
  .sidebar.bottom-left chat-panel,
  .sidebar.top-left chat-panel {
    inset-inline: 0 auto;
  }
  .inline,
  .inline chat-panel {
    block-size: 100%;
  }
  .inline chat-panel {
    border: 1px solid var(--chat-line);
    border-radius: var(--chat-radius-panel);
  }
  .fullscreen {
    inset: 0;
  }
  .fullscreen chat-panel {
    block-size: 100dvh;
  }
  @media (max-width: 480px) {
    .bubble chat-panel,
    .bubble chat-panel[maximized],
    .sidebar chat-panel {
      position: fixed;
      inset: 0;
      inline-size: 100%;
      block-size: 100dvh;
      border: 0;
      border-radius: 0;
      box-shadow: none;
    }
    .bubble.open .launcher,
    .sidebar.open .launcher {
      display: none;
    }
  }
  .sidebar.open .launcher {
    display: none;
  }
  .notice {
    position: absolute;
    inset-inline-end: 0;
    inset-block-end: calc(100% + 12px);
    inline-size: max-content;
    max-inline-size: min(260px, 100vw - 40px);
    margin: 0;
    padding: 10px 14px;
    border-radius: var(--chat-radius-card);
    background: var(--chat-raised);
    box-shadow: var(--chat-shadow-panel);
    font-size: var(--chat-size-small);
  }
  @media (prefers-reduced-motion: reduce) {
    .bubble chat-panel {
      transition: none;
    }
  }
  @media print {
    .frame {
      all: unset;
    }
    .launcher {
      display: none !important;
    }
  }
`;
