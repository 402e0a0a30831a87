import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
  }
  .title {
    margin: 0 0 var(--chat-space-2);
    font-size: var(--chat-size-small);
    color: var(--chat-muted);
  }
  ul {
    list-style: none;
    margin: 0;
    padding: 2px 2px 6px;
    display: flex;
    gap: var(--chat-carousel-gap, 12px);
    overflow-x: auto;
    overscroll-behavior-inline: contain;
    scroll-snap-type: inline proximity;
    scrollbar-width: thin;
  }
  ul.list {
    flex-direction: column;
    gap: var(--chat-space-2);
    overflow: visible;
  }
  li {
    flex: 0 0 min(216px, 85%);
    scroll-snap-align: start;
    display: flex;
    flex-direction: column;
    border: 1px solid var(--chat-line);
    border-radius: var(--chat-radius-card);
    background: var(--chat-raised);
    box-shadow: var(--chat-shadow-card);
    padding: 10px 12px 12px;
    overflow-wrap: anywhere;
  }
  ul.list li {
    flex: none;
  }
  b {
    font-weight: 620;
    line-height: 1.35;
  }
  small {
    color: var(--chat-muted);
    font-size: var(--chat-size-small);
    margin-block-start: 1px;
  }
  .actions {
    display: grid;
    gap: 6px;
    margin-block-start: auto;
    padding-block-start: 10px;
  }
  .actions > * {
    inline-size: 100%;
    text-align: center;
    text-decoration: none;
  }
`;
