import { TransportError } from '../protocol/errors.js';
import type { Attachment } from '../protocol/message.js';
import type { Upload } from '../protocol/transport.js';
import { numberOf, present, recordOf, textOf } from './untrusted.js';

/** What a backend says of a file that it has stored; any of it may be missing or wrong. */
export interface StoredFile {
  readonly url?: unknown;
  readonly name?: unknown;
  readonly type?: unknown;
  readonly size?: unknown;
}
/** Reads a backend's answer in its own words. */
export type ReadStored = (answer: unknown) => StoredFile;

/** `{ url, name, type, size }`, or the same in `attachment` (PROTOCOL.md, “uploads”). */
export const readStored: ReadStored = (answer) => {
  const record = recordOf(answer);
  return 'attachment' in record ? recordOf(record.attachment) : record;
};

/** The web address that a backend named; a relative one counts from where it was asked. Throws `bad-reply`. */
export function webAddress(raw: unknown, asked: URL): URL {
  const text = textOf(raw);
  const url = text !== undefined && URL.canParse(text, asked) ? new URL(text, asked) : undefined;
  if (url && (url.protocol === 'https:' || url.protocol === asked.protocol) && /^https?:$/.test(url.protocol))
    return url;
  throw new TransportError('bad-reply', `${asked.origin}${asked.pathname} did not say where the file is.`, {
    outcome: 'unknown',
  });
}

/** A stored file as an attachment; what the backend does not say is known from the file. Throws `bad-reply`. */
export function attachmentOf(
  { url, name, type, size }: StoredFile,
  { file, name: own }: Upload,
  asked: URL,
): Attachment {
  return {
    url: webAddress(url, asked).href,
    name: textOf(name) ?? own,
    size: numberOf(size) ?? file.size,
    ...present({ type: textOf(type) ?? textOf(file.type) }),
  };
}
