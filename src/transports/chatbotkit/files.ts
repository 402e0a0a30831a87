import { recordOf, textOf } from '../../net/untrusted.js';
import type { ReadStored } from '../../net/upload-answer.js';
import { uploadMultipart } from '../../net/upload-multipart.js';
import type { UploadSeams } from '../../net/upload-request.js';
import { uploadSigned } from '../../net/upload-signed.js';
import { ChatError } from '../../protocol/errors.js';
import type { Attachment } from '../../protocol/message.js';
import type { TransportOptions, Upload } from '../../protocol/transport.js';
import { routeOf } from './call.js';
import type { Pass } from './kept-session.js';

/**
 * The backend names a stored file, and does not say where it can be read: the place it was put to, without what
 * allowed that, or the file's name below the route.
 */
const read: ReadStored = (answer) => {
  const { id, name, url, uploadRequest } = recordOf(answer);
  const place = textOf(recordOf(uploadRequest).url)?.replace(/[?#].*$/s, '');
  return { url: textOf(url) ?? place ?? textOf(id), name };
};

const refusesTwoSteps = (error: unknown): boolean =>
  ChatError.is(error) && error.status !== undefined && [400, 404, 405, 415, 422].includes(error.status);

/** Stores a file with the conversation: in two steps, or in one where the backend knows no other. */
export async function storeFile(
  upload: Upload,
  pass: Pass,
  options: TransportOptions & UploadSeams,
): Promise<Attachment> {
  const { headers } = options;
  const there = {
    ...options,
    address: routeOf(options, `/conversation/${encodeURIComponent(pass.conversation)}/attachment/upload`),
    headers: { ...headers, authorization: `Bearer ${pass.token}` },
    read,
  };
  let isPlaced = false;
  try {
    return await uploadSigned(upload, { ...there, placed: () => void (isPlaced = true) });
  } catch (error) {
    if (isPlaced || !refusesTwoSteps(error)) throw error;
    return uploadMultipart(upload, there);
  }
}
