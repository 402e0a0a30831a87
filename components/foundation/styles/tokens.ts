import { css } from '../element-base.js';

/**
 * The design language: every component uses these and nothing else. `light-dark()` follows the host's `color-scheme`.
 * A page overrides them with `chat-widget { --chat-accent: … }`.
 */
export const tokens = css`
  :host {
    --chat-accent: light-dark(#3f5bf6, #7c8cff);
    --chat-on-accent: light-dark(#fff, #0c0f1d);
    --chat-accent-text: light-dark(#2f48d8, #a9b4ff);
    --chat-accent-soft: color-mix(in oklab, var(--chat-accent) 20%, transparent);
    --chat-surface: light-dark(#fff, #14161b);
    --chat-raised: light-dark(#fff, #1c1f26);
    --chat-sunken: light-dark(#f5f6f8, #0f1115);
    --chat-text: light-dark(#16181d, #eceef3);
    --chat-muted: light-dark(#5c6472, #98a1b2);
    --chat-line: light-dark(#e6e8ec, #2a2e38);
    --chat-field-line: light-dark(#8a91a0, #6b7486);
    --chat-good: light-dark(#17935a, #45c98a);
    --chat-bad: light-dark(#c8322b, #ff7a70);
    --chat-font: ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif;
    --chat-mono: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace;
    --chat-size-meta: 11.5px;
    --chat-size-small: 13px;
    --chat-size-text: 14.5px;
    --chat-size-input: 16px;
    --chat-space-1: 4px;
    --chat-space-2: 8px;
    --chat-space-3: 12px;
    --chat-space-4: 16px;
    --chat-space-5: 24px;
    --chat-radius-panel: 20px;
    --chat-radius-card: 14px;
    --chat-radius-bubble: 18px;
    --chat-radius-field: 16px;
    --chat-radius-control: 10px;
    --chat-radius-pill: 999px;
    --chat-shadow-card: 0 1px 2px light-dark(rgb(16 24 40 / 0.06), transparent);
    --chat-shadow-panel:
      0 0 0 1px light-dark(rgb(16 24 40 / 0.04), #2a2e38),
      0 8px 24px -6px light-dark(rgb(16 24 40 / 0.14), rgb(0 0 0 / 0.5)),
      0 24px 64px -16px light-dark(rgb(16 24 40 / 0.22), rgb(0 0 0 / 0.7));
    --chat-motion: 160ms;
    --chat-width: 392px;
    --chat-height: 660px;
    --chat-offset: 20px;
    --chat-z-index: 2147483000;
  }
`;
