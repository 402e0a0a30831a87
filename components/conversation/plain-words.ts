import type { Message } from '../../src/protocol/message.js';
import { textOf } from '../parts/registry.js';

/** A message as the eye would read it: of others' markdown without its marks, of the visitor's own words every sign. */
export const plainWords = ({ author, parts }: Message): string =>
  parts
    .map((part) => (author === 'user' ? textOf(part) : textOf(part).replace(/\]\([^)\s]*\)|[*_`~#>|[\]]+/g, '')))
    .join('\n');
