import type { BuiltSubject } from './build.js';
import type { Cell, Measure, Numbers } from './work.js';

/** A subject, as tables show it. */
export interface Entrant extends Pick<BuiltSubject, 'name' | 'kind' | 'versions'> {
  /** Name and version, as it says itself. */
  readonly label: string;
}

/** What one subject did in one cell. */
export interface Row {
  readonly subject: string;
  readonly cell: string;
  readonly samples: readonly Numbers[];
  /** Why there are not more. */
  readonly failure?: string;
}

/** All of one work, measured in one run. */
export interface WorkResult {
  readonly work: string;
  readonly about: string;
  readonly sizes?: string;
  readonly date: string;
  /** The state of our own sources, by its commit. */
  readonly commit?: string;
  readonly machine: string;
  readonly browser: string;
  readonly runs: number;
  readonly measures: readonly Measure[];
  readonly cells: readonly Cell[];
  readonly subjects: readonly Entrant[];
  readonly rows: readonly Row[];
}
