import { recordOf } from '../../net/untrusted.js';
import { uploadMultipart } from '../../net/upload-multipart.js';
import type { UploadSeams } from '../../net/upload-request.js';
import { RejectedError } from '../../protocol/errors.js';
import type { Attachment } from '../../protocol/message.js';
import type { TransportOptions, Upload } from '../../protocol/transport.js';
import type { Api } from './api.js';
import type { Greeting } from './greeting.js';

/** Bytes that the backend takes. */
const LIMIT = 5 * 1024 * 1024;

/** One file, in one request. The first generation wants its own name for it, and a session that it does not need. */
export function uploadFile(
  { id, ...upload }: Upload,
  options: TransportOptions & UploadSeams,
  api: Api,
  generation: Greeting['generation'],
): Promise<Attachment> {
  if (upload.file.size > LIMIT)
    return Promise.reject(
      new RejectedError('too-large', `A file may have ${LIMIT} bytes.`, { outcome: 'rejected', status: 413 }),
    );
  return uploadMultipart(upload, {
    ...options,
    address: api.address('upload', generation === 'seed' ? { fileId: id ?? '', sessionId: '' } : {}),
    headers: api.headers(),
    read(answer) {
      const { fileUrl, fileName } = recordOf(answer);
      return { url: fileUrl, name: fileName };
    },
  });
}
