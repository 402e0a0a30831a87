import type { AllStrings } from '../../src/i18n/strings.js';
import type { Message } from '../../src/protocol/message.js';
import { textOf } from '../parts/registry.js';

/**
 * A message as the eye would read it: of others' markdown without its marks, of the visitor's own words every sign, of
 * what happened the words of the interface.
 */
export const plainWords = ({ author, parts }: Message, strings: Partial<AllStrings>): string =>
  parts
    .map((part) => {
      const words = textOf(part, strings);
      return author === 'user' ? words : words.replace(/\]\([^)\s]*\)|[*_`~#>|[\]]+/g, '');
    })
    .join('\n');
