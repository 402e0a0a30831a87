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
  /* What is passed stands about where it will stand, and looks about as it will look. */
  .passing {
    contain: strict;
    overflow-anchor: none;
    position: absolute;
    inset-inline: var(--chat-space-4);
    margin: 0;
    background: var(--chat-surface);
    overflow-wrap: anywhere;
    user-select: none;
  }
  .passing > span {
    display: block;
    margin-inline-start: 38px;
  }
  .passing.own > span {
    inline-size: fit-content;
    max-inline-size: 82%;
    margin-inline-start: auto;
    padding: 9px 14px;
    box-sizing: border-box;
    background: var(--chat-accent);
    color: var(--chat-on-accent);
    border-radius: var(--chat-radius-bubble);
    border-end-end-radius: 6px;
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
  /* On paper the plain words stand for what is not built: nobody scrolls there. */
  @media print {
    .gap {
      contain: none;
      block-size: auto !important;
      margin: 0;
      background: none;
    }
    .gap > [hidden] {
      content-visibility: visible;
      white-space: pre-wrap;
    }
    .passing,
    .content > .earlier {
      display: none;
    }
  }
`;
