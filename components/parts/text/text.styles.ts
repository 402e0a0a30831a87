import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
    font-size: var(--chat-size-text);
    line-height: 1.5;
    color: var(--chat-text);
    overflow-wrap: anywhere;
  }
  .text {
    contain: layout style;
  }
  .text.plain,
  p.plain {
    white-space: pre-wrap;
  }
  :is(chat-code, .plain) > span {
    display: block;
  }
  .long > *,
  .long span {
    content-visibility: auto;
    contain-intrinsic-size: auto none auto 3lh;
  }
  .text > :first-child {
    margin-block-start: 0;
  }
  .text > :last-child,
  .text > div:last-child > :last-child {
    margin-block-end: 0;
  }
  p,
  ul,
  ol,
  dl,
  blockquote,
  figure,
  details {
    margin: 0 0 8px;
  }
  h1,
  h2,
  h3,
  h4,
  h5,
  h6 {
    margin: 16px 0 6px;
    font-size: inherit;
    font-weight: 620;
    line-height: 1.35;
    letter-spacing: -0.005em;
  }
  h1 {
    font-size: 1.24em;
  }
  h2 {
    font-size: 1.14em;
  }
  h3 {
    font-size: 1.05em;
  }
  strong,
  b,
  th,
  dt {
    font-weight: 620;
  }
  ul,
  ol {
    padding-inline-start: 22px;
  }
  :is(ul, ol) :is(ul, ol) {
    margin-block-end: 0;
  }
  ul + ul,
  ol + ol {
    margin-block-start: -6px;
  }
  li {
    margin: 2px 0;
  }
  li > p {
    margin-block-end: 4px;
  }
  ::marker {
    color: var(--chat-muted);
  }
  li.task {
    list-style: none;
    margin-inline-start: -20px;
  }
  li.task input {
    margin: 0;
    margin-inline-end: 6px;
    inline-size: 14px;
    block-size: 14px;
    vertical-align: -2px;
    accent-color: var(--chat-accent-text);
  }
  a {
    color: var(--chat-accent-text);
    text-underline-offset: 3px;
    text-decoration-thickness: 1px;
    border-radius: 3px;
    unicode-bidi: isolate;
  }
  :is(a, button).plain {
    display: inline-block;
    vertical-align: top;
    margin-block: 2px;
    margin-inline-end: 4px;
    text-decoration: none;
    color: var(--chat-accent-text);
  }
  @media (pointer: coarse) {
    :is(a, button).plain {
      min-block-size: 44px;
      align-content: center;
    }
  }
  a:hover {
    text-decoration-thickness: 2px;
  }
  blockquote {
    padding-inline-start: 12px;
    border-inline-start: 3px solid var(--chat-line);
    color: var(--chat-muted);
  }
  hr {
    border: 0;
    border-block-start: 1px solid var(--chat-line);
    margin: 16px 0;
  }
  chat-picture {
    display: block;
    max-inline-size: 320px;
    margin: 4px 0;
  }
  code,
  kbd,
  samp {
    font: 500 0.862em / 1.4 var(--chat-mono);
    background: var(--chat-sunken);
    border: 1px solid var(--chat-line);
    border-radius: 6px;
    padding: 1px 5px;
    direction: ltr;
    unicode-bidi: isolate;
    -webkit-box-decoration-break: clone;
    box-decoration-break: clone;
  }
  chat-code:not(:defined),
  chat-math:not(:defined) {
    font: 450 0.862em / 1.55 var(--chat-mono);
    unicode-bidi: isolate;
  }
  chat-code {
    display: block;
    margin: 8px 0;
  }
  chat-code:not(:defined) {
    padding: 10px 12px;
    border: 1px solid var(--chat-line);
    border-radius: 12px;
    background: var(--chat-sunken);
    white-space: pre;
    overflow: auto;
    tab-size: 2;
  }
  .part {
    margin: 8px 0;
  }
  .part:empty {
    block-size: 1.5em;
    inline-size: 8em;
    border-radius: 8px;
    background: var(--chat-sunken);
  }
  summary {
    cursor: pointer;
    font-weight: 580;
  }
  .table {
    overflow-x: auto;
    scrollbar-width: thin;
    margin: 8px 0;
    border: 1px solid var(--chat-line);
    border-radius: 12px;
  }
  table {
    border-collapse: collapse;
    inline-size: max-content;
    min-inline-size: 100%;
    font-size: var(--chat-size-small);
    overflow-wrap: normal;
  }
  th,
  td {
    padding: 7px 12px;
    max-inline-size: 240px;
    text-align: start;
    vertical-align: top;
  }
  th[align='center'],
  td[align='center'] {
    text-align: center;
  }
  th[align='right'],
  td[align='right'] {
    text-align: end;
  }
  thead th {
    background: var(--chat-sunken);
    white-space: nowrap;
  }
  tr + tr > *,
  thead + tbody > tr:first-child > * {
    border-block-start: 1px solid var(--chat-line);
  }
  .table:focus-visible {
    outline-offset: -1px;
    border-radius: 12px;
    box-shadow: inset 0 0 0 3px var(--chat-accent-soft);
  }
  @media (forced-colors: active) {
    .table,
    code {
      border-color: CanvasText;
    }
  }
`;
