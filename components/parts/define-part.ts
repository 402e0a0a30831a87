import type { AllStrings } from '../../src/i18n/strings.js';
import type { Part, PartKind, PartMap, UnknownPart } from '../../src/protocol/part.js';

/** One kind of content, before it is drawn: its check, its element and its chunk. */
export interface PartDefinition<K extends PartKind = PartKind> {
  readonly kind: K;
  /** The custom element that draws it; it gets the part as its `data` property. */
  readonly tag: string;
  /** The feature switch that turns it to plain text when off. */
  readonly setting?: string;
  /** Words from outside: true only if the part can be drawn. */
  readonly accepts: (part: Part | UnknownPart) => boolean;
  /** Fetches the chunk that defines `tag`. */
  readonly load: () => Promise<unknown>;
  /**
   * The part in words, for a chat that cannot or may not draw it; the interface's own words are given where they are known,
   * else it is English. Absent: everything in it that reads like words.
   */
  toText?(part: PartMap[K], strings?: Partial<AllStrings>): string;
  /** Said by a mock bot at `show KIND`, and drawn in docs. The built-in kinds keep theirs in `KIND.example.ts`. */
  readonly example?: PartMap[K];
}

/** Types the definition; nothing is registered or loaded. */
export const definePart = <K extends PartKind>(definition: PartDefinition<K>): PartDefinition<K> => definition;
