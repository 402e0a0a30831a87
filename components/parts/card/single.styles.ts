import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
  }
  .card {
    max-inline-size: 320px;
  }
`;
