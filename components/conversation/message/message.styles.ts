import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
    contain: layout style;
    overflow-wrap: anywhere;
  }
  :host([hidden]) {
    display: none;
  }
  .other {
    display: grid;
    grid-template-columns: 28px minmax(0, 1fr);
    column-gap: 10px;
  }
  .name {
    text-align: -webkit-match-parent;
    text-align: match-parent;
    margin: 0 0 2px;
    font-size: var(--chat-size-small);
    font-weight: 600;
  }
  .name time {
    margin-inline-start: 2px;
    font-size: var(--chat-size-meta);
    font-weight: 450;
    color: var(--chat-muted);
  }
  .body {
    grid-column: 2;
    min-inline-size: 0;
  }
  .body > * + * {
    margin-block-start: var(--chat-space-2);
  }
  .body > .name + *,
  .body > .visually-hidden + * {
    margin-block-start: 0;
  }
  /* A part whose element has not come yet, or never will, stands here in words. */
  p.words,
  .words:not(:defined) {
    display: block;
    margin: 0;
    white-space: pre-wrap;
    unicode-bidi: plaintext;
  }
  .own {
    display: flex;
    flex-direction: column;
    align-items: flex-end;
    gap: var(--chat-space-1);
  }
  .bubble {
    max-inline-size: 82%;
    padding: calc(var(--chat-space-3) - 3px) calc(var(--chat-space-4) - 2px);
    background: var(--chat-accent);
    color: var(--chat-on-accent);
    border-radius: var(--chat-radius-bubble);
    border-end-end-radius: min(6px, var(--chat-radius-bubble));
    white-space: pre-wrap;
  }
  :host([emoji]) :is(.bubble, chat-text) {
    font-size: 2.2em;
    line-height: 1.3;
  }
  .own chat-attachment {
    max-inline-size: min(82%, 300px);
  }
  .meta {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    align-items: center;
    gap: 0 6px;
    font-size: var(--chat-size-meta);
    color: var(--chat-muted);
  }
  .failed {
    color: var(--chat-bad);
  }
  .meta button {
    min-block-size: 24px;
    padding: 2px var(--chat-space-1);
    border-radius: 6px;
    font-weight: 600;
    color: var(--chat-accent-text);
  }
  .meta button:last-of-type {
    margin-inline-end: calc(-1 * var(--chat-space-1));
  }
  /* Whoever means to send it again does not delete it. */
  @media (pointer: coarse) {
    .meta {
      column-gap: var(--chat-space-4);
    }
    .meta button {
      min-block-size: 44px;
    }
  }
  .interrupted {
    justify-content: flex-start;
    margin: 2px 0 0;
  }
  .system {
    text-align: center;
    font-size: var(--chat-size-meta);
    color: var(--chat-muted);
  }
  .reason {
    flex-basis: 100%;
    text-align: end;
  }
  @media print, (forced-colors: active) {
    .bubble {
      border: 1px solid CanvasText;
      background: none;
      color: CanvasText;
    }
  }
`;
