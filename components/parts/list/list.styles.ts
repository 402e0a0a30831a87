import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
  }
  .title {
    margin: 0 0 var(--chat-space-2);
    font-size: var(--chat-size-small);
    color: var(--chat-muted);
    overflow-wrap: anywhere;
  }
  .ask {
    max-inline-size: 100%;
    margin-block-end: var(--chat-space-2);
    color: var(--chat-accent-text);
    overflow-wrap: anywhere;
    text-align: start;
  }
  ul {
    list-style: none;
    margin: 0;
    padding: 0;
    border: 1px solid var(--chat-line);
    border-radius: var(--chat-radius-card);
    background: var(--chat-raised);
    box-shadow: var(--chat-shadow-card);
    overflow-wrap: anywhere;
  }
  .row {
    position: relative;
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: center;
    column-gap: var(--chat-space-3);
    min-block-size: 48px;
    padding: 10px var(--chat-space-3);
  }
  .row:has(> chat-picture) {
    grid-template-columns: 52px minmax(0, 1fr) auto;
  }
  .row + .row {
    border-block-start: 1px solid var(--chat-line);
  }
  .row:first-child {
    border-start-start-radius: inherit;
    border-start-end-radius: inherit;
    border-radius: calc(var(--chat-radius-card) - 1px) calc(var(--chat-radius-card) - 1px) 0 0;
  }
  .row:last-child {
    border-radius: 0 0 calc(var(--chat-radius-card) - 1px) calc(var(--chat-radius-card) - 1px);
  }
  .row:only-child {
    border-radius: calc(var(--chat-radius-card) - 1px);
  }
  .row.chosen {
    background: color-mix(in oklab, var(--chat-accent) 9%, transparent);
  }
  chat-picture {
    --chat-picture-radius: 8px;
  }
  /* A press on a picture is a press on the row, unless the picture has a question of its own. */
  chat-picture[asks] {
    position: relative;
    z-index: 1;
  }
  b {
    font-weight: 620;
  }
  small {
    display: block;
    color: var(--chat-muted);
    font-size: var(--chat-size-small);
  }
  .main {
    display: block;
    font-weight: 620;
    line-height: 1.35;
  }
  /* Words in another direction stand at the same edge. Chromium and Safari know it by the prefix alone. */
  .main > *,
  .text :is(small, p) {
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }
  .main > * {
    font-weight: inherit;
    color: inherit;
    text-decoration: none;
    overflow-wrap: anywhere;
  }
  .main > :is(a, button) {
    display: block;
    inline-size: 100%;
  }
  .main > :is(a, button)::after {
    content: '';
    position: absolute;
    inset: 0;
    border-radius: inherit;
  }
  .main > :is(a, button):focus-visible {
    outline: none;
    box-shadow: none;
  }
  .row:has(.main > :focus-visible) {
    outline: 1px solid var(--chat-accent-text);
    outline-offset: -1px;
    box-shadow: 0 0 0 3px var(--chat-accent-soft);
    z-index: 1;
  }
  .row:has(.main > :is(a, button:enabled)):hover {
    background: var(--chat-sunken);
  }
  .text p {
    margin: 2px 0 0;
    color: var(--chat-muted);
    font-size: var(--chat-size-small);
    white-space: pre-line;
  }
  .offers {
    position: relative;
    z-index: 1;
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    padding: var(--chat-space-2) 0 0;
  }
  .offer {
    max-inline-size: 100%;
  }
  .sign {
    display: none;
    color: var(--chat-muted);
  }
  .sign svg {
    display: block;
    position: static;
  }
  .row.chosen .sign,
  .row:has(.main > :is(a, button:enabled)) .sign {
    display: block;
  }
  .row.chosen .sign {
    color: var(--chat-accent-text);
  }
  @media (forced-colors: active) {
    .row.chosen {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`;
