import { lookup } from 'node:dns/promises';
import { request as plain, type IncomingHttpHeaders } from 'node:http';
import { request as secure } from 'node:https';
import type { Readable } from 'node:stream';

/** Where a name leads. */
export interface Place {
  readonly address: string;
  readonly family: number;
}
/** The beginning of an answer; `body` is not read yet. */
export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Readable;
}

/** The network, as far as a page is read with it: a parameter, so that no test needs one. */
export interface Network {
  /** Everywhere that a name leads. */
  readonly resolve: (hostname: string) => Promise<readonly Place[]>;
  /** Asks for a page at exactly this place, whatever the name says by now. */
  readonly ask: (url: URL, place: Place, signal: AbortSignal) => Promise<Reply>;
}

const headers = {
  accept: 'text/html',
  'accept-encoding': 'gzip, deflate, br',
  'user-agent': 'chat-widget-mock (link previews)',
};
const MAX_HEADERS = 16_384;

/** The network itself. No cookies, no connection that is kept. */
export const network: Network = {
  resolve: (hostname) => lookup(hostname, { all: true, verbatim: true }),
  ask: (url, { address, family }, signal) =>
    new Promise((resolve, reject) => {
      const start = url.protocol === 'https:' ? secure : plain;
      const asked = start(url, {
        agent: false,
        headers,
        maxHeaderSize: MAX_HEADERS,
        signal,
        lookup: (_, { all }, found) => (all ? found(null, [{ address, family }]) : found(null, address, family)),
      });
      asked.once('error', reject);
      asked.once('response', (body) => resolve({ status: body.statusCode ?? 0, headers: body.headers, body }));
      asked.end();
    }),
};
