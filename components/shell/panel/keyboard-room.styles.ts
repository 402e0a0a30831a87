import { css } from '../../foundation/element-base.js';

/** For a panel on a device with a keyboard on its screen. */
export const keyboardRoomStyles = css`
  /* A finger that draws at what does not scroll would move the page behind an open chat. */
  :host([role='dialog']) :is(chat-header, .foot) {
    touch-action: pinch-zoom;
  }
  /* Where the page wants a keyboard to lie over everything, this is all that tells of it. */
  :host([role='dialog']) {
    max-block-size: calc(100dvh - env(keyboard-inset-height, 0px));
  }
  :host([cramped]) chat-header {
    padding-block: max(4px, var(--chat-safe-start, 0px)) 4px;
  }
  :host([cramped]) .foot {
    padding-block: 6px;
  }
  :host([cramped]) slot[name='footer'] {
    display: none;
  }
`;
