import { css } from 'lit';

/** Turns the icons that point onwards (`forth`), and the one that speaks, where lines run from right to left. */
export const onwards = css`
  :dir(rtl) > .forth {
    scale: -1 1;
  }
`;
