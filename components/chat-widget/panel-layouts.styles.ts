import { css } from '../foundation/element-base.js';
import { PHONE } from '../foundation/phone.js';

/**
 * How large an open panel is and where it sits: one rule, which comes with the panel. On a phone, however it is held,
 * a floating panel is the whole window; there it keeps off what the device has at its edges.
 */
export const panelLayout = css`
  @media all {
    .bubble chat-panel {
      inline-size: var(--chat-width);
      block-size: min(var(--chat-height), 100dvh - 72px - 2 * var(--chat-offset));
      border-radius: var(--chat-radius-panel);
      box-shadow: var(--chat-shadow-panel);
      transition: var(--chat-motion) ease-out allow-discrete;
      transition-property: opacity, transform, display;
    }
    .bubble chat-panel[hidden] {
      opacity: 0;
      pointer-events: none;
    }
    .bubble chat-panel[maximized] {
      --chat-width: min(720px, 100vw - 2 * var(--chat-offset));
      --chat-height: 100dvh;
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
      box-shadow: var(--chat-shadow-panel);
      --chat-safe-start: env(safe-area-inset-top);
      --chat-safe-end: env(safe-area-inset-bottom);
    }
    .sidebar[class*='left'] chat-panel {
      inset-inline: 0 auto;
    }
    .inline,
    .inline chat-panel {
      block-size: 100%;
      min-block-size: inherit;
    }
    .inline chat-panel {
      border: 1px solid var(--chat-line);
      border-radius: var(--chat-radius-panel);
    }
    .fullscreen chat-panel {
      block-size: 100dvh;
      padding: 0 env(safe-area-inset-right) 0 env(safe-area-inset-left);
      --chat-safe-start: env(safe-area-inset-top);
      --chat-safe-end: env(safe-area-inset-bottom);
    }
    @media ${PHONE} {
      .bubble chat-panel,
      .sidebar chat-panel {
        position: fixed;
        inset: 0;
        inline-size: 100%;
        block-size: 100dvh;
        padding: 0 env(safe-area-inset-right) 0 env(safe-area-inset-left);
        --chat-safe-start: env(safe-area-inset-top);
        --chat-safe-end: env(safe-area-inset-bottom);
        border-radius: 0;
      }
      .bubble.open .launcher {
        display: none;
      }
    }
    .sidebar.open .launcher {
      display: none;
    }
    @media print {
      .frame {
        all: unset;
      }
    }
  }
`;
