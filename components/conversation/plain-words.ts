import type { AllStrings } from '../../src/i18n/strings.js';
import type { Message } from '../../src/protocol/message.js';
import { textOf } from '../parts/registry.js';
import { withoutMarks } from './brief-words.js';
import { fileNames } from './file-names.js';

/**
 * What can be found in a message: of others' markdown the words without their marks, of the visitor's own every sign, of
 * what happened the words of the interface, and what its files are called.
 */
export const plainWords = (message: Message, strings: Partial<AllStrings>): string =>
  [
    ...message.parts.map((part) => {
      const words = textOf(part, strings);
      return message.author === 'user' || part.type !== 'text' ? words : withoutMarks(words);
    }),
    ...fileNames(message),
  ].join('\n');
