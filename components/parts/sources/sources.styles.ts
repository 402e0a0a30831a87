import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
  }
  ol {
    list-style: none;
    counter-reset: source;
    margin: var(--chat-space-1) 0 0;
    padding: 0;
    display: grid;
    gap: var(--chat-space-2);
    font-size: var(--chat-size-small);
    line-height: 1.45;
  }
  li {
    counter-increment: source;
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: var(--chat-space-2);
    overflow-wrap: anywhere;
  }
  li::before {
    content: counter(source);
    min-inline-size: 20px;
    block-size: 20px;
    padding-inline: var(--chat-space-1);
    border-radius: 6px;
    background: var(--chat-sunken);
    color: var(--chat-muted);
    font-size: var(--chat-size-meta);
    line-height: 20px;
    text-align: center;
    font-variant-numeric: tabular-nums;
  }
  .title {
    font-weight: 560;
  }
  a.title {
    display: inline-block;
    min-block-size: 24px;
    color: var(--chat-accent-text);
    border-radius: 4px;
  }
  .host {
    display: block;
    font-size: var(--chat-size-meta);
    color: var(--chat-muted);
  }
  p {
    margin: 2px 0 0;
    color: var(--chat-muted);
  }
  @media (pointer: coarse) {
    a.title {
      padding-block: 10px;
    }
  }
`;
