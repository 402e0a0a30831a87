import type { Backend } from '../backend.js';
import { FILE_LIMIT } from '../files.js';
import { Problem } from '../problem.js';
import { createRequestLog } from '../request-log.js';
import type { Door } from './door.js';
import { isTooDeep } from './json.js';
import { bringsFile } from './uploads/paths.js';

/** Bytes of a JSON body. */
const BODY_LIMIT = 256 * 1024;

/** Notes every request and how it was answered; the control door itself and preflights are not worth a line. */
export const recorded = (
  { log, clock }: Backend,
  inner: Door,
  statusOf = ({ status }: Response) => status,
): ((request: Request) => Promise<Response>) => {
  const unread = createRequestLog(clock);
  return async (request) => {
    const url = new URL(request.url);
    const quiet = request.method === 'OPTIONS' || url.pathname.startsWith('/__mock/');
    const entry = (quiet ? unread : log).open(request.method, url, request.headers);
    const answer = await inner(request, entry);
    entry.status = statusOf(answer);
    return answer;
  };
};

/** Bytes of a file too many that are still let in and thrown away: a client that is cut off never hears why. */
const PATIENCE = 4 * FILE_LIMIT;

const tooLarge = (limit: number) => new Problem(413, 'too-large', `A body may have ${limit / 1024} KB.`);

async function readBody(request: Request, limit: number, patience: number): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(request.headers.get('content-length') ?? 0) > patience) throw tooLarge(limit);
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Firefox gives a request no stream of its body.
  const reader = (request.body ?? (await request.blob()).stream()).getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    size += piece.value.byteLength;
    if (size > patience) throw (void reader.cancel(), tooLarge(limit));
    if (size <= limit) chunks.push(piece.value);
  }
  if (size > limit) throw tooLarge(limit);
  const bytes = new Uint8Array(size);
  chunks.reduce((offset, chunk) => (bytes.set(chunk, offset), offset + chunk.byteLength), 0);
  return bytes;
}

function readable(bytes: Uint8Array): unknown {
  const text = new TextDecoder().decode(bytes);
  if (text === '') return null;
  try {
    const value: unknown = JSON.parse(text);
    return isTooDeep(value) ? text : value;
  } catch {
    return text;
  }
}

/** Reads the body once, within its limit, so that the log has it and a repeated request can be given it again. */
export const withBody =
  (inner: Door): Door =>
  async (request, entry) => {
    if (request.method === 'GET' || request.method === 'HEAD') return inner(request, entry);
    const isFile = bringsFile(new URL(request.url).pathname);
    const bytes = isFile
      ? await readBody(request, FILE_LIMIT, PATIENCE)
      : await readBody(request, BODY_LIMIT, BODY_LIMIT);
    // What the file was is for its door to note; the bytes themselves are nobody's to read.
    entry.body = isFile ? { bytes: bytes.length } : readable(bytes);
    const { url, method, headers } = request;
    return inner(new Request(url, { method, headers, body: bytes }), entry);
  };
