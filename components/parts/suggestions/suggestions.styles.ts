import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
  }
  div {
    display: flex;
    flex-wrap: wrap;
    gap: var(--chat-space-2);
    padding-inline-start: 38px;
  }
  .chip {
    display: inline-block;
    min-block-size: 32px;
    max-inline-size: 100%;
    padding: 7px 13px;
    border: 1px solid color-mix(in oklab, var(--chat-accent) 38%, var(--chat-line));
    border-radius: var(--chat-radius-pill);
    background: var(--chat-surface);
    color: var(--chat-accent-text);
    font-size: var(--chat-size-small);
    font-weight: 550;
    line-height: 1.2;
    text-align: start;
    text-decoration: none;
    overflow-wrap: anywhere;
    transition: background-color var(--chat-motion) ease-out;
  }
  :is(a, button).chip:hover {
    background: color-mix(in oklab, var(--chat-accent) 8%, var(--chat-surface));
  }
  /* A place that the page does not allow is words, and looks like words. */
  span.chip {
    border-style: dashed;
    color: var(--chat-muted);
  }
  @media (pointer: coarse) {
    .chip {
      min-block-size: 44px;
      align-content: center;
    }
  }
`;
