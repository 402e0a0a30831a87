import type { Attachment } from '../protocol/message.js';
import type { TransportOptions, Upload } from '../protocol/transport.js';
import { addressOf } from './address.js';
import { uploadMultipart } from './upload-multipart.js';
import type { UploadSeams } from './upload-request.js';

const toWeb = (address: URL): URL => {
  address.protocol = address.protocol.replace('ws', 'http');
  return address;
};

/** Where files go: as the settings say, else `uploads` beside the backend. Throws `bad-config`. */
export function uploadAddress({ url, uploadUrl, pathParams = {} }: TransportOptions): URL {
  const protocols = ['http:', 'https:', 'ws:', 'wss:'];
  if (uploadUrl) return toWeb(addressOf({ url: uploadUrl, pathParams }, protocols));
  return new URL('uploads', toWeb(addressOf({ url, pathParams }, protocols)));
}

/**
 * For backends that have no place for files of their own. What authorises the widget at the backend is shown to nobody
 * else: an upload address of another origin gets the file alone.
 */
export function uploadBeside(upload: Upload, options: TransportOptions & UploadSeams): Promise<Attachment> {
  const { url, accountKey, headers, pathParams = {} } = options;
  const address = uploadAddress(options);
  const backend = toWeb(addressOf({ url, pathParams }, ['http:', 'https:', 'ws:', 'wss:']));
  const known = backend.origin === address.origin;
  return uploadMultipart(upload, {
    ...options,
    address,
    headers: known ? { ...headers, ...(accountKey ? { authorization: `Bearer ${accountKey}` } : {}) } : {},
  });
}
