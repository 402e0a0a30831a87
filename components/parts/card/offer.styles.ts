import { css } from 'lit';

/** A button or link of something that the bot offers, and how it looks once it was chosen. */
export const offerStyles = css`
  .offer {
    position: relative;
    display: grid;
  }
  .offer > :is(button, a, span) {
    display: block;
    text-align: center;
    text-decoration: none;
    overflow-wrap: anywhere;
  }
  @media (pointer: coarse) {
    .offer > :is(button, a) {
      min-block-size: 44px;
      align-content: center;
    }
  }
  .offer > span {
    border-style: dashed;
    color: var(--chat-muted);
    background: none;
  }
  .offer > button:disabled {
    background: var(--chat-sunken);
    border-color: var(--chat-line);
    color: var(--chat-muted);
  }
  .offer.chosen > button {
    padding-inline: 34px;
    border-color: var(--chat-accent-text);
    background: var(--chat-accent-soft);
    color: var(--chat-text);
  }
  .check {
    position: absolute;
    inset-block: 0;
    margin-block: auto;
    inset-inline-start: 11px;
    inline-size: 17px;
    block-size: 17px;
    stroke-width: 2.25;
    pointer-events: none;
  }
  @media (forced-colors: active) {
    .offer.chosen > button {
      border-color: Highlight;
    }
    .offer > button:disabled {
      color: GrayText;
      border-color: GrayText;
    }
  }
`;
