import { ChatError } from '../protocol/errors.js';
import type { Attachment } from '../protocol/message.js';
import type { TransportOptions, Upload } from '../protocol/transport.js';
import { addressOf } from './address.js';
import type { TokenSource } from './token.js';
import { uploadMultipart } from './upload-multipart.js';
import type { UploadSeams } from './upload-request.js';

const toWeb = (address: URL): URL => {
  address.protocol = address.protocol.replace('ws', 'http');
  return address;
};

/** Where files go: as the settings say, else `uploads` beside the backend. Throws `bad-config`. */
export function uploadAddress({ url, uploadUrl, pathParams = {}, queryParams = {} }: TransportOptions): URL {
  const protocols = ['http:', 'https:', 'ws:', 'wss:'];
  if (uploadUrl) return toWeb(addressOf({ url: uploadUrl, pathParams }, protocols));
  const beside = new URL('uploads', toWeb(addressOf({ url, pathParams }, protocols)));
  return addressOf({ url: beside.href, queryParams }, protocols);
}

/**
 * For backends that have no place for files of their own. What authorises the widget at the backend, the account key or
 * the page's token, is shown to nobody else: an upload address of another origin gets the file alone. A token that is
 * refused is replaced, once.
 */
export async function uploadBeside(
  upload: Upload,
  options: TransportOptions & UploadSeams,
  tokens?: () => TokenSource | Promise<TokenSource>,
): Promise<Attachment> {
  const { url, accountKey, headers, pathParams = {} } = options;
  const address = uploadAddress(options);
  const backend = toWeb(addressOf({ url, pathParams }, ['http:', 'https:', 'ws:', 'wss:']));
  if (backend.origin !== address.origin) return uploadMultipart(upload, { ...options, address, headers: {} });
  const send = (bearer: string | undefined): Promise<Attachment> =>
    uploadMultipart(upload, {
      ...options,
      address,
      headers: { ...headers, ...(bearer ? { authorization: `Bearer ${bearer}` } : {}) },
    });
  if (accountKey || !tokens) return send(accountKey);
  const source = await tokens();
  const token = await source.current();
  try {
    return await send(token);
  } catch (refused) {
    if (!options.getToken || !ChatError.is(refused) || refused.code !== 'unauthorized') throw refused;
    await source.renew();
    return send(await source.current());
  }
}
