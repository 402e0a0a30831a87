import { isPlain, type Raw } from '../plain.js';

/** Which setting each text of the map is. */
const settings = { title: 'heading', placeholder: 'placeholder', intro: 'intro', initial: 'initial' } as const;

const wordsOf = (language: unknown): readonly string[] =>
  typeof language === 'string' ? language.split(/[\s,;]+/).filter(Boolean) : [];

/** A tag, then its language in general. */
const wider = (tag: string): readonly string[] => [tag, tag.replace(/-.*/, '')];

/**
 * The texts of ChatBotKit's language map: in a language that the page chose, in the one that the widget speaks where it
 * speaks only one, in one of the browser's, or as they are.
 */
export function mappedTexts(
  { languageMap, language }: Raw,
  chosen: readonly string[],
  browser: readonly string[] = globalThis.navigator?.languages ?? [],
): Raw {
  if (!isPlain(languageMap)) return {};
  const own = wordsOf(language);
  const tags = [...chosen, ...(own.length === 1 ? own : []), ...browser].flatMap(wider);
  const tag = tags.find((each) => Object.hasOwn(languageMap, each)) ?? 'default';
  const texts = Object.hasOwn(languageMap, tag) ? languageMap[tag] : undefined;
  if (!isPlain(texts)) return {};
  const said = Object.entries(settings).map(([name, setting]) => [setting, texts[name]] as const);
  return Object.fromEntries(said.filter(([, text]) => typeof text === 'string' && text !== ''));
}
