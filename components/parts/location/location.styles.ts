import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
  }
  .place {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 10px var(--chat-space-3);
    max-inline-size: 360px;
    padding: 10px var(--chat-space-3);
    border: 1px solid var(--chat-line);
    border-radius: var(--chat-radius-card);
    background: var(--chat-raised);
    box-shadow: var(--chat-shadow-card);
    overflow-wrap: anywhere;
  }
  .pin {
    flex: none;
    display: grid;
    place-items: center;
    inline-size: 36px;
    block-size: 36px;
    border-radius: var(--chat-radius-control);
    background: var(--chat-sunken);
    color: var(--chat-accent-text);
  }
  p {
    flex: 1 1 140px;
    min-inline-size: 0;
    margin: 0;
    line-height: 1.35;
  }
  b {
    display: block;
    font-weight: 620;
  }
  small {
    color: var(--chat-muted);
    font-size: var(--chat-size-small);
    font-variant-numeric: tabular-nums;
  }
  .button {
    flex: none;
    max-inline-size: 100%;
    text-decoration: none;
  }
  span.button {
    border-style: dashed;
    color: var(--chat-muted);
  }
  @media (pointer: coarse) {
    .button {
      min-block-size: 44px;
      align-content: center;
    }
  }
`;
