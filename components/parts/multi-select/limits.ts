import type { multiSelectEnglish } from '../../../src/i18n/parts/multi-select.en.js';
import type { Words } from '../../../src/i18n/strings.js';
import type { PartMap } from '../../../src/protocol/part.js';

/** How many may be chosen. An answer always has one choice at least. */
export interface Limits {
  readonly min: number;
  readonly max: number;
}

/** The limits as the items allow them: nobody is asked for four of three. */
export function limitsOf({ items, min = 1, max = items.length }: PartMap['multi-select']): Limits {
  const most = Math.min(Math.max(Math.floor(max), 1), items.length);
  return { min: Math.min(Math.max(Math.floor(min), 1), most), max: most };
}

/** The limits in words; nothing where any number will do. */
export function hintOf(
  { min, max }: Limits,
  count: number,
  strings: Words<typeof multiSelectEnglish>,
): string | undefined {
  if (min === max && max < count) return strings['multi-select.exactly'](max);
  if (min > 1 && max < count) return strings['multi-select.between']({ min, max });
  if (max < count) return strings['multi-select.atMost'](max);
  return min > 1 ? strings['multi-select.atLeast'](min) : undefined;
}
