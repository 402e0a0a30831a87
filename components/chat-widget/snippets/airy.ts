import { takeResumeToken } from '../../../src/transports/airy/arrival.js';
import type { Snippet } from './snippet.js';

/** What Airy's snippet leaves in the page; the older one says `cid` and `h` (PROTOCOL.md, “airy”). */
interface AiryGlobal {
  readonly cid?: string;
  readonly channelId?: string;
  readonly h?: string;
  readonly host?: string;
  readonly resumeToken?: string;
  /** The host listens without TLS. */
  readonly no_tls?: boolean;
  readonly config?: object;
}
declare global {
  interface Window {
    airy?: AiryGlobal;
  }
}

/** The host as an address: Airy's own loader takes it with and without a scheme. */
function addressOf(host: string, plain: boolean, base: string): string {
  if (!host) return new URL('/', base).href;
  return /^(https?:)?\/\//.test(host) ? new URL(host, base).href : `${plain ? 'http' : 'https'}://${host}`;
}

/** The channel that the page names; an element with the id `airy` names none. */
const channelOf = ({ channelId, cid }: AiryGlobal): unknown => channelId ?? cid;

/** `window.airy`, whichever generation wrote it. */
export const airy: Snippet = {
  isHere: () => typeof channelOf(window.airy ?? {}) === 'string',
  dress(widget, { src }) {
    const said = window.airy ?? {};
    const { h = '', host = h, no_tls: plain = false, config } = said;
    // The address bar shows it to everybody until it is taken: that does not wait for the chat to be opened.
    const token = takeResumeToken() ?? said.resumeToken;
    widget.config = {
      ...config,
      transport: 'airy',
      url: addressOf(host, plain, src),
      channelId: channelOf(said),
      ...(token ? { token } : {}),
    };
  },
};
