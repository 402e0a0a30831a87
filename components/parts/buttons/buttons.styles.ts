import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
  }
  .group {
    display: flex;
    flex-wrap: wrap;
    gap: var(--chat-space-2);
  }
  .offer {
    max-inline-size: 100%;
  }
  .offer > :is(button:enabled, a) {
    min-inline-size: 44px;
    color: var(--chat-accent-text);
  }
`;
