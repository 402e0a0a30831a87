import { withoutDeceit } from '../../../src/protocol/deceit.js';
import type { LinkPreview } from '../../../src/protocol/transport.js';
import { headOf } from './page-head.js';
import type { Page } from './read-page.js';

/** Characters. */
const MAX_TITLE = 200;
const MAX_DESCRIPTION = 400;
const MAX_SITE = 80;
const MAX_ADDRESS = 2048;

/** One line of words, at most this long. */
function lineOf(text: string | undefined, most: number): string | undefined {
  const line = withoutDeceit(text?.replace(/\s+/g, ' ')).trim();
  if (!line) return undefined;
  const signs = [...line.slice(0, most * 2 + 2)];
  return signs.length > most ? `${signs.slice(0, most - 1).join('').trimEnd()}…` : line; // prettier-ignore
}

/** A picture's address, never the picture. */
function pictureOf(address: string | undefined, base: URL): string | undefined {
  if (!address || address.length > MAX_ADDRESS || !URL.canParse(address, base.href)) return undefined;
  const { protocol, href, username } = new URL(address, base);
  return /^https?:$/.test(protocol) && !username ? href : undefined;
}

/** What a page says about itself, as a preview: words and addresses only. `undefined` without a title. */
export function previewOf({ url, html }: Page): LinkPreview | undefined {
  const { title: own, meta } = headOf(html);
  const first = (...names: readonly string[]) => names.map((name) => meta.get(name)).find((each) => each !== undefined);
  const title = lineOf(first('og:title', 'twitter:title') ?? own, MAX_TITLE);
  if (!title) return undefined;
  const description = lineOf(first('og:description', 'twitter:description', 'description'), MAX_DESCRIPTION);
  const siteName = lineOf(first('og:site_name', 'application-name'), MAX_SITE);
  const image = pictureOf(first('og:image:secure_url', 'og:image', 'og:image:url', 'twitter:image', 'twitter:image:src'), url); // prettier-ignore
  return {
    url: url.href,
    title,
    ...(description !== undefined && description !== title && { description }),
    ...(siteName !== undefined && { siteName }),
    ...(image !== undefined && { image }),
  };
}
