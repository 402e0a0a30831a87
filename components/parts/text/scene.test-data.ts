import { talkEnglish } from '../../../src/i18n/talk.en.js';
import { addressPolicy } from '../address-policy.js';
import { loadFormulas } from './formula-reader.js';
import type { Scene } from './scene.js';

await loadFormulas();

/** What a text stands in that stands alone. */
export const sceneOf =
  (more: Partial<Scene> = {}): (() => Scene) =>
  () => ({
    words: talkEnglish,
    addresses: addressPolicy(undefined),
    math: { dollars: false, formulas: 200 },
    fill: () => undefined,
    ...more,
  });
