import { languageTag } from '../../src/protocol/language.js';
import type { Comforts } from '../foundation/comforts.js';

/** What each choice may be. */
const choices: Readonly<Record<Exclude<keyof Comforts, 'language'>, readonly unknown[]>> = {
  textSize: ['large', 'larger', 'largest'],
  contrast: ['more'],
  motion: ['less'],
  sound: [true, false],
  enterSends: [false],
  announce: ['all', 'off'],
  keep: ['always'],
};

/** What was kept, as far as it is still known: other versions of this widget, and the page, write in the same place. */
export function readComforts(raw: unknown): Comforts {
  if (typeof raw !== 'object' || raw === null) return {};
  const kept = new Map(Object.entries(raw));
  const language = languageTag(kept.get('language'));
  return {
    ...Object.fromEntries(
      Object.entries(choices)
        .filter(([name, values]) => values.includes(kept.get(name)))
        .map(([name]) => [name, kept.get(name) as unknown]),
    ),
    ...(language ? { language } : {}),
  };
}
