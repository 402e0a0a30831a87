import { css } from 'lit';

export const styles = css`
  :host {
    display: contents;
  }
  ul {
    list-style: none;
    margin: 0;
    padding: 0;
  }
  /* Each a line of its own in the composer's row; nothing moves while there is neither. */
  .files,
  .refusals {
    flex: 1 0 calc(100% - 6px);
    min-inline-size: 0;
  }
  .files {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 210px), 1fr));
    gap: 6px;
    max-block-size: min(226px, 34vh);
    overflow-y: auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    padding: 3px;
  }
  .refusals {
    display: flex;
    align-items: flex-start;
    gap: var(--chat-space-1);
    margin: 3px;
    padding-block: 7px;
    padding-inline: 10px 2px;
    border-radius: var(--chat-radius-control);
    background: color-mix(in oklab, var(--chat-bad) 9%, var(--chat-surface));
    color: var(--chat-text);
    font-size: var(--chat-size-small);
    line-height: 1.4;
    overflow-wrap: anywhere;
    max-block-size: 30vh;
    overflow-y: auto;
  }
  .refusals ul {
    flex: 1;
    min-inline-size: 0;
    display: grid;
    gap: var(--chat-space-1);
  }
  .refusals .icon {
    inline-size: 28px;
    block-size: 28px;
    margin-block-start: -4px;
  }
  .refusals svg {
    inline-size: 15px;
    block-size: 15px;
  }
  /* Over the whole panel, which is what it is positioned by. */
  .drop {
    position: absolute;
    inset: 0;
    z-index: 3;
    display: grid;
    place-items: center;
    padding: var(--chat-space-5);
    background: color-mix(in oklab, var(--chat-surface) 86%, transparent);
    pointer-events: none;
  }
  .drop::after {
    content: '';
    position: absolute;
    inset: 10px;
    border: 2px dashed var(--chat-accent-text);
    border-radius: calc(var(--chat-radius-panel) - 10px);
    background: var(--chat-accent-soft);
  }
  .drop p {
    position: relative;
    z-index: 1;
    margin: 0;
    padding: 10px var(--chat-space-4);
    border-radius: var(--chat-radius-pill);
    background: var(--chat-accent);
    color: var(--chat-on-accent);
    font-weight: 600;
    text-align: center;
  }
`;
