import { definePart } from '../define-part.js';
import { aText, has, maybe } from '../shape.js';

/** What is behind a link. */
export interface LinkPreviewPart {
  readonly type: 'link-preview';
  readonly url: string;
  readonly title: string;
  readonly description?: string;
  /** What the site calls itself; the host is always shown beside it. */
  readonly siteName?: string;
  /** A picture's address. It is fetched only from hosts that the page named. */
  readonly image?: string;
}
declare module '../../../src/protocol/part.js' {
  interface PartMap {
    'link-preview': LinkPreviewPart;
  }
}

const words = maybe((value) => typeof value === 'string');

export const linkPreview = definePart({
  kind: 'link-preview',
  tag: 'chat-link-preview',
  setting: 'unfurl',
  accepts: has({ url: aText, title: aText, description: words, siteName: words, image: words }),
  load: () => import('./link-preview.js'),
  toText: ({ title, url }) => `${title}\n${url}`,
});
