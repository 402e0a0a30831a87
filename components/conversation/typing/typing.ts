import { css, html, LitElement } from 'lit';
import { define } from '../../foundation/define.js';
import { base } from '../../foundation/styles/controls.js';
import { avatarTemplate } from '../avatar/avatar.js';
import { avatarStyles } from '../avatar/avatar.styles.js';

/**
 * Somebody is about to say something.
 * @tag chat-typing
 */
export class ChatTyping extends LitElement {
  static override styles = [
    base,
    avatarStyles,
    css`
      :host {
        display: flex;
        gap: 10px;
        align-items: center;
        min-block-size: 28px;
      }
      .dots {
        display: flex;
        gap: 4px;
      }
      i {
        inline-size: 6px;
        block-size: 6px;
        border-radius: 50%;
        background: var(--chat-muted);
        animation: pulse 1.2s ease-in-out infinite;
        animation-play-state: var(--chat-animation, running);
      }
      i:nth-child(2) {
        animation-delay: 0.15s;
      }
      i:nth-child(3) {
        animation-delay: 0.3s;
      }
      @keyframes pulse {
        0%,
        60%,
        100% {
          opacity: 0.35;
        }
        30% {
          opacity: 1;
        }
      }
      @media (prefers-reduced-motion: reduce) {
        i {
          animation: none;
          opacity: 0.6;
        }
      }
    `,
  ];
  static override properties = {
    // Words from elsewhere: no attribute says them.
    name: { attribute: false },
    avatarUrl: { attribute: false },
    label: {},
  };

  /** Who it is. */
  name = '';
  /** Their picture. */
  avatarUrl?: string;
  /** What assistive technology reads here. */
  label = '';

  protected override render() {
    return html`${avatarTemplate(this.name, this.avatarUrl)}
      <span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>
      <span class="visually-hidden">${this.label}</span>`;
  }
}

define('chat-typing', ChatTyping);

declare global {
  interface HTMLElementTagNameMap {
    'chat-typing': ChatTyping;
  }
}
