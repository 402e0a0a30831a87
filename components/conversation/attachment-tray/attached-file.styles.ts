import { css } from 'lit';
import { progressStyles } from '../../parts/attachment/progress.styles.js';

export const styles = [
  progressStyles,
  css`
    :host {
      display: block;
      min-inline-size: 0;
    }
    .file {
      display: flex;
      align-items: center;
      gap: 10px;
      padding-block: 6px;
      padding-inline: 6px 2px;
      border: 1px solid var(--chat-line);
      border-radius: var(--chat-radius-control);
      background: var(--chat-sunken);
      color: var(--chat-text);
    }
    .failed {
      border-color: var(--chat-bad);
    }
    .look {
      flex: none;
      inline-size: 36px;
      block-size: 36px;
      border-radius: 7px;
      object-fit: cover;
      background: var(--chat-line);
    }
    .cancelled .look {
      opacity: 0.5;
    }
    .badge {
      display: grid;
      place-items: center;
      background: color-mix(in oklab, var(--chat-accent) 14%, var(--chat-raised));
      color: var(--chat-accent-text);
      font-size: 10.5px;
      font-weight: 700;
      text-transform: uppercase;
    }
    .words {
      flex: 1;
      min-inline-size: 0;
    }
    .name {
      display: block;
      font-size: var(--chat-size-small);
      font-weight: 580;
      line-height: 1.3;
      overflow-wrap: anywhere;
    }
    .state {
      display: block;
      font-size: var(--chat-size-meta);
      line-height: 1.3;
      color: var(--chat-muted);
      font-variant-numeric: tabular-nums;
      overflow-wrap: anywhere;
    }
    .failed .state {
      color: var(--chat-bad);
    }
    .icon {
      inline-size: 32px;
      block-size: 32px;
    }
    svg {
      inline-size: 16px;
      block-size: 16px;
    }
    @media (forced-colors: active) {
      .badge {
        border: 1px solid CanvasText;
      }
    }
  `,
];
