import type { LinkPreview, TransportOptions } from '../protocol/transport.js';
import { addressOf } from './address.js';
import { clockOf } from './clock.js';
import { readCapped } from './read-capped.js';
import type { TokenSource } from './token.js';
import { present, recordOf, textOf } from './untrusted.js';

/** Bytes of an answer. */
const MAX_ANSWER = 65_536;
/** Milliseconds until the whole answer is there. */
const PATIENCE = 8_000;
/** Characters: nobody reads more in a preview, and an address of more is none. */
const MAX_WORDS = 500;
const MAX_ADDRESS = 2048;

const protocols = ['http:', 'https:', 'ws:', 'wss:'];
const toWeb = (address: URL): URL => {
  address.protocol = address.protocol.replace('ws', 'http');
  return address;
};

/** Where link previews come from: as the settings say, else `unfurl` beside the backend. Throws `bad-config`. */
export function unfurlAddress({ url, unfurlUrl, pathParams = {}, queryParams = {} }: TransportOptions): URL {
  if (unfurlUrl) return toWeb(addressOf({ url: unfurlUrl, pathParams }, protocols));
  const beside = new URL('unfurl', toWeb(addressOf({ url, pathParams }, protocols)));
  return addressOf({ url: beside.href, queryParams }, protocols);
}

const wordsOf = (value: unknown): string | undefined => textOf(value)?.slice(0, MAX_WORDS);
const addressIn = (value: unknown): string | undefined => {
  const text = textOf(value);
  return text !== undefined && text.length <= MAX_ADDRESS && /^https?:\/\//i.test(text) ? text : undefined;
};

/** Words from outside as a preview, if they are one. */
function readPreview(answer: unknown, link: string): LinkPreview | undefined {
  const { title, description, siteName, image, url } = recordOf(answer);
  const words = wordsOf(title);
  return words === undefined
    ? undefined
    : {
        url: addressIn(url) ?? link,
        title: words,
        ...present({ description: wordsOf(description), siteName: wordsOf(siteName), image: addressIn(image) }),
      };
}

/**
 * Asks the backend what a link leads to: `GET ?url=`, answered by a `LinkPreview` in JSON. `undefined` for an empty
 * answer and for a refusal; rejects when the network or the answer is broken. What authorises the widget at the backend,
 * the account key or the page's token, is shown to nobody else, and cookies are never sent.
 */
export async function unfurlBeside(
  link: string,
  signal: AbortSignal,
  options: TransportOptions,
  tokens?: () => TokenSource | Promise<TokenSource>,
): Promise<LinkPreview | undefined> {
  const { url, pathParams = {}, headers, accountKey, fetch = globalThis.fetch } = options;
  const address = unfurlAddress(options);
  const known = toWeb(addressOf({ url, pathParams }, protocols)).origin === address.origin;
  address.searchParams.set('url', link);
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  const disarm = clockOf(options).after(PATIENCE, abort);
  signal.addEventListener('abort', abort);
  if (signal.aborted) abort();
  try {
    const bearer = accountKey || (known && tokens ? await (await tokens()).current() : undefined);
    const response = await fetch(address.href, {
      headers: {
        accept: 'application/json',
        ...(known ? { ...headers, ...(bearer ? { authorization: `Bearer ${bearer}` } : {}) } : {}),
      },
      credentials: 'omit',
      redirect: 'manual',
      signal: controller.signal,
    });
    if (response.status !== 200) return void response.body?.cancel().catch(() => undefined);
    const text = await readCapped(response, () => undefined, MAX_ANSWER);
    return readPreview(JSON.parse(text), link);
  } finally {
    disarm();
    signal.removeEventListener('abort', abort);
  }
}
