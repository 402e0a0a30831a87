import { css } from 'lit';

export const styles = css`
  :host {
    position: relative;
    display: flex;
    flex: 1;
    min-block-size: 0;
  }
  .log {
    flex: 1;
    min-inline-size: 0;
    overflow-y: auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    scrollbar-color: var(--chat-line) transparent;
    contain: strict;
  }
  .log:focus-visible {
    outline-offset: -2px;
    box-shadow: none;
  }
  .content {
    display: flex;
    flex-direction: column;
    gap: var(--chat-space-2);
    /* Lines that are longer lose their readers. */
    padding: var(--chat-space-4) max(var(--chat-space-4), (100% - 760px) / 2);
    /* What scrolls sideways may run to the edge of the panel, if it reads in the panel's own direction. */
    --chat-bleed-ltr: var(--chat-space-4);
    --chat-bleed-rtl: 0px;
  }
  .content:dir(rtl) {
    --chat-bleed-ltr: 0px;
    --chat-bleed-rtl: var(--chat-space-4);
  }
  .content > * {
    flex: none;
  }
  chat-message[first],
  chat-typing,
  chat-suggestions,
  .day {
    margin-block-start: var(--chat-space-2);
  }
  .day {
    align-self: center;
    margin-block-end: 0;
    font-size: var(--chat-size-meta);
    color: var(--chat-muted);
    letter-spacing: 0.01em;
  }
  .mark {
    block-size: 1px;
    margin-block-start: -1px;
  }
  /* Where messages go above and others come below, a browser that keeps what is in view would lead away from the end. */
  .following,
  .mark {
    overflow-anchor: none;
  }
  .to-end {
    position: absolute;
    inset-block-end: 10px;
    inset-inline: 0;
    margin-inline: auto;
    background: var(--chat-raised);
    border: 1px solid var(--chat-line);
    border-radius: var(--chat-radius-pill);
    box-shadow: var(--chat-shadow-float, 0 4px 14px -4px light-dark(rgb(16 24 40 / 0.26), rgb(0 0 0 / 0.6)));
  }
  @media print {
    .log {
      contain: none;
    }
    .to-end {
      display: none;
    }
  }
`;
