/**
 * Signs that turn the reading direction, take no room or cannot be seen: they make words look like others. Those that
 * writing needs stay: the joiners of Persian, Indic scripts and emoji, and soft hyphens.
 */
const deceitful =
  /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]/g;
/** More marks on one letter than any language needs climb over the lines around it. */
const heaps = /(\p{M}{4})\p{M}+/gu;

/** The words without the signs that could make them read as something else. What is not a text says nothing. */
export const withoutDeceit = (text: unknown): string =>
  typeof text === 'string' ? text.replace(deceitful, '').replace(heaps, '$1') : '';
