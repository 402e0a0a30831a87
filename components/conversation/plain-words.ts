import type { AllStrings } from '../../src/i18n/strings.js';
import type { Message } from '../../src/protocol/message.js';
import { textOf } from '../parts/registry.js';
import { withoutMarks } from './brief-words.js';

/**
 * What can be found in a message: of others' markdown the words without their marks, of the visitor's own every sign, of
 * what happened the words of the interface.
 */
export const plainWords = ({ author, parts }: Message, strings: Partial<AllStrings>): string =>
  parts
    .map((part) => {
      const words = textOf(part, strings);
      return author === 'user' || part.type !== 'text' ? words : withoutMarks(words);
    })
    .join('\n');
