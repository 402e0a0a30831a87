import { css } from '../../foundation/element-base.js';

/** What stands around the text box once somebody writes. */
export const comfortStyles = css`
  :host {
    position: relative;
  }
  .completions {
    position: absolute;
    z-index: 2;
    inset-block-end: calc(100% + 6px);
    inset-inline: 0;
    max-block-size: min(264px, 40vh);
    margin: 0;
    padding: 5px;
    overflow-y: auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    list-style: none;
    border: 1px solid var(--chat-line);
    border-radius: var(--chat-radius-card);
    background: var(--chat-raised);
    box-shadow: 0 12px 32px -8px light-dark(rgb(16 24 40 / 0.24), rgb(0 0 0 / 0.7));
  }
  .completions li {
    display: flex;
    flex-wrap: wrap;
    gap: 0 10px;
    align-items: baseline;
    padding: var(--chat-space-2) 10px;
    border-radius: var(--chat-radius-control);
    font-size: var(--chat-size-small);
    line-height: 1.4;
    cursor: pointer;
    overflow-wrap: anywhere;
  }
  .completions li:hover,
  .completions [aria-selected='true'] {
    background: var(--chat-sunken);
  }
  .completions [aria-selected='true'] {
    outline: 1px solid var(--chat-accent-text);
    outline-offset: -1px;
  }
  .completions strong {
    font-weight: 640;
  }
  .about {
    color: var(--chat-muted);
  }
  .limit {
    margin: 0 var(--chat-space-2) 6px;
    font-size: var(--chat-size-meta);
    line-height: 1.4;
    text-align: end;
    color: var(--chat-muted);
    font-variant-numeric: tabular-nums;
  }
  .limit.over {
    color: var(--chat-bad);
  }
  .held {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px;
    margin-block-end: var(--chat-space-2);
    padding-inline-start: var(--chat-space-2);
    font-size: var(--chat-size-small);
    color: var(--chat-muted);
    font-variant-numeric: tabular-nums;
  }
  .held span {
    flex: 1;
  }
  @media (pointer: coarse) {
    .held .plain {
      min-block-size: 44px;
    }
  }
  @media (forced-colors: active) {
    .completions [aria-selected='true'] {
      outline: 2px solid Highlight;
    }
  }
`;
