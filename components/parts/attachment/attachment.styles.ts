import { css } from 'lit';
import { progressStyles } from './progress.styles.js';

export const styles = [
  progressStyles,
  css`
    :host {
      display: block;
      max-inline-size: 320px;
    }
    /* Wide enough to recognise, small enough to read on. */
    chat-picture {
      display: block;
      inline-size: 260px;
      max-inline-size: 100%;
    }
    .card {
      display: flex;
      align-items: center;
      gap: var(--chat-space-3);
      min-block-size: 56px;
      padding-block: var(--chat-space-2);
      padding-inline: var(--chat-space-2) 14px;
      border: 1px solid var(--chat-line);
      border-radius: var(--chat-radius-card);
      background: var(--chat-raised);
      color: var(--chat-text);
      box-shadow: var(--chat-shadow-card);
      text-align: start;
      text-decoration: none;
      white-space: normal;
    }
    a.card:hover {
      background: var(--chat-sunken);
    }
    a.card:hover .name {
      text-decoration: underline;
      text-underline-offset: 2px;
    }
    .badge {
      flex: none;
      display: grid;
      place-items: center;
      inline-size: 40px;
      block-size: 40px;
      border-radius: var(--chat-radius-control);
      background: color-mix(in oklab, var(--chat-accent) 14%, var(--chat-raised));
      color: var(--chat-accent-text);
      font-size: 11px;
      font-weight: 700;
      letter-spacing: 0.02em;
      text-transform: uppercase;
    }
    .words {
      flex: 1;
      min-inline-size: 0;
    }
    .name {
      display: block;
      font-size: var(--chat-size-small);
      font-weight: 600;
      line-height: 1.35;
      overflow-wrap: anywhere;
    }
    .state {
      display: block;
      margin: 0;
      font-size: var(--chat-size-meta);
      color: var(--chat-muted);
      font-variant-numeric: tabular-nums;
    }
    .below {
      margin-block-start: var(--chat-space-1);
    }
    @media (forced-colors: active) {
      .card {
        border-color: CanvasText;
      }
      .badge {
        border: 1px solid CanvasText;
      }
    }
  `,
];
