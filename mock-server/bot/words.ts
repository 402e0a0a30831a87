import type { Answer } from './answer.js';

/** A text in the pieces a streaming backend would send: a word and the space after it. */
export const chunksOf = (text: string): readonly string[] => text.match(/\s*\S+\s*/g) ?? [];

/** What can be said without markup for speech: its words. */
export const wordsIn = ({ text, ssml = '' }: Answer): string =>
  text ?? ssml.replace(/<[^>]*>/g, '').replaceAll('&amp;', '&');
