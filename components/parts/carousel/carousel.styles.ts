import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
    position: relative;
  }
  .title {
    margin: 0 0 var(--chat-space-2);
    font-size: var(--chat-size-small);
    color: var(--chat-muted);
    overflow-wrap: anywhere;
  }
  .frame {
    position: relative;
    /* The row runs to the edge of the panel, where there is one. */
    --bleed: var(--chat-bleed-ltr, 0px);
    margin-inline-end: calc(-1 * var(--bleed));
  }
  .frame:dir(rtl) {
    --bleed: var(--chat-bleed-rtl, 0px);
  }
  ul {
    list-style: none;
    margin: 0;
    margin-inline-start: -1px;
    padding: 2px;
    padding-inline-start: 1px;
    padding-inline-end: max(2px, var(--bleed));
    scroll-padding-inline: 1px;
    display: flex;
    gap: var(--chat-carousel-gap, 12px);
    overflow-x: auto;
    overscroll-behavior-inline: contain;
    scroll-snap-type: inline proximity;
    scrollbar-width: none;
    border-start-start-radius: var(--chat-radius-card);
    border-end-start-radius: var(--chat-radius-card);
  }
  .card {
    flex: 0 0 min(216px, 85%);
    scroll-snap-align: start;
  }
  .card:only-child {
    flex-basis: min(320px, 100%);
  }
  .step {
    display: none;
    position: absolute;
    inset-block: 0;
    margin-block: auto;
    block-size: 36px;
    border: 1px solid var(--chat-line);
    border-radius: var(--chat-radius-pill);
    background: var(--chat-raised);
    color: var(--chat-text);
    box-shadow: var(--chat-shadow-float, 0 4px 14px -4px light-dark(rgb(16 24 40 / 0.26), rgb(0 0 0 / 0.6)));
    transition: opacity var(--chat-motion) ease-out;
  }
  /* In the middle of the pictures, not over words. */
  .pictured .step {
    inset-block: 45px auto;
    margin-block: 0;
  }
  .previous {
    inset-inline-start: -10px;
  }
  .next {
    inset-inline-end: 8px;
  }
  .previous svg {
    transform: scaleX(-1);
  }
  .step[aria-disabled='true'] {
    opacity: 0;
    pointer-events: none;
  }
  .step[aria-disabled='true']:focus-visible {
    opacity: 0.55;
  }
  @media (pointer: fine) {
    .step {
      display: grid;
    }
  }
  @media (prefers-reduced-motion: no-preference) {
    ul {
      scroll-behavior: var(--chat-scrolling, smooth);
    }
  }
`;
