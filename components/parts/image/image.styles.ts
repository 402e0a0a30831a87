import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
    --chat-picture-fit: contain;
  }
  figure {
    margin: 0;
  }
  figcaption {
    display: flex;
    flex-wrap: wrap;
    gap: 0 10px;
    margin-block-start: 5px;
    color: var(--chat-muted);
    font-size: var(--chat-size-small);
    overflow-wrap: anywhere;
  }
  .link {
    min-block-size: 24px;
    color: var(--chat-accent-text);
  }
`;
