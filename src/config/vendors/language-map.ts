import { isPlain, type Raw } from '../plain.js';

/** Which word of the interface each label of the map is. */
const labels = {
  language: 'menu.language',
  restart: 'menu.restart',
  export: 'menu.export',
  maximize: 'menu.maximize',
  minimize: 'menu.restore',
  name: 'contact.name',
  email: 'contact.email',
  confirmRestart: 'restart.question',
  confirmYes: 'restart.confirm',
  confirmNo: 'confirm.cancel',
} as const;

/** Which setting each text of the map is. */
const settings = { title: 'heading', placeholder: 'placeholder', intro: 'intro', initial: 'initial' } as const;

const wordsOf = (language: unknown): readonly string[] =>
  [language].flat().flatMap((each) => (typeof each === 'string' ? each.split(/[\s,;]+/).filter(Boolean) : []));

/** A tag, then its language in general. */
const wider = (tag: string): readonly string[] => [tag, tag.replace(/-.*/, '')];

/**
 * The texts of ChatBotKit's language map: in a language that the page chose, in the one that the widget speaks where it
 * speaks only one, in the page's, in one of the browser's, or as they are.
 */
export function mappedTexts(
  { languageMap, language }: Raw,
  chosen: readonly string[],
  browser: readonly string[] = [
    globalThis.document?.documentElement.lang ?? '',
    ...(globalThis.navigator?.languages ?? []),
  ],
): Raw {
  if (!isPlain(languageMap)) return {};
  const own = wordsOf(language);
  const tags = [...chosen, ...(own.length === 1 ? own : []), ...browser].flatMap(wider);
  const tag = tags.find((each) => Object.hasOwn(languageMap, each)) ?? 'default';
  const texts = Object.hasOwn(languageMap, tag) ? languageMap[tag] : undefined;
  if (!isPlain(texts)) return {};
  const said = (names: Readonly<Record<string, string>>): Raw =>
    Object.fromEntries(
      Object.entries(names)
        .map(([name, key]) => [key, texts[name]] as const)
        .filter(([, text]) => typeof text === 'string' && text !== ''),
    );
  // What a widget says by default is in nobody's language in particular: labels of ours are better.
  const worded = tag === 'default' ? {} : said(labels);
  return { ...said(settings), ...(Object.keys(worded).length ? { labels: worded } : {}) };
}
