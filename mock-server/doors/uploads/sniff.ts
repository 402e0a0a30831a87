/** A kind of file that is taken, as its own bytes say; names and declared types count for nothing. */
export interface Sniffed {
  /** MIME type it is served with. */
  readonly type: string;
  /** What its name ends in; the first is added where it ends in none of them. */
  readonly extensions: readonly string[];
}

const bytesOf = (text: string): readonly number[] => [...text].map((sign) => sign.charCodeAt(0));
const begins = (bytes: Uint8Array, wanted: readonly number[], at = 0): boolean =>
  wanted.every((byte, index) => bytes[at + index] === byte);

/** Beginnings of markup that a browser might run, wherever in the first lines they stand. */
const markup = /<(?:!doctype|\?xml|!--|(?:html|head|body|svg|script|style|iframe|math|xsl|rss|feed)\b)/i;
const LOOKED_AT = 4096;

/** UTF-8 without control characters, and no markup. */
function isText(bytes: Uint8Array): boolean {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return false;
  }

  return !/[\0-\x08\x0e-\x1a\x1c-\x1f\x7f]/.test(text) && !/^\s*</.test(text) && !markup.test(text.slice(0, LOOKED_AT));
}

const kinds: readonly (readonly [(bytes: Uint8Array) => boolean, Sniffed])[] = [
  [(bytes) => begins(bytes, [0x89, ...bytesOf('PNG\r\n'), 0x1a, 0x0a]), { type: 'image/png', extensions: ['png'] }],
  [(bytes) => begins(bytes, [0xff, 0xd8, 0xff]), { type: 'image/jpeg', extensions: ['jpg', 'jpeg'] }],
  [
    (bytes) => begins(bytes, bytesOf('GIF87a')) || begins(bytes, bytesOf('GIF89a')),
    { type: 'image/gif', extensions: ['gif'] },
  ],
  [
    (bytes) => begins(bytes, bytesOf('RIFF')) && begins(bytes, bytesOf('WEBP'), 8),
    { type: 'image/webp', extensions: ['webp'] },
  ],
  [(bytes) => begins(bytes, bytesOf('%PDF-')), { type: 'application/pdf', extensions: ['pdf'] }],
  [isText, { type: 'text/plain; charset=utf-8', extensions: ['txt'] }],
];

/** What the bytes are; undefined for everything that is not taken, SVG, HTML and XML among it. */
export const sniff = (bytes: Uint8Array): Sniffed | undefined =>
  bytes.length === 0 ? undefined : kinds.find(([is]) => is(bytes))?.[1];
