import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
    container-type: inline-size;
    min-inline-size: 0;
  }
  :host([hidden]) {
    display: none;
  }
  .room {
    position: relative;
    display: grid;
    inline-size: 100%;
    max-inline-size: var(--room-width, none);
    aspect-ratio: var(--room-ratio, 16 / 9);
    border-radius: var(--chat-picture-radius, var(--chat-radius-card));
    background: var(--chat-sunken);
    overflow-wrap: anywhere;
  }
  .room:focus:not(:focus-visible) {
    outline: none;
  }
  .zoom,
  img {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    border-radius: inherit;
  }
  .zoom {
    cursor: zoom-in;
  }
  img {
    display: block;
    object-fit: var(--chat-picture-fit, cover);
    /* Where the words of a picture stand until it has come. */
    color: var(--chat-muted);
    font-size: var(--chat-size-meta);
  }
  .instead {
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 6px;
    inline-size: 100%;
    padding: 10px;
    border-radius: inherit;
    border: 1px dashed var(--chat-field-line);
    color: var(--chat-muted);
    font-size: var(--chat-size-small);
    line-height: 1.35;
    text-align: center;
  }
  button.instead:hover {
    color: var(--chat-text);
  }
  .instead svg {
    flex: none;
  }
  .instead p {
    margin: 0;
    max-inline-size: 100%;
  }
  .instead .ask,
  .instead .again {
    color: var(--chat-accent-text);
    font-weight: 580;
  }
  .instead .again {
    min-block-size: 28px;
    padding: 3px 10px;
    border-radius: var(--chat-radius-control);
    font-size: inherit;
  }
  @media (pointer: coarse) {
    .instead .again {
      min-block-size: 44px;
    }
  }
  /* The words of a small picture are in its name. */
  @container (max-inline-size: 120px) {
    .instead {
      padding: 0;
    }
    .instead p,
    .instead span {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .instead .again {
      position: absolute;
      inset: 0;
      min-block-size: 0;
      inline-size: 100%;
      padding: 0;
      overflow: hidden;
      text-indent: 200%;
      white-space: nowrap;
      border-radius: inherit;
    }
  }
  .forbidden {
    margin: 0;
    color: var(--chat-muted);
    font-size: var(--chat-size-small);
  }
`;
