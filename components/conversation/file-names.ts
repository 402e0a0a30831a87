import { withoutDeceit } from '../../src/protocol/deceit.js';
import type { Message } from '../../src/protocol/message.js';

/** What the files are called that came with a message: an address is nothing that anybody sees. */
export const fileNames = ({ attachments = [] }: Pick<Message, 'attachments'>): readonly string[] =>
  attachments.map(({ name = '' }) => withoutDeceit(name)).filter(Boolean);
