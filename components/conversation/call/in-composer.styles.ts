import { css } from 'lit';

/**
 * What stands in the composer's own row: its button beside send, what it shows in a row above the text, and a line that
 * says what went wrong.
 */
export const inComposer = css`
  :host {
    display: contents;
  }
  .bar,
  .reason,
  .alone {
    order: -1;
    flex: 1 0 100%;
    min-inline-size: 0;
  }
  .bar {
    display: flex;
    align-items: center;
    gap: 10px;
    margin-block-end: var(--chat-space-1);
    border-block-end: 1px solid var(--chat-line);
  }
  .time {
    flex: none;
    font-weight: 400;
    font-variant-numeric: tabular-nums;
    color: var(--chat-muted);
  }
  .reason {
    display: flex;
    align-items: flex-start;
    gap: 6px;
    padding-block: var(--chat-space-1);
    padding-inline: var(--chat-space-2) 0;
    font-size: var(--chat-size-small);
    line-height: 1.4;
    color: var(--chat-muted);
  }
  .reason p {
    flex: 1;
    min-inline-size: 0;
    margin: 0;
    padding-block: 3px;
  }
  .reason .icon {
    inline-size: 28px;
    block-size: 28px;
  }
  .reason svg {
    inline-size: 15px;
    block-size: 15px;
  }
  .bad p {
    color: var(--chat-bad);
  }
`;
