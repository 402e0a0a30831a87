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

export const airy: Snippet = {
  isHere: () => typeof window.airy === 'object',
  dress(widget, { src }) {
    const { cid, channelId = cid, h = '', host = h, resumeToken, no_tls: plain = false, config } = window.airy ?? {};
    widget.config = {
      ...config,
      transport: 'airy',
      url: addressOf(host, plain, src),
      ...(channelId ? { channelId } : {}),
      ...(resumeToken ? { token: resumeToken } : {}),
    };
  },
};
