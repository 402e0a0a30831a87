import type { Backend } from '../../../backend.js';
import { languagesOf } from './fields.js';
import { resolveWidget } from './resolve-widget.js';
import { defaultTexts, type Texts } from './texts.js';
import type { Translate } from './translate.js';

/** A text that could not be translated stays as it is. */
async function translated(texts: Texts, language: string, translate: Translate): Promise<readonly [string, Texts]> {
  const said = Object.entries(texts).map(async ([name, text]) => {
    const other = text === '' ? '' : await translate(text, language).catch(() => text);
    return [name, other] as const;
  });
  return [language, Object.fromEntries(await Promise.all(said))];
}

/**
 * Makes the language maps of widgets, each under its widget’s own id. What was made before is gone at once, what is made
 * now is there a while later; of several runs for one widget only the last counts.
 */
export function createSetup(
  { store, report }: Pick<Backend, 'store' | 'report'>,
  translate: Translate,
): (id: string) => void {
  const runs = new Map<string, symbol>();

  async function make(id: string, run: symbol): Promise<void> {
    const widget = resolveWidget(store, id);
    if (!widget || widget === 'deleted') return;
    const texts = defaultTexts(widget);
    const languages = languagesOf(widget.settings['language']);
    const made = await Promise.all(languages.map((language) => translated(texts, language, translate)));
    if (runs.get(id) !== run) return;
    runs.delete(id);
    if (store.find('widgets', id)) store.put('languages', { id, texts: Object.fromEntries(made) });
  }

  return (id) => {
    const run = Symbol(id);
    runs.set(id, run);
    store.remove('languages', id);
    make(id, run).catch(report);
  };
}
