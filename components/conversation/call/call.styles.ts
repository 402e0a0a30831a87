import { css } from 'lit';

export const styles = css`
  .bar {
    --user: 0;
    --bot: 0;
    padding: 7px 5px 9px;
  }
  .only {
    padding-block-end: 7px;
    margin-block-end: 0;
    border-block-end: 0;
  }
  /* How loud the other side is. */
  .voice {
    position: relative;
    flex: none;
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 2.5px;
    inline-size: 36px;
    block-size: 36px;
    border-radius: 50%;
    background: var(--chat-accent);
    color: var(--chat-on-accent);
  }
  .voice::before {
    content: '';
    position: absolute;
    inset: 0;
    z-index: 0;
    border-radius: inherit;
    background: var(--chat-accent);
    opacity: 0.2;
    scale: calc(1 + var(--bot) * 0.35);
  }
  .voice i {
    position: relative;
    inline-size: 3px;
    block-size: 16px;
    border-radius: 2px;
    background: currentColor;
    transform: scaleY(calc(0.22 + var(--bot) * var(--part, 0.6)));
  }
  .voice i:nth-child(2) {
    --part: 0.78;
  }
  .voice i:nth-child(3) {
    --part: 0.5;
  }
  .quiet {
    background: var(--chat-sunken);
    color: var(--chat-muted);
  }
  .quiet::before {
    display: none;
  }
  .words {
    flex: 1;
    min-inline-size: 0;
    line-height: 1.35;
  }
  .title {
    display: flex;
    gap: 6px;
    font-size: var(--chat-size-small);
    font-weight: 620;
  }
  .title bdi {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .caption {
    display: -webkit-box;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    margin: 1px 0 0;
    font-size: var(--chat-size-small);
    color: var(--chat-muted);
    overflow-wrap: anywhere;
  }
  .caption b {
    font-weight: 560;
  }
  .mute {
    border-radius: 50%;
    background: var(--chat-sunken);
    color: var(--chat-text);
  }
  /* How loud the visitor is. */
  .mute::before {
    content: '';
    position: absolute;
    inset: 0;
    border-radius: inherit;
    border: 2px solid var(--chat-accent-text);
    opacity: var(--user);
  }
  .mute[aria-pressed='true'] {
    background: var(--chat-text);
    color: var(--chat-surface);
  }
  .mute[aria-pressed='true']::before {
    display: none;
  }
  .end,
  .end:hover {
    border-radius: 50%;
    background: var(--chat-bad);
    color: var(--chat-surface);
  }
  .end:hover {
    background: color-mix(in oklab, var(--chat-bad) 88%, var(--chat-text));
  }
  .alone {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: var(--chat-space-2);
    min-block-size: 44px;
    border-radius: 11px;
  }
  .hear {
    margin-block-start: var(--chat-space-1);
  }
  @media (prefers-reduced-motion: reduce) {
    .voice i {
      transform: scaleY(0.6);
    }
  }
  @media (forced-colors: active) {
    .voice,
    .mute,
    .end {
      border: 1px solid ButtonText;
    }
    .voice i {
      background: CanvasText;
    }
    .mute[aria-pressed='true'] {
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
  }
`;
