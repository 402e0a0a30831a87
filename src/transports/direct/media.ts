import { listOf, present, recordOf, textOf } from '../../net/untrusted.js';
import type { Part, UnknownPart } from '../../protocol/part.js';

const MAX_MEDIA = 20;

/** What an address without a type ends in. */
const endings: readonly (readonly [RegExp, string])[] = [
  [/\.(?:png|jpe?g|gif|webp|avif)$/i, 'image'],
  [/\.(?:mp3|m4a|ogg|oga|wav|aac|flac)$/i, 'audio'],
  [/\.(?:mp4|webm|mov|m4v|ogv)$/i, 'video'],
];
const kinds = new Set(['image', 'audio', 'video']);

/** `image`, `audio` or `video`, of a word like `IMAGE` or a MIME type; `undefined` for any other file. */
function kindOf(type: string | undefined, url: string): string | undefined {
  const said = type?.toLowerCase().split('/')[0];
  if (said && kinds.has(said)) return said;
  if (type?.includes('/')) return undefined;
  const path = url.replace(/[?#].*$/s, '');
  return endings.find(([ending]) => ending.test(path))?.[1];
}

/** The `media` of a response: pictures, sounds and films; any other file is an attachment (PROTOCOL.md, “direct”). */
export const decodeMedia = (media: unknown): readonly (Part | UnknownPart)[] =>
  listOf(media, MAX_MEDIA).flatMap((value): readonly (Part | UnknownPart)[] => {
    const entry = recordOf(value);
    const url = textOf(entry.url);
    if (!url) return [];
    const type = textOf(entry.type);
    const mediaType = type?.includes('/') ? type : undefined;
    const words = textOf(entry.title) ?? textOf(entry.accessibilityText);
    const kind = kindOf(type, url);
    if (kind === 'image') return [{ type: 'image', url, ...present({ alt: words }) }];
    const part = { type: kind ?? 'attachment', url, ...present({ mediaType }) };
    return [{ ...part, ...present(kind ? { title: words } : { name: words }) }];
  });
