import { css } from 'lit';

export const styles = css`
  :host {
    direction: ltr;
    unicode-bidi: isolate;
  }
  :host([display]) {
    display: block;
    margin: var(--chat-space-2) 0;
  }
  /* Nothing of a formula is ever drawn outside of its own place. */
  .katex-base,
  .box.scrolls,
  :host([display]) .box {
    contain: paint;
    overflow-clip-margin: 3px;
  }
  .box:not(.scrolls) .katex-base {
    max-inline-size: 100%;
  }
  :host([display]) .box {
    display: block;
    max-block-size: 420px;
  }
  .box.scrolls {
    display: inline-block;
    vertical-align: middle;
    max-inline-size: 100%;
    max-block-size: 420px;
    overflow: auto;
    scrollbar-width: thin;
    overscroll-behavior-inline: contain;
    padding-block-end: var(--chat-space-1);
  }
  .scrolls .inner {
    display: inline-block;
  }
  :host([display]) .inner {
    display: inline-block;
    min-inline-size: 100%;
    padding-block: var(--chat-space-1);
    text-align: center;
  }
  .inner .katex * {
    box-sizing: content-box;
  }
  .inner .katex-display {
    margin: 0;
  }
  .source {
    font: 500 0.862em / 1.5 var(--chat-mono);
    color: var(--chat-text);
    background: var(--chat-sunken);
    border: 1px solid var(--chat-line);
    border-radius: 6px;
    padding: 1px 5px;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    -webkit-box-decoration-break: clone;
    box-decoration-break: clone;
  }
  :host([display]) .source {
    display: block;
    padding: 6px 10px;
  }
  @media (forced-colors: active) {
    .source {
      border-color: CanvasText;
    }
  }
`;
