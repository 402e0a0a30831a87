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
  ::before,
  ::after {
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
    inset-inline-end: max(var(--chat-offset), env(safe-area-inset-left), env(safe-area-inset-right));
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
    inset-inline: max(var(--chat-offset), env(safe-area-inset-left), env(safe-area-inset-right)) auto;
  }
  .top-left,
  .top-right {
    inset-block: max(var(--chat-offset), env(safe-area-inset-top)) auto;
  }
  /* Panel and notes stand at the launcher, on the side where there is room. */
  .bubble > :not(button),
  .notice {
    position: absolute;
    inset-inline-end: 0;
    inset-block-end: calc(100% + 14px);
    transform-origin: 100% 100%;
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
  .fullscreen {
    inset: 0;
  }
  .notice {
    inline-size: max-content;
    max-inline-size: min(260px, 100vw - 40px);
    margin: 0;
    padding: 10px 14px;
    border-radius: var(--chat-radius-card);
    background: var(--chat-raised);
    box-shadow: var(--chat-shadow-panel);
    font-size: var(--chat-size-small);
  }
  @media print {
    .launcher {
      display: none !important;
    }
  }
`;
