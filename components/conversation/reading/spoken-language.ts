import { languageTag } from '../../../src/protocol/language.js';

/** Scripts whose letters tell a language apart from those around it, and the language to read them in. */
const languages: Readonly<Record<string, string>> = {
  Arabic: 'ar',
  Cyrillic: 'ru',
  Devanagari: 'hi',
  Greek: 'el',
  Han: 'zh',
  Hangul: 'ko',
  Hebrew: 'he',
  Hiragana: 'ja',
  Katakana: 'ja',
  Latin: 'en',
  Thai: 'th',
};
const letters = Object.keys(languages).map((script) => ({
  script,
  all: new RegExp(`\\p{Script=${script}}`, 'gu'),
}));
/** As far as a text is looked at. */
const READ = 400;

/** The scripts that a language is written in, by their long names. */
const written: Readonly<Record<string, readonly string[]>> = {
  Arab: ['Arabic'],
  Cyrl: ['Cyrillic'],
  Deva: ['Devanagari'],
  Grek: ['Greek'],
  Hans: ['Han'],
  Hant: ['Han'],
  Hebr: ['Hebrew'],
  Jpan: ['Han', 'Hiragana', 'Katakana'],
  Kore: ['Han', 'Hangul'],
  Latn: ['Latin'],
  Thai: ['Thai'],
};

/** The language that an element says it is in, itself or around it, through every shadow root. A page may say anything. */
export function languageAround(element: Element): string {
  for (let each: Element | null = element; each;) {
    const said = each.closest('[lang]:not([lang=""])')?.getAttribute('lang');
    if (said) return languageTag(said) ?? navigator.language;
    const root: Node = each.getRootNode();
    each = root instanceof ShadowRoot ? root.host : null;
  }
  return navigator.language;
}

/** What a text is to be read in: the language around it, unless its letters are those of another one. */
export function spokenLanguage(text: string, around: string): string {
  const beginning = text.slice(0, READ);
  const counted = letters.map(({ script, all }) => ({ script, count: beginning.match(all)?.length ?? 0 }));
  const kana = counted.find(({ script, count }) => count && /^(Hira|Kata)/.test(script));
  const most = kana ?? counted.reduce((a, b) => (b.count > a.count ? b : a));
  try {
    const own = written[new Intl.Locale(around).maximize().script ?? ''];
    if (!most.count || own?.includes(most.script)) return around;
  } catch {
    // A page may call its language anything.
  }
  return most.count ? (languages[most.script] ?? around) : around;
}
