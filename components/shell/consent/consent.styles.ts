import { css } from 'lit';

export const styles = css`
  :host {
    flex: 1;
    min-block-size: 0;
    display: block;
    overflow-y: auto;
    overscroll-behavior: contain;
    padding: var(--chat-space-5) var(--chat-space-4) var(--chat-space-4);
  }
  section {
    display: flex;
    flex-direction: column;
    min-block-size: 100%;
  }
  .sign {
    display: grid;
    place-items: center;
    inline-size: 48px;
    block-size: 48px;
    border-radius: 50%;
    background: var(--chat-accent-soft);
    color: var(--chat-accent-text);
  }
  .sign svg {
    inline-size: 24px;
    block-size: 24px;
  }
  h3 {
    margin: 14px 0 6px;
    font-size: calc(22px * var(--chat-text-scale, 1));
    font-weight: 660;
    line-height: 1.2;
    letter-spacing: -0.015em;
  }
  h3:focus {
    outline: none;
  }
  p {
    margin: 0 0 var(--chat-space-2);
    color: var(--chat-muted);
    white-space: pre-line;
    overflow-wrap: anywhere;
  }
  details {
    margin-block-start: var(--chat-space-2);
    border: 1px solid var(--chat-line);
    border-radius: var(--chat-radius-card);
    font-size: var(--chat-size-small);
  }
  summary {
    display: flex;
    justify-content: space-between;
    align-items: center;
    gap: var(--chat-space-2);
    min-block-size: 44px;
    padding: 10px 14px;
    border-radius: var(--chat-radius-card);
    font-weight: 560;
    cursor: pointer;
    list-style: none;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  summary svg {
    flex: none;
    inline-size: 16px;
    block-size: 16px;
    color: var(--chat-muted);
    transition: rotate var(--chat-motion) ease-out;
  }
  details[open] summary svg {
    rotate: 0.5turn;
  }
  ul {
    margin: 0;
    padding: 0 14px var(--chat-space-3);
    padding-inline-start: 30px;
    color: var(--chat-muted);
  }
  li + li {
    margin-block-start: var(--chat-space-1);
  }
  a {
    align-self: start;
    margin-block-start: var(--chat-space-3);
    color: var(--chat-accent-text);
    font-size: var(--chat-size-small);
    min-block-size: 24px;
    line-height: 24px;
    border-radius: 4px;
  }
  @media (pointer: coarse) {
    a {
      line-height: 44px;
    }
  }
  .actions {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: var(--chat-space-2);
    margin-block-start: auto;
    padding-block-start: var(--chat-space-5);
    padding-block-end: var(--chat-safe-end, 0px);
  }
  .actions > :only-child {
    grid-column: 1 / -1;
  }
  .actions button {
    min-block-size: 44px;
  }
`;
