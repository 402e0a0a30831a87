import { css } from 'lit';

export const styles = css`
  :host {
    position: relative;
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    overflow: hidden;
    background: var(--chat-surface);
    color: var(--chat-text);
    font: 400 var(--chat-size-text) / 1.5 var(--chat-font);
    -webkit-font-smoothing: antialiased;
  }
  :host(:focus) {
    outline: none;
  }
  :host([hidden]) {
    display: none;
  }
  .main {
    flex: 1;
    display: flex;
    flex-direction: column;
    min-block-size: 0;
  }
  /* Its room is there before it is. */
  chat-message-list {
    flex: 1;
  }
  .foot {
    display: flex;
    flex-direction: column;
    max-block-size: 80%;
    padding: 10px max(var(--chat-space-3), (100% - 768px) / 2) max(8px, var(--chat-safe-end, 0px));
  }
  .foot > :not(chat-contact-form, chat-permission) {
    flex: none;
  }
  .powered-by {
    margin: 0;
    padding-block-start: 7px;
    text-align: center;
    font-size: var(--chat-size-meta);
    color: var(--chat-muted);
  }
  slot[name='before-composer']::slotted(*) {
    margin-block-end: var(--chat-space-2);
  }
  /* Who asks for more of it gets it, whatever the page's colours are. */
  @media (prefers-contrast: more) {
    :host {
      --chat-muted: var(--chat-text);
      --chat-line: var(--chat-field-line);
      --chat-field-line: var(--chat-text);
    }
  }
  @media (forced-colors: active) {
    :host {
      outline: 1px solid;
    }
  }
  /* On paper there is what was said. */
  @media print {
    :host {
      position: static !important;
      inline-size: auto !important;
      block-size: auto !important;
      color-scheme: light;
    }
    .foot {
      display: none;
    }
  }
`;
