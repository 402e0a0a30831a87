import type { Config } from '../../../src/config/config.js';
import { persistFor } from '../../../src/core/persist-for.js';
import { consentEnglish } from '../../../src/i18n/consent.en.js';
import type { Words } from '../../../src/i18n/strings.js';

/** What the visitor agrees to, as they read it. */
export interface Terms {
  readonly paragraphs: readonly string[];
  /** What is kept on the device, one line each. */
  readonly kept: readonly string[];
  readonly policy: string;
}

const lines = (Object.keys(consentEnglish) as (keyof typeof consentEnglish)[]).filter((key) =>
  key.startsWith('consent.kept.'),
);

/** Lines that are true under some settings only. */
const only: Readonly<Record<string, (config: Config) => boolean>> = {
  'consent.kept.questions': ({ tools }) => tools,
  'consent.kept.contact': ({ contactCollection }) => contactCollection,
  'consent.kept.lasting-token': ({ persist }) => persistFor(persist) === 'always',
};

/** Made from the settings: whoever changes them asks for something else, and has to ask again. */
export function termsOf(config: Config, words: Words<typeof consentEnglish>): Terms {
  const { consentText, privacyUrl } = config;
  const persist = persistFor(config.persist);
  return {
    paragraphs: consentText ? [consentText] : [words['consent.explanation'], words[`consent.${persist}`]],
    kept: persist === 'none' ? [] : lines.filter((key) => only[key]?.(config) ?? true).map((key) => words[key]),
    policy: privacyUrl,
  };
}
