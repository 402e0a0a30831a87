import { matchLanguage } from './match-language.js';
import { regional } from './regional.js';
import type { AllStrings } from './strings.js';

/** Every language besides English: a file with all its words, fetched by those who read it. */
export const vocabularies = {
  ar: async () => (await import('./languages/ar.js')).arabic,
  de: async () => (await import('./languages/de.js')).german,
  es: async () => (await import('./languages/es.js')).spanish,
  fa: async () => (await import('./languages/fa.js')).persian,
  fr: async () => (await import('./languages/fr.js')).french,
  he: async () => (await import('./languages/he.js')).hebrew,
  hi: async () => (await import('./languages/hi.js')).hindi,
  id: async () => (await import('./languages/id.js')).indonesian,
  it: async () => (await import('./languages/it.js')).italian,
  ja: async () => (await import('./languages/ja.js')).japanese,
  ko: async () => (await import('./languages/ko.js')).korean,
  nl: async () => (await import('./languages/nl.js')).dutch,
  pl: async () => (await import('./languages/pl.js')).polish,
  pt: async () => (await import('./languages/pt.js')).portuguese,
  ru: async () => (await import('./languages/ru.js')).russian,
  sv: async () => (await import('./languages/sv.js')).swedish,
  tr: async () => (await import('./languages/tr.js')).turkish,
  uk: async () => (await import('./languages/uk.js')).ukrainian,
  ur: async () => (await import('./languages/ur.js')).urdu,
  vi: async () => (await import('./languages/vi.js')).vietnamese,
  'zh-Hans': async () => (await import('./languages/zh-Hans.js')).simplifiedChinese,
  'zh-Hant': async () => (await import('./languages/zh-Hant.js')).traditionalChinese,
} satisfies Record<string, () => Promise<AllStrings>>;

/** The tags of all languages. */
export const languages = ['en', ...(Object.keys(vocabularies) as (keyof typeof vocabularies)[])] as const;

/** What a server may say otherwise: the greeting, and words that are no sentence about something. */
const labelled = [
  'welcome.title', 'menu.restart', 'menu.export', 'menu.maximize', 'menu.restore', 'menu.language', 'restart.question',
  'restart.confirm', 'confirm.cancel', 'contact.name', 'contact.email',
] as const; // prettier-ignore

/** All words in the first of the wanted languages that there is; only where the lines begin for English, which everybody has. */
export async function vocabularyFor(
  wanted: readonly string[],
  labels: Readonly<Record<string, string>> = {},
): Promise<Partial<AllStrings>> {
  const tag = matchLanguage(wanted, languages) ?? 'en';
  const words = tag === 'en' ? { dir: 'ltr' } : { ...(await vocabularies[tag]()), locale: regional(tag, wanted) };
  const said = labelled.filter((key) => labels[key]).map((key) => [key, labels[key]]);
  return { ...words, ...(Object.fromEntries(said) as Partial<AllStrings>) };
}
