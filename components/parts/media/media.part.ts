import { definePart } from '../define-part.js';
import { aNumber, aText, has, maybe, type Check } from '../shape.js';

/** Words beside a sound or film, as WebVTT. */
export interface MediaTrack {
  readonly url: string;
  /** BCP 47. */
  readonly language: string;
  readonly label: string;
}
/** What both have. */
export interface Media {
  readonly url: string;
  readonly title?: string;
  readonly caption?: string;
  /** MIME type. */
  readonly mediaType?: string;
  readonly tracks?: readonly MediaTrack[];
  /** Pixels, of a film. */
  readonly width?: number;
  readonly height?: number;
}
/** A sound to play. */
export interface AudioPart extends Media {
  readonly type: 'audio';
}
/** A film to play. */
export interface VideoPart extends Media {
  readonly type: 'video';
}
declare module '../../../src/protocol/part.js' {
  interface PartMap {
    audio: AudioPart;
    video: VideoPart;
  }
}

const words: Check = (value) => typeof value === 'string';
const tracks: Check = (value) =>
  Array.isArray(value) && value.every(has({ url: aText, language: words, label: words }));

const accepts = has({
  url: aText,
  title: maybe(words),
  caption: maybe(words),
  mediaType: maybe(words),
  tracks: maybe(tracks),
  width: maybe(aNumber),
  height: maybe(aNumber),
});
const load = (): Promise<unknown> => import('./media.js');
const toText = ({ title, caption, url }: Media): string => [title, caption].filter(Boolean).join('\n') || url;

export const audio = definePart({ kind: 'audio', tag: 'chat-media', accepts, load, toText });
export const video = definePart({ kind: 'video', tag: 'chat-media', accepts, load, toText });
