import { css } from 'lit';

/** One card, alone or in a row. */
export const cardStyles = css`
  .card {
    display: flex;
    flex-direction: column;
    border: 1px solid var(--chat-line);
    border-radius: var(--chat-radius-card);
    background: var(--chat-raised);
    box-shadow: var(--chat-shadow-card);
    overflow-wrap: anywhere;
    min-inline-size: 0;
  }
  .card.chosen {
    border-color: var(--chat-accent-text);
  }
  .card chat-picture {
    --chat-picture-radius: calc(var(--chat-radius-card) - 1px) calc(var(--chat-radius-card) - 1px) 0 0;
  }
  .blank {
    display: grid;
    place-items: center;
    aspect-ratio: 16 / 9;
    border-radius: calc(var(--chat-radius-card) - 1px) calc(var(--chat-radius-card) - 1px) 0 0;
    background: var(--chat-sunken);
    color: var(--chat-muted);
    font-size: 28px;
    font-weight: 560;
  }
  .words {
    padding: 10px var(--chat-space-3) var(--chat-space-3);
  }
  .words:first-child {
    padding-block-start: 13px;
  }
  b {
    display: block;
    font-weight: 620;
    line-height: 1.35;
  }
  small {
    display: block;
    margin-block-start: 1px;
    color: var(--chat-muted);
    font-size: var(--chat-size-small);
  }
  .words p {
    margin: 3px 0 0;
    color: var(--chat-muted);
    font-size: var(--chat-size-small);
    white-space: pre-line;
  }
  .words small + p {
    color: var(--chat-text);
  }
  .offers {
    display: grid;
    gap: 6px;
    margin-block-start: auto;
    padding: 0 var(--chat-space-3) var(--chat-space-3);
  }
  @media (forced-colors: active) {
    .card.chosen {
      border-color: Highlight;
    }
  }
`;
