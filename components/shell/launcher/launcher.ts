import { css, html, nothing } from 'lit';
import type { launcherEnglish } from '../../../src/i18n/launcher.en.js';

/** Drawn by the widget itself: the closed widget is no more than this button. */
export const launcherStyles = css`
  .launcher {
    position: absolute;
    inset-block-end: 0;
    inset-inline-end: 0;
    display: grid;
    place-items: center;
    inline-size: 58px;
    block-size: 58px;
    padding: 0;
    border: 0;
    border-radius: 50%;
    background: var(--chat-accent);
    color: var(--chat-on-accent);
    cursor: pointer;
    box-shadow:
      0 6px 18px -4px color-mix(in oklab, var(--chat-accent) 60%, transparent),
      0 2px 6px rgb(16 24 40 / 0.18);
    touch-action: manipulation;
    -webkit-tap-highlight-color: transparent;
    transition: scale var(--chat-motion) ease-out;
  }
  .launcher:hover {
    scale: 1.04;
  }
  .launcher:active {
    scale: 0.96;
  }
  .launcher:focus-visible {
    outline: 2px solid var(--chat-surface);
    outline-offset: 0;
    box-shadow: 0 0 0 5px var(--chat-accent);
  }
  .launcher svg {
    inline-size: 26px;
    block-size: 26px;
    fill: currentColor;
  }
  .badge {
    position: absolute;
    inset-block-start: -3px;
    inset-inline-end: -3px;
    min-inline-size: 20px;
    block-size: 20px;
    padding-inline: 4px;
    border: 2px solid var(--chat-surface);
    border-radius: 10px;
    background: #d92d20;
    color: #fff;
    font: 700 11px/16px var(--chat-font);
    text-align: center;
  }
  @media (prefers-reduced-motion: reduce) {
    .launcher {
      transition: none;
    }
  }
  @media (forced-colors: active) {
    .launcher {
      border: 2px solid ButtonText;
    }
  }
`;

export interface LauncherLook {
  readonly open: boolean;
  readonly unread: number;
  readonly strings: typeof launcherEnglish;
  readonly toggle: () => void;
  /** The visitor comes near: a moment to fetch what opening needs. */
  readonly near: () => void;
}

const bubble = html`<svg viewBox="0 0 24 24" aria-hidden="true">
  <path
    d="M12 3.2c-5 0-9 3.5-9 7.9 0 2.4 1.2 4.5 3.1 6-.1 1-.6 2.1-1.4 3-.3.3 0 .8.4.7 1.9-.3 3.5-1 4.7-1.9.7.1 1.4.2 2.2.2 5 0 9-3.6 9-8s-4-7.9-9-7.9z"
  />
</svg>`;
const chevron = html`<svg viewBox="0 0 24 24" aria-hidden="true">
  <path
    d="M5.6 8.3a1.2 1.2 0 0 1 1.7 0l4.7 4.7 4.7-4.7a1.2 1.2 0 0 1 1.7 1.7l-5.6 5.6a1.2 1.2 0 0 1-1.7 0L5.6 10a1.2 1.2 0 0 1 0-1.7z"
  />
</svg>`;

/** The round button in the corner, with the number of unread messages. */
export function launcherTemplate({ open, unread, strings, toggle, near }: LauncherLook) {
  const name = strings[open ? 'launcher.close' : 'launcher.open'];
  const news = unread && !open ? strings['launcher.unread'](unread) : '';
  return html`<button
    class="launcher"
    part="launcher"
    type="button"
    aria-expanded=${open ? 'true' : 'false'}
    aria-label=${news ? `${name}, ${news}` : name}
    @click=${toggle}
    @pointerenter=${near}
    @focus=${near}
  >
    ${open ? chevron : bubble}
    ${news ? html`<span class="badge" part="badge" aria-hidden="true">${unread > 99 ? '99+' : unread}</span>` : nothing}
  </button>`;
}
