import { definePart } from '../define-part.js';
import { aNumber, has, maybe, type Check } from '../shape.js';

/** A place on earth. */
export interface LocationPart {
  readonly type: 'location';
  /** Degrees; south is negative. */
  readonly latitude: number;
  /** Degrees; west is negative. */
  readonly longitude: number;
  readonly label?: string;
}
declare module '../../../src/protocol/part.js' {
  interface PartMap {
    location: LocationPart;
  }
}

const upTo =
  (most: number): Check =>
  (value) =>
    aNumber(value) && Math.abs(value as number) <= most;

export const location = definePart({
  kind: 'location',
  tag: 'chat-location',
  accepts: has({ latitude: upTo(90), longitude: upTo(180), label: maybe((label) => typeof label === 'string') }),
  load: () => import('./location.js'),
  toText: ({ label, latitude, longitude }) => [label, `${latitude}, ${longitude}`].filter(Boolean).join('\n'),
});
