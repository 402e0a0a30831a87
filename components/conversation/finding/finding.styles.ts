import { css } from '../../foundation/element-base.js';

/** What the list adds to its own looks once somebody looks around. */
export const findingStyles = css`
  .to-end.counted {
    display: flex;
    gap: var(--chat-space-1);
    align-items: center;
    inline-size: fit-content;
    padding-inline: 14px 10px;
    font-size: var(--chat-size-small);
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    color: var(--chat-accent-text);
  }
  /* What has the focus keeps off the edges, and from under the button. */
  .log {
    scroll-padding-block: 12px 60px;
  }
  chat-message:focus-visible {
    outline: 2px solid var(--chat-accent-text);
    outline-offset: 4px;
    border-radius: var(--chat-radius-control);
  }
`;

/** What stands at a message that is pointed at. */
export const actionStyles = css`
  .actions {
    position: absolute;
    z-index: 1;
    inset-block-start: -16px;
    inset-inline-end: 0;
    display: flex;
    gap: 1px;
    padding: 2px;
    border: 1px solid var(--chat-line);
    border-radius: var(--chat-radius-control);
    background: var(--chat-raised);
    box-shadow: 0 4px 14px -4px light-dark(rgb(16 24 40 / 0.24), rgb(0 0 0 / 0.6));
  }
  .actions .icon {
    inline-size: 30px;
    block-size: 28px;
    border-radius: 7px;
  }
  .actions svg {
    inline-size: 16px;
    block-size: 16px;
  }
  .actions .done {
    color: var(--chat-good);
  }
  @media (pointer: coarse) {
    .actions {
      inset-block-start: -20px;
    }
    .actions .icon {
      inline-size: 44px;
      block-size: 40px;
    }
  }
  /* The bar has a line around it. */
  @media (forced-colors: active) {
    .actions .icon {
      border: 0;
    }
  }
`;
