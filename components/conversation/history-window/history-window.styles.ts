import { css } from '../../foundation/element-base.js';

/** Comes into the list's shadow root with the window. */
export const historyStyles = css`
  /* Its height is that of the messages with all space between them; whoever is faster than the window sees lines. */
  .gap {
    contain: strict;
    overflow-anchor: none;
    margin-block-end: calc(-1 * var(--chat-space-2));
    background: repeating-linear-gradient(transparent 0 14px, var(--chat-sunken) 14px 54px, transparent 54px 80px);
  }
  .gap > [hidden] {
    display: block !important;
    content-visibility: hidden;
  }
  /* A step for those who do not scroll: it shows when it has the focus. */
  .content > .earlier {
    position: sticky;
    z-index: 1;
    inset-block-start: 10px;
    align-self: center;
    margin-block-end: calc(-36px - var(--chat-space-2));
    border-radius: var(--chat-radius-pill);
  }
  .content > .earlier:not(:focus-visible) {
    opacity: 0;
    pointer-events: none;
  }
`;
