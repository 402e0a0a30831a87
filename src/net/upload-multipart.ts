import type { Attachment } from '../protocol/message.js';
import type { Upload } from '../protocol/transport.js';
import { attachmentOf, readStored, type ReadStored } from './upload-answer.js';
import { sendUpload, type UploadSeams } from './upload-request.js';

export interface MultipartOptions extends UploadSeams {
  readonly address: URL;
  readonly headers?: Readonly<Record<string, string>>;
  /** Fields of the form besides the file. */
  readonly fields?: Readonly<Record<string, string>>;
  /** The field of the file itself; `file` unless given. */
  readonly field?: string;
  /** Longest silence in milliseconds. */
  readonly timeout: number;
  readonly read?: ReadStored;
}

/**
 * One request with everything in it (PROTOCOL.md, “uploads”): a form with the file, and the id of the attempt, so that
 * a repeated one need not be stored twice. Rejects with a `ChatError`.
 */
export async function uploadMultipart(upload: Upload, options: MultipartOptions): Promise<Attachment> {
  const { address, fields = {}, field = 'file', read = readStored } = options;
  const body = new FormData();
  for (const [name, value] of Object.entries({ ...(upload.id ? { id: upload.id } : {}), ...fields }))
    body.append(name, value);
  body.append(field, upload.file, upload.name);
  const { signal, progress } = upload;
  const answer = await sendUpload({
    ...options,
    headers: { accept: 'application/json', ...options.headers },
    body,
    signal,
    progress,
  });
  return attachmentOf(read(answer), upload, address);
}
