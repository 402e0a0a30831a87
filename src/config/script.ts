import { settingOf, type Setting } from './config.js';

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/**
 * The settings that a script tag carries: those of its query string, and over them those of its `data-*`. Names may be
 * kebab-case or camelCase; what is no setting is left out.
 */
export function scriptSettings(
  src: string,
  dataset: Readonly<DOMStringMap>,
): Readonly<Partial<Record<Setting, string>>> {
  const said: Partial<Record<Setting, string>> = {};
  for (const [name, value = ''] of [...new URL(src).searchParams, ...Object.entries(dataset)]) {
    const key = settingOf(kebab(name));
    if (key) said[key] = value;
  }
  return said;
}
