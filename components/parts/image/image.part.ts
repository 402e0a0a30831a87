import type { Picture } from '../../../src/protocol/part.js';
import { definePart } from '../define-part.js';
import { aNumber, aText, has, maybe } from '../shape.js';

/** A picture as part of what is said. */
export interface ImagePart extends Picture {
  readonly type: 'image';
  readonly caption?: string;
  /** Where it leads. */
  readonly link?: string;
}
declare module '../../../src/protocol/part.js' {
  interface PartMap {
    image: ImagePart;
  }
}

export const image = definePart({
  kind: 'image',
  tag: 'chat-image',
  accepts: has({
    url: aText,
    alt: maybe((alt) => typeof alt === 'string'),
    caption: maybe((caption) => typeof caption === 'string'),
    link: maybe((link) => typeof link === 'string'),
    width: maybe(aNumber),
    height: maybe(aNumber),
  }),
  load: () => import('./image.js'),
  toText: ({ alt, caption, url }) => caption || alt || (url.startsWith('data:') ? '' : url),
});
