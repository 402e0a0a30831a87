import type { Config } from '../../../src/config/config.js';
import { checkFiles, limitsOf } from '../attachment-tray/limits.js';

/** What browsers record, best first, and the ending of its files. */
const kinds = [
  ['audio/webm;codecs=opus', 'webm'],
  ['audio/mp4', 'm4a'],
  ['audio/ogg;codecs=opus', 'ogg'],
  ['audio/webm', 'webm'],
] as const;

/** What is recorded here: of what the browser can, the first kind that the settings let through. */
export function recordedKind(config: Config, records: (type: string) => boolean): string | undefined {
  const limits = limitsOf(config);
  const fits = (type: string): boolean => checkFiles([fileOf('', type, ['x'])], [], limits).accepted.length > 0;
  return kinds.map(([type]) => type).find((type) => records(type) && fits(type));
}

/** A recording as a file, named as its kind is. */
export function fileOf(name: string, type: string, content: readonly BlobPart[]): File {
  const [plain = type] = type.split(';');
  const ending = kinds.find(([kind]) => kind.startsWith(plain))?.[1] ?? 'audio';
  return new File([...content], `${name}.${ending}`, { type: plain });
}
