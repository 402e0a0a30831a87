import type { LitElement } from 'lit';

/** The conversation, as those know it who look around in it. */
export interface Transcript extends LitElement {
  /** Shows the newest message. */
  readonly toEnd: () => void;
  /** Leads to a message; `false` where there is none with this id. */
  readonly reveal: (id: string) => Promise<boolean>;
}
