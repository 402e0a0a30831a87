import { withoutDeceit } from '../../src/protocol/deceit.js';
import type { Message } from '../../src/protocol/message.js';

/** What the files are called that came with a message; one without a name by its address, as it is shown. */
export const fileNames = ({ attachments = [] }: Pick<Message, 'attachments'>): readonly string[] =>
  attachments.map(({ name, url }) => withoutDeceit(name || url));
