import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
    margin: var(--chat-space-2) 0;
  }
  .frame {
    border: 1px solid var(--chat-line);
    border-radius: calc(var(--chat-radius-card) - 2px);
    overflow: hidden;
    background: var(--chat-sunken);
    color: var(--chat-text);
    contain: paint;
  }
  .head {
    display: flex;
    align-items: center;
    gap: 2px;
    min-block-size: 34px;
    padding: 3px var(--chat-space-1);
    padding-inline-start: var(--chat-space-3);
    font-size: var(--chat-size-meta);
    line-height: 1.3;
    color: var(--chat-muted);
    border-block-end: 1px solid var(--chat-line);
  }
  .language {
    flex: 1 1 0;
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .head button {
    position: relative;
    flex: none;
    min-block-size: 26px;
    min-inline-size: 26px;
    padding: 0 var(--chat-space-2);
    border-radius: 7px;
    font-weight: 620;
    color: var(--chat-text);
    transition: background-color var(--chat-motion) ease-out;
  }
  .head button:hover,
  .head [aria-pressed='true'] {
    background: var(--chat-surface);
    box-shadow: inset 0 0 0 1px var(--chat-line);
  }
  .head button:focus-visible {
    outline-offset: -1px;
    box-shadow: inset 0 0 0 3px var(--chat-accent-soft);
  }
  .head .wrap {
    display: grid;
    place-items: center;
    padding: 0;
    color: var(--chat-muted);
  }
  .head [aria-pressed='true'] {
    color: var(--chat-accent-text);
  }
  .head svg {
    inline-size: 15px;
    block-size: 15px;
  }
  @media (pointer: coarse) {
    .head {
      min-block-size: 44px;
    }
    .head button {
      min-block-size: 38px;
      min-inline-size: 44px;
    }
    .head button::after {
      content: '';
      position: absolute;
      inset: -3px 0;
    }
  }
  pre {
    margin: 0;
    padding: 10px var(--chat-space-3);
    overflow: auto;
    overscroll-behavior-inline: contain;
    scrollbar-width: thin;
    font: 450 0.862em / 1.55 var(--chat-mono);
    overflow-wrap: normal;
    tab-size: 2;
    white-space: pre;
    text-align: start;
  }
  pre:focus-visible {
    outline-offset: -1px;
    border-end-start-radius: 12px;
    border-end-end-radius: 12px;
    box-shadow: inset 0 0 0 3px var(--chat-accent-soft);
  }
  code {
    display: inline-block;
    min-inline-size: 100%;
    font: inherit;
  }
  .wraps {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .keyword {
    color: var(--chat-code-keyword, light-dark(#2f48d8, #a9b4ff));
  }
  .string,
  .added {
    color: var(--chat-code-string, light-dark(#0e7443, #6fd3a2));
  }
  .number {
    color: var(--chat-code-number, light-dark(#9a4d00, #f0b26a));
  }
  .name {
    color: var(--chat-code-name, light-dark(#7a2fb5, #d3a6ff));
  }
  .comment {
    color: var(--chat-code-comment, var(--chat-muted));
    font-style: italic;
  }
  .removed {
    color: var(--chat-bad);
  }
  @media (forced-colors: active) {
    .frame,
    .head button {
      border: 1px solid CanvasText;
    }
    .head [aria-pressed='true'] {
      outline: 2px solid Highlight;
    }
  }
`;
