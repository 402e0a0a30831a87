import { definePart } from '../define-part.js';
import { aNumber, aText, has, maybe } from '../shape.js';

/** How far something has come. Said again with the same `id` it changes in place. */
export interface ProgressPart {
  readonly type: 'progress';
  readonly id?: string;
  readonly label: string;
  /** Absent: it goes on, and nobody knows how long. */
  readonly value?: number;
  /** Absent: a hundred. */
  readonly max?: number;
}
declare module '../../../src/protocol/part.js' {
  interface PartMap {
    progress: ProgressPart;
  }
}

const check = has({ label: aText, value: maybe(aNumber), max: maybe((max) => aNumber(max) && Number(max) > 0) });

export const progress = definePart({
  kind: 'progress',
  tag: 'chat-progress',
  accepts: (part) => check(part),
  load: () => import('./progress.js'),
  toText: ({ label, value, max = 100 }, strings) =>
    value === undefined || value === null
      ? label
      : `${label}: ${new Intl.NumberFormat(strings?.locale ?? 'en', { style: 'percent' }).format(value / max)}`,
});
