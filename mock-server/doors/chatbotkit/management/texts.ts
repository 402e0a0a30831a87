import type { Store } from '../../../store.js';
import { isObject, type JsonObject } from '../../json.js';
import { languagesOf } from './fields.js';
import type { ResolvedWidget } from './resolve-widget.js';

/** What a widget says, by the vendor’s names. */
export type Texts = Readonly<Record<string, string>>;

/** The words of the interface, as long as nobody translates them. */
export const phrases = {
  confirmYes: 'Yes',
  confirmNo: 'No',
  confirmRestart: 'Start a new conversation?',
  language: 'Language',
  restart: 'Restart',
  export: 'Export',
  maximize: 'Maximize',
  minimize: 'Minimize',
  name: 'Name',
  email: 'Email',
} as const satisfies Texts;

const owned = ['title', 'placeholder', 'intro', 'initial'] as const;

/** The texts of a widget as they are, in no language but its own. */
export const defaultTexts = ({ settings }: ResolvedWidget): Texts => ({
  ...phrases,
  ...Object.fromEntries(owned.map((name) => [name, typeof settings[name] === 'string' ? settings[name] : ''])),
});

/** The texts of a widget by language, and as they are under `default`; undefined where it names no languages. */
export function languageMap(store: Store, widget: ResolvedWidget): Readonly<Record<string, Texts>> | undefined {
  const languages = languagesOf(widget.settings['language']);
  if (languages.length === 0) return undefined;
  const { texts }: JsonObject = store.find('languages', widget.id) ?? {};
  const made = isObject(texts) ? (texts as Readonly<Record<string, Texts>>) : {};
  const entries = languages.flatMap((tag) => (made[tag] ? [[tag, made[tag]] as const] : []));
  return { default: defaultTexts(widget), ...Object.fromEntries(entries) };
}
