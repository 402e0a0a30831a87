import { TransportError } from '../protocol/errors.js';
import type { Attachment } from '../protocol/message.js';
import type { Upload } from '../protocol/transport.js';
import { recordOf, textOf } from './untrusted.js';
import { attachmentOf, readStored, webAddress, type ReadStored } from './upload-answer.js';
import { sendUpload, type UploadSeams } from './upload-request.js';

export interface SignedOptions extends UploadSeams {
  /** Where to ask for a place. */
  readonly address: URL;
  /** Of the question only: what asks for a place never travels with the bytes. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Longest silence in milliseconds. */
  readonly timeout: number;
  readonly read?: ReadStored;
  /** The backend took the question: whatever is refused from now on is the file itself. */
  readonly placed?: () => void;
}

const textsIn = (value: unknown): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(recordOf(value)).flatMap(([name, each]) => (typeof each === 'string' ? [[name, each]] : [])),
  );

/**
 * Two steps (PROTOCOL.md, “uploads”): the backend hears about the file and names a place, and the bytes go there, with
 * the headers that it named and no others. An answer without `uploadRequest` means that nothing more is wanted.
 * Rejects with a `ChatError`.
 */
export async function uploadSigned(upload: Upload, options: SignedOptions): Promise<Attachment> {
  const { address, headers, read = readStored } = options;
  const { file, name, signal, progress, id } = upload;
  const answer = await sendUpload({
    ...options,
    headers: { accept: 'application/json', 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ ...(id ? { id } : {}), file: { name, type: file.type, size: file.size } }),
    signal,
  });
  options.placed?.();
  const { uploadRequest } = recordOf(answer);
  if (uploadRequest !== undefined && uploadRequest !== null) {
    const place = recordOf(uploadRequest);
    const method = (textOf(place.method) ?? 'PUT').toUpperCase();
    if (method !== 'PUT' && method !== 'POST')
      throw new TransportError('bad-reply', `${address.origin} wants the file by ${method}.`, { outcome: 'unknown' });
    await sendUpload({
      ...options,
      address: webAddress(place.url, address),
      method,
      headers: textsIn(place.headers),
      body: file,
      signal,
      progress,
    });
  }
  return attachmentOf(read(answer), upload, address);
}
