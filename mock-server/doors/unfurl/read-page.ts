import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { network, type Network, type Place, type Reply } from './ask.js';
import { isPublic } from './public-address.js';
import { isNamed, Refused, targetOf } from './target.js';

/** Milliseconds for all of it, redirects included. */
const PATIENCE = 5_000;
const MAX_REDIRECTS = 3;
/** Bytes of a page after decompression; what follows is not read. */
const MAX_PAGE = 512 * 1024;

const redirects = new Set([301, 302, 303, 307, 308]);
const decoders: Readonly<Record<string, () => NodeJS.ReadWriteStream & Readable>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

export interface PageOptions extends Partial<Network> {
  /** Hosts that may be asked wherever they are. */
  readonly hosts?: readonly string[];
  /** Milliseconds; 5,000 unless given. */
  readonly patience?: number;
}
/** A page as it was found. */
export interface Page {
  /** Where it was, after all redirects. */
  readonly url: URL;
  readonly html: string;
}

/** Settles with the promise, or rejects when the signal aborts first. */
const before = <T>(signal: AbortSignal, promise: Promise<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    promise.then(resolve, reject);
  });

/** The one place to connect to. A name that leads to any place inside a house is refused as a whole. */
async function placeOf(url: URL, { resolve = network.resolve, hosts = [] }: PageOptions): Promise<Place> {
  const places = await resolve(url.hostname.replace(/^\[|\]$/g, ''));
  const [first] = places;
  if (!first) throw new Refused('The name leads nowhere.');
  if (!isNamed(url, hosts) && !places.every(({ address }) => isPublic(address)))
    throw new Refused('The name leads to an address that is not a public one.');
  return first;
}

/** The bytes as they were before they were packed, as far as they may be read. */
async function bytesOf({ headers, body }: Reply): Promise<Uint8Array | undefined> {
  const packed = (headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  let stream: Readable = body;
  if (packed !== 'identity') {
    const decoder = Object.hasOwn(decoders, packed) ? decoders[packed]?.() : undefined;
    if (!decoder) return void body.destroy();
    // Whoever reads the decoder hears of its errors.
    stream = pipeline(body, decoder, () => undefined);
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    if ((size += chunk.byteLength) >= MAX_PAGE) break;
  }
  body.destroy();
  return Buffer.concat(chunks).subarray(0, MAX_PAGE);
}

/** In the page's own alphabet: the header names it, else the page does near its top, else it is UTF-8. */
function textOf(bytes: Uint8Array, type: string): string {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 1024));
  const [, named] = /charset\s{0,9}=\s{0,9}["']?([\w:.-]{1,40})/i.exec(type) ?? /<meta[^>]{0,200}charset=["']?([\w:.-]{1,40})/i.exec(head) ?? []; // prettier-ignore
  try {
    return new TextDecoder(named ?? 'utf-8').decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}

const isHtml = (type: string): boolean => /^\s*text\/html\s*(?:;|$)/i.test(type);

/**
 * Reads one page for its words: http or https, public hosts only, each redirect checked like the first address, the
 * connection made to the very address that was checked. `undefined` when there is no page; throws `Refused`, or what
 * the network threw.
 */
export async function readPage(spelled: string, options: PageOptions = {}): Promise<Page | undefined> {
  const { ask = network.ask, hosts, patience = PATIENCE } = options;
  const signal = AbortSignal.timeout(patience);
  let url = targetOf(spelled, hosts);
  for (let hops = 0; hops <= MAX_REDIRECTS; hops += 1) {
    const place = await before(signal, placeOf(url, options));
    const reply = await before(signal, ask(url, place, signal));
    const { status, headers, body } = reply;
    const type = headers['content-type'] ?? '';
    if (status === 200 && isHtml(type)) {
      const bytes = await before(signal, bytesOf(reply));
      return bytes && { url, html: textOf(bytes, type) };
    }
    body.destroy();
    if (!redirects.has(status) || headers.location === undefined) return undefined;
    url = targetOf(headers.location, hosts, url);
  }
  return undefined;
}
