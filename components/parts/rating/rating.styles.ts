import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
    font-size: var(--chat-size-small);
  }
  form {
    padding: var(--chat-space-3);
    border: 1px solid var(--chat-line);
    border-radius: var(--chat-radius-card);
    background: var(--chat-raised);
    box-shadow: var(--chat-shadow-card);
  }
  fieldset {
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  /* No grid: in one, WebKit gives a legend the width of its longest word. */
  fieldset > :not(legend) {
    display: block;
    margin-block-start: 6px;
  }
  legend {
    padding: 0;
    margin-block-end: var(--chat-space-1);
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  fieldset > .points {
    display: flex;
    flex-wrap: wrap;
    margin-inline-start: -6px;
  }
  .points label {
    display: grid;
    place-items: center;
    inline-size: 38px;
    block-size: 38px;
    border-radius: var(--chat-radius-control);
    color: var(--chat-field-line);
    cursor: pointer;
    touch-action: manipulation;
  }
  .points svg {
    inline-size: 25px;
    block-size: 25px;
    stroke-width: 1.5;
    transition: scale var(--chat-motion) ease-out;
  }
  .faces svg {
    inline-size: 28px;
    block-size: 28px;
  }
  .points .lit {
    color: var(--chat-accent-text);
  }
  .stars .lit svg {
    fill: currentColor;
  }
  .faces .lit {
    background: var(--chat-accent-soft);
  }
  fieldset:enabled .points label:hover svg {
    scale: 1.1;
  }
  :disabled label {
    cursor: default;
  }
  .points label:focus-within:has(:focus-visible) {
    outline: 1px solid var(--chat-accent-text);
    box-shadow: 0 0 0 3px var(--chat-accent-soft);
  }
  fieldset > label {
    color: var(--chat-muted);
  }
  p {
    margin: 0;
    outline: none;
    font-weight: 560;
  }
  @media (pointer: coarse) {
    .points label {
      inline-size: 44px;
      block-size: 44px;
    }
    button {
      min-block-size: 44px;
    }
  }
  @media (forced-colors: active) {
    .points .lit {
      forced-color-adjust: none;
      color: Highlight;
    }
  }
`;
