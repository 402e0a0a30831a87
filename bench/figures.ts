import type { Entrant, WorkResult } from './results.js';
import { growth, median } from './statistics.js';

/** What all samples of one subject come to, in one cell and by one measure; net ones without the floor. */
export interface Figure {
  readonly median: number;
  readonly min: number;
  readonly max: number;
  readonly samples: number;
}

/** Which number is meant. */
export interface Place {
  readonly cell: string;
  readonly measure: string;
}

/** One work's numbers, ready to be compared. */
export interface Figures {
  readonly result: WorkResult;
  readonly of: (subject: string, place: Place) => Figure | undefined;
  /** Why there is no figure. */
  readonly failure: (subject: string, cell: string) => string | undefined;
  /** The peer with the lowest figure. */
  readonly best: (place: Place) => { readonly subject: Entrant; readonly figure: Figure } | undefined;
  /** How cost grows with the sizes of a series, from a size on. */
  readonly growth: (subject: string, series: string, measure: string, from: number) => number;
}

/** Reads the samples of one work. */
export function figuresOf(result: WorkResult): Figures {
  const floor = result.subjects.find(({ kind }) => kind === 'floor')?.name;
  const row = (subject: string, cell: string) =>
    result.rows.find((each) => each.subject === subject && each.cell === cell);
  const numbers = (subject: string, { cell, measure }: Place): readonly number[] =>
    row(subject, cell)?.samples.flatMap((sample) => sample[measure] ?? []) ?? [];

  const of = (subject: string, place: Place): Figure | undefined => {
    const all = numbers(subject, place);
    if (all.length === 0) return undefined;
    const isNet = result.measures.find(({ key }) => key === place.measure)?.net && subject !== floor;
    const base = isNet && floor ? median(numbers(floor, place)) || 0 : 0;
    return {
      median: median(all) - base,
      min: Math.min(...all) - base,
      max: Math.max(...all) - base,
      samples: all.length,
    };
  };
  return {
    result,
    of,
    failure: (subject, cell) => row(subject, cell)?.failure,
    best: (place) =>
      result.subjects
        .filter(({ kind }) => kind === 'peer')
        .flatMap((subject) => {
          const figure = of(subject.name, place);
          return figure ? [{ subject, figure }] : [];
        })
        .sort((a, b) => a.figure.median - b.figure.median)[0],
    growth: (subject, series, measure, from) =>
      growth(
        result.cells
          .filter((cell) => cell.series === series && (cell.size ?? 0) >= from)
          .flatMap((cell) => {
            const figure = of(subject, { cell: cell.key, measure });
            return figure ? [[cell.size ?? 0, figure.median] as const] : [];
          }),
      ),
  };
}
