import type { Words as WordsOf } from '../../../src/i18n/strings.js';
import type { talkEnglish } from '../../../src/i18n/talk.en.js';
import type { AddressPolicy } from '../address-policy.js';
import type { MathRules } from './markdown.js';

/** The part of the interface's words that text needs. */
export type Words = Pick<WordsOf<typeof talkEnglish>, 'text.table' | 'text.image' | 'text.done' | 'text.open'>;

/** What surrounds a text while it is drawn. */
export interface Scene {
  readonly words: Words;
  readonly addresses: AddressPolicy;
  readonly math: MathRules;
  /** A fenced block with a name of our own is complete: its part goes into the box. */
  readonly fill: (box: HTMLElement, name: string, source: string) => void;
}
