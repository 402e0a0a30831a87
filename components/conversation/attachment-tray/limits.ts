import type { Config } from '../../../src/config/config.js';
import { endingOf } from '../../parts/attachment/file-name.js';

/** What may be sent, in the settings' own words. */
export type Limits = Pick<Config, 'attachmentTypes' | 'attachmentMaxSize' | 'attachmentMaxCount'>;

/** What can be sent where the settings name nothing. */
const STANDARD = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'application/pdf', 'text/plain'];

/** The limits as they count. */
export const limitsOf = (config: Limits): Limits => ({
  attachmentTypes: config.attachmentTypes.length ? config.attachmentTypes : STANDARD,
  attachmentMaxSize: config.attachmentMaxSize,
  attachmentMaxCount: config.attachmentMaxCount,
});

export type Refusal = 'kind' | 'size' | 'count' | 'empty';

export interface Checked {
  readonly accepted: readonly File[];
  readonly refused: readonly { readonly file: File; readonly why: Refusal }[];
}

/** For systems that do not say what a file is. */
const typeOfEnding: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  pdf: 'application/pdf',
  txt: 'text/plain',
};

const typeOf = ({ type, name }: File): string => {
  const ending = endingOf(name);
  return (
    type.replace(/;.*/, '').toLowerCase() || (Object.hasOwn(typeOfEnding, ending) ? typeOfEnding[ending] : '') || ''
  );
};

/** A MIME type, `image/*`, an ending with its dot, or `*`. */
function fits(file: File, pattern: string): boolean {
  const wanted = pattern.trim().toLowerCase();
  if (wanted === '*' || wanted === '*/*') return true;
  if (wanted.startsWith('.')) return `.${endingOf(file.name)}` === wanted;
  return wanted.endsWith('/*') ? typeOf(file).startsWith(wanted.slice(0, -1)) : typeOf(file) === wanted;
}

/** The same file, picked once more. */
const same = (one: File, other: File): boolean =>
  one === other ||
  (one.name === other.name &&
    one.size === other.size &&
    one.lastModified === other.lastModified &&
    one.type === other.type);

/** What goes on of these files beside those that are attached already; what is attached twice is neither. */
export function checkFiles(files: readonly File[], attached: readonly File[], limits: Limits): Checked {
  const accepted: File[] = [];
  const refused: { file: File; why: Refusal }[] = [];
  const why = (file: File): Refusal | undefined => {
    if (!limits.attachmentTypes.some((pattern) => fits(file, pattern))) return 'kind';
    if (file.size === 0) return 'empty';
    if (file.size > limits.attachmentMaxSize) return 'size';
    return attached.length + accepted.length >= limits.attachmentMaxCount ? 'count' : undefined;
  };
  for (const file of files) {
    if ([...attached, ...accepted].some((other) => same(file, other))) continue;
    const reason = why(file);
    if (reason) refused.push({ file, why: reason });
    else accepted.push(file);
  }
  return { accepted, refused };
}

/**
 * What the browser's own dialog offers. A phone offers its camera where any picture will do, and the check that follows
 * is ours anyway.
 */
export function acceptOf(types: readonly string[], phone: boolean): string {
  if (types.some((type) => /^\*(\/\*)?$/.test(type.trim()))) return '';
  return [...types, ...(phone && types.some((type) => type.startsWith('image/')) ? ['image/*'] : [])].join(',');
}

/** The kinds as a visitor would say them: PNG, JPEG or PDF. */
export function kindsOf(types: readonly string[], pictures: string, locale?: string): string {
  const names = types.map((type) =>
    type === 'image/*'
      ? pictures
      : type === 'text/plain'
        ? 'TXT'
        : type
            .replace(/^.*[/.]|\+.*$/g, '')
            .replace(/^x-/, '')
            .toUpperCase(),
  );
  return new Intl.ListFormat(locale, { type: 'disjunction' }).format(new Set(names));
}
