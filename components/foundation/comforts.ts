import { createContext } from '@lit/context';
import type { Store } from '../../src/core/store.js';

/**
 * What a visitor chose for themselves; it wins over the settings of the page. What is absent is as the page, the browser
 * and the device have it.
 */
export interface Comforts {
  /** All text, against the size that the page gave it. */
  readonly textSize?: 'large' | 'larger' | 'largest';
  readonly contrast?: 'more';
  readonly motion?: 'less';
  /** A sound for new messages while closed. */
  readonly sound?: boolean;
  /** With `false` the key Enter begins a new line, and sends with Ctrl or Cmd. */
  readonly enterSends?: false;
  /** What is announced to screen readers: every finished sentence, nothing, or (absent) complete messages. */
  readonly announce?: 'all' | 'off';
  /** The conversation is kept until the visitor deletes it, whatever pause they make. */
  readonly keep?: 'always';
  /** The tag of a language of the interface. */
  readonly language?: string;
}

/** The visitor's choices, to read and to change: what is set is applied, kept where that is allowed, and told other tabs. */
export const comfortsContext = createContext<Store<Comforts>>(Symbol('comforts'));
