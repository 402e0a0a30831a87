import { css } from 'lit';

export const lightboxStyles = css`
  dialog {
    position: fixed;
    inset: 0;
    inline-size: 100vw;
    block-size: 100vh;
    block-size: 100dvh;
    max-inline-size: none;
    max-block-size: none;
    margin: 0;
    padding: env(safe-area-inset-top) env(safe-area-inset-right) env(safe-area-inset-bottom) env(safe-area-inset-left);
    border: 0;
    background: var(--chat-sunken);
    color: var(--chat-text);
    font: 400 var(--chat-size-text) / 1.5 var(--chat-font);
    text-align: start;
    overscroll-behavior: contain;
  }
  dialog[open] {
    display: grid;
    grid-template-rows: auto minmax(0, 1fr);
  }
  dialog::backdrop {
    background: transparent;
  }
  .bar {
    display: flex;
    align-items: center;
    gap: var(--chat-space-2);
    padding: var(--chat-space-2) var(--chat-space-3);
  }
  .bar p {
    flex: 1;
    min-inline-size: 0;
    margin: 0;
    max-block-size: 4.5em;
    overflow: auto;
    overflow-wrap: anywhere;
    font-size: var(--chat-size-small);
  }
  .bar a {
    flex: none;
    display: inline-flex;
    align-items: center;
    text-decoration: none;
  }
  figure {
    margin: 0;
    padding: 0 var(--chat-space-3) var(--chat-space-3);
    min-block-size: 0;
    display: grid;
    cursor: zoom-out;
  }
  dialog img {
    position: static;
    inline-size: 100%;
    block-size: 100%;
    min-block-size: 0;
    object-fit: contain;
    border-radius: 0;
  }
`;
