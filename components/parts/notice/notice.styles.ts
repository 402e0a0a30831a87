import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
  }
  p {
    margin: 0;
    padding-inline: var(--chat-space-4);
    text-align: center;
    text-wrap: balance;
    overflow-wrap: anywhere;
    font-size: var(--chat-size-meta);
    line-height: 1.5;
    color: var(--chat-muted);
  }
`;
