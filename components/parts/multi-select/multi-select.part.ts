import { definePart } from '../define-part.js';
import { aNumber, aText, has, maybe, some, type Check } from '../shape.js';

export interface MultiSelectItem {
  readonly id: string;
  readonly label: string;
  readonly description?: string;
}
/** A question with more than one answer. */
export interface MultiSelectPart {
  readonly type: 'multi-select';
  readonly title?: string;
  readonly items: readonly MultiSelectItem[];
  /** How many at least; one unless said otherwise. */
  readonly min?: number;
  /** How many at most; all unless said otherwise. */
  readonly max?: number;
  readonly submitLabel?: string;
}
declare module '../../../src/protocol/part.js' {
  interface PartMap {
    'multi-select': MultiSelectPart;
  }
}

const words: Check = (value) => typeof value === 'string';

export const multiSelect = definePart({
  kind: 'multi-select',
  tag: 'chat-multi-select',
  accepts: has({
    title: maybe(words),
    items: some(has({ id: aText, label: aText, description: maybe(words) })),
    min: maybe(aNumber),
    max: maybe(aNumber),
    submitLabel: maybe(words),
  }),
  load: () => import('./multi-select.js'),
  toText: ({ title, items }) => [title, ...items.map(({ label }) => label)].filter(Boolean).join('\n'),
});
