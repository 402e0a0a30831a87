import type { Words } from '../../../src/i18n/strings.js';
import type { uploadsEnglish } from '../../../src/i18n/uploads.en.js';
import { shortName } from '../../parts/attachment/file-name.js';
import { fileSize } from '../../parts/attachment/file-size.js';
import { kindsOf, type Checked, type Limits, type Refusal } from './limits.js';

type Refused = Checked['refused'][number];
/** The words around files. */
export type UploadWords = Words<typeof uploadsEnglish> & { readonly locale?: string };

/** Why a file was not taken, for the visitor. */
export function refusalSentence({ file, why }: Refused, limits: Limits, strings: UploadWords): string {
  const allowed: Readonly<Record<Refusal, () => string>> = {
    kind: () => kindsOf(limits.attachmentTypes, strings['upload.pictures'], strings.locale),
    size: () => fileSize(limits.attachmentMaxSize, strings.locale),
    count: () => strings['upload.count'](limits.attachmentMaxCount),
    empty: () => '',
  };
  return strings[`upload.refused.${why}`]({ name: shortName(file.name), allowed: allowed[why]() });
}

const codes: Readonly<Record<Refusal, readonly [code: string, setting: keyof Limits | undefined]>> = {
  kind: ['rejected', 'attachmentTypes'],
  size: ['too-large', 'attachmentMaxSize'],
  count: ['rejected', 'attachmentMaxCount'],
  empty: ['rejected', undefined],
};

/** The same for the developer; what the file is called is the visitor's business. */
export function refusalLine({ file, why }: Refused, limits: Limits): string {
  const [code, setting] = codes[why];
  const because = setting ? `${setting} is ${JSON.stringify(limits[setting])}` : 'it is empty';
  return `[chat-widget] ${code}: A file (${file.type || 'no type'}, ${file.size} bytes) was not attached: ${because}.`;
}
