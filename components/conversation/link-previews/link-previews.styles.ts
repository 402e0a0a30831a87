import { css } from 'lit';

export const styles = css`
  :host {
    display: grid;
    gap: var(--chat-space-2);
  }
  :host([hidden]) {
    display: none;
  }
`;
