import { FILE_LIMIT } from '../../files.js';
import { Problem } from '../../problem.js';
import { isObject, type JsonObject, readObject } from '../json.js';
import { badRequest } from './call.js';

/** Characters. */
const LONGEST_NAME = 255;
const mediaType = /^[\w.+-]+\/[\w.+-]+$/;

/** A MIME type without its parameters. */
export const plainType = (type: string | null = ''): string => (type ?? '').replace(/;.*/s, '').trim().toLowerCase();

/** What a file is said to be before it comes. */
export interface Announced {
  readonly name?: string | undefined;
  /** MIME type. */
  readonly type: string;
  /** Bytes. */
  readonly size: number;
}

/** A file that came with its bytes. */
export interface Brought {
  readonly name: string | undefined;
  /** As it was declared; empty for none. */
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A `data:` address; no other is fetched for anybody. */
function readDataAddress(address: string): Brought {
  const [whole, head = '', data = ''] = /^data:([^,]*),(.*)$/s.exec(address) ?? [];
  if (whole === undefined) throw badRequest('“file” is no address that holds data.');
  try {
    const bytes = /;\s*base64$/i.test(head)
      ? Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0))
      : new TextEncoder().encode(decodeURIComponent(data));
    return { name: undefined, type: plainType(head), bytes };
  } catch {
    throw badRequest('The data in “file” cannot be read.');
  }
}

async function readForm(request: Request): Promise<Brought> {
  const form = await request.formData().catch(() => {
    throw badRequest('The body is not a multipart form.');
  });
  const file = form.get('file');
  if (!(file instanceof File)) throw badRequest('The form has no “file”.');
  const name = file.name.slice(0, LONGEST_NAME) || undefined;
  return { name, type: plainType(file.type), bytes: new Uint8Array(await file.arrayBuffer()) };
}

/** A file that is to come, as it is described. Throws a `Problem` for a description that is none. */
function readWords({ name, type, size }: JsonObject): Announced {
  if (name !== undefined && (typeof name !== 'string' || name.length > LONGEST_NAME))
    throw badRequest(`A file’s “name” is a string of at most ${LONGEST_NAME} characters.`);
  if (typeof type !== 'string' || !mediaType.test(plainType(type))) throw badRequest('A file’s “type” is a MIME type.');
  if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 1)
    throw badRequest('A file’s “size” is its bytes.');
  if (size > FILE_LIMIT) throw new Problem(413, 'too-large', `A file may have ${FILE_LIMIT / 1024} KB.`);
  return { name, type: plainType(type), size };
}

/** What a request has of a file: its bytes, in a form, as a `data:` address or as the whole body; or what it will be. */
export async function readFile(request: Request): Promise<Brought | Announced> {
  const type = plainType(request.headers.get('content-type'));
  if (type === 'multipart/form-data') return readForm(request);
  if (type !== 'application/json') return { name: undefined, type, bytes: new Uint8Array(await request.arrayBuffer()) };
  const { file } = readObject(await request.text());
  if (typeof file === 'string') return readDataAddress(file);
  if (!isObject(file)) throw badRequest('There is no “file”.');
  return readWords(file);
}
