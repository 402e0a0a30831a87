import type { UploadState } from '../../../src/protocol/message.js';
import { definePart } from '../define-part.js';
import { aNumber, aText, has, maybe } from '../shape.js';

/** A file: a picture is shown, anything else can be fetched. */
export interface AttachmentPart {
  readonly type: 'attachment';
  readonly id?: string;
  /** Empty only as long as the visitor's own file is on its way. */
  readonly url: string;
  /** Hostile until cleaned, as every name. */
  readonly name?: string;
  /** MIME type. */
  readonly mediaType?: string;
  /** Bytes. */
  readonly size?: number;
  /** The visitor's own, in the page that sends it. */
  readonly file?: Blob;
  /** How far the visitor's own file is; absent means `done`. */
  readonly state?: UploadState;
  /** With `uploading`: the fraction that has arrived, 0 to 1. */
  readonly progress?: number;
}
declare module '../../../src/protocol/part.js' {
  interface PartMap {
    attachment: AttachmentPart;
  }
}

const known = has({ name: maybe((value) => typeof value === 'string'), mediaType: maybe(aText), size: maybe(aNumber) });

export const attachment = definePart({
  kind: 'attachment',
  tag: 'chat-attachment',
  accepts: (part) => known(part) && (has({ url: aText })(part) || has({ file: (file) => file instanceof Blob })(part)),
  load: () => import('./attachment.js'),
  toText: ({ name, url }) => name || url,
});
