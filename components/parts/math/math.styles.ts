import { css } from 'lit';

export const styles = css`
  :host {
    display: inline-block;
    max-inline-size: 100%;
    direction: ltr;
    unicode-bidi: isolate;
    contain: paint;
    padding: 0.2em 1px;
    margin-block: -0.2em;
  }
  :host([display]) {
    display: block;
    padding: 0;
    margin: 8px 0;
  }
  .box {
    display: block;
    max-block-size: 420px;
  }
  .box.scrolls {
    overflow: auto;
    scrollbar-width: thin;
    overscroll-behavior-inline: contain;
    padding-block-end: 4px;
  }
  .inner {
    display: inline-block;
  }
  :host([display]) .inner {
    min-inline-size: 100%;
    padding-block: 4px;
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
