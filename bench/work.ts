import type { Desk } from './desk.js';
import type { BuiltSubject } from './build.js';

/** What one sample measured; what a subject cannot do is left out. */
export type Numbers = Readonly<Partial<Record<string, number>>>;

/** One number of a work. */
export interface Measure {
  readonly key: string;
  /** Heading of its column. */
  readonly label: string;
  readonly unit: 'ms' | 'kB' | 'MB' | '';
  /** What the floor needs for the same is taken off, before anything is compared. */
  readonly net?: boolean;
  /** Drawn as well: as a line where there is a series of sizes, as bars where there is none. */
  readonly plotted?: boolean;
}

/** One size of a work, at one speed of the machine. */
export interface Cell {
  /** Names it in the results, and in targets. */
  readonly key: string;
  readonly label: string;
  /** How many times slower the CPU is made. */
  readonly throttle: number;
  /** Who does not finish one cell of a series is not asked for the later, larger ones. */
  readonly series?: string;
  /** How much is asked, for growth along a series. */
  readonly size?: number;
}

/** How much is asked. */
export interface Extent {
  readonly throttles: readonly number[];
  /** The smallest that still proves that everything works. */
  readonly smoke: boolean;
}

/** Something that all chats are asked to do. */
export interface Work {
  readonly name: string;
  /** One sentence for readers of the results. */
  readonly about: string;
  /** What the sizes of its cells count. */
  readonly sizes?: string;
  readonly measures: readonly Measure[];
  readonly cells: (extent: Extent) => readonly Cell[];
  /** Does it once, in a page of its own. Rejects with a reason that the table can show. */
  readonly sample: (desk: Desk, subject: BuiltSubject, cell: Cell) => Promise<Numbers>;
}
