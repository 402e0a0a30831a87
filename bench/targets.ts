import type { Figures, Place } from './figures.js';

/** What is promised of one number: a limit for itself, or in proportion to what others need in the same run. */
interface Target extends Place {
  readonly work: string;
  readonly about: string;
  /** Whose number; `chat-widget` unless given. */
  readonly subject?: string;
  /**
   * Best peer (`best`), or subjects by name (each of those that have a number), or another number of the subject's own.
   * Absent: the limit is the number's own.
   */
  readonly against?: 'best' | readonly string[] | (Partial<Place> & { readonly name: string });
  /** No more than `limit`, unless it is to be no less. */
  readonly atLeast?: boolean;
  /** The exponent of growth from this size on is meant, not the number. */
  readonly growthFrom?: number;
  readonly limit: number;
}

/** A target, and what came out. */
export interface Verdict {
  readonly work: string;
  readonly about: string;
  readonly met: boolean | undefined;
  /** The number, and what it was compared with; or why there is none. */
  readonly finding: string;
  readonly limit: string;
}

const OURS = 'chat-widget';
const stream = (size: number) => `${size} kB, 1×`;
const DEFAULTS = ['deep-chat', 'n8n-chat', 'botframework-webchat'];

/** What is promised of a conversation that is there already. */
const long = (
  cell: string,
  messages: string,
  rows: readonly (readonly [measure: string, limit: number, against: Target['against'], about: string])[],
): readonly Target[] =>
  rows.map(([measure, limit, against, about]) => ({
    work: 'history',
    cell,
    measure,
    limit,
    ...(against && { against }),
    about: `${messages} messages, ${about}`,
  }));

const targets: readonly Target[] = [
  { work: 'load', cell: 'closed, 1×', measure: 'kB', limit: 12, about: 'kB until the launcher is visible' },
  { work: 'load', cell: 'open, 4×', measure: 'kB', limit: 33, about: 'kB until the composer can be typed into' },
  {
    work: 'load',
    cell: 'open, 4×',
    measure: 'ready',
    subject: 'chat-widget-tag',
    against: 'best',
    limit: 0.35,
    about: 'Time to usable, 4× slower CPU and slow 4G',
  },
  {
    work: 'load',
    cell: 'open, 4×',
    measure: 'main',
    subject: 'chat-widget-tag',
    against: 'best',
    limit: 0.5,
    about: 'Main-thread time to usable, 4× slower CPU and slow 4G',
  },
  { work: 'load', cell: 'open, 4×', measure: 'blocking', limit: 0, about: 'Blocking ms, 4× slower CPU' },
  { work: 'load', cell: 'open, 4×', measure: 'shift', limit: 0, about: 'Layout shift of the page' },
  {
    work: 'load',
    cell: 'open, 4×',
    measure: 'lcp',
    against: 'best',
    limit: 0.5,
    about: 'Delay of the page’s largest paint',
  },
  ...[20, 80].flatMap((size): readonly Target[] => [
    {
      work: 'stream',
      cell: stream(size),
      measure: 'main',
      against: 'best',
      limit: 0.4,
      about: `${size} kB answer, main-thread time, to the best peer`,
    },
    {
      work: 'stream',
      cell: stream(size),
      measure: 'main',
      against: DEFAULTS,
      limit: 0.1,
      about: `${size} kB answer, main-thread time, to the defaults of deep-chat, n8n and Bot Framework`,
    },
    {
      work: 'stream',
      cell: stream(size),
      measure: 'dropped',
      against: ['vanilla'],
      limit: 1,
      about: `${size} kB answer, frames dropped, to the vanilla reference`,
    },
    {
      work: 'stream',
      cell: stream(size),
      measure: 'p95',
      limit: 17,
      about: `${size} kB answer, 95th percentile frame`,
    },
    { work: 'stream', cell: stream(size), measure: 'lag', limit: 34, about: `${size} kB answer, ms to the last word` },
  ]),
  {
    work: 'stream',
    cell: stream(320),
    measure: 'main',
    growthFrom: 20,
    limit: 1.1,
    about: 'Growth of main-thread time from 20 to 320 kB (exponent)',
  },
  ...long('1000, 1×', '1,000', [
    ['show', 0.25, 'best', 'time to show'],
    ['elements', 0.1, 'best', 'elements'],
    ['appendWork', 0.6, 'best', 'main-thread time of one more'],
  ]),
  ...long('10000, 1×', '10,000', [
    ['show', 0.02, 'best', 'time to show'],
    ['show', 1.5, { cell: '1000, 1×', name: 'its own at 1000, 1×' }, 'time to show'],
    ['elements', 1_500, undefined, 'elements'],
    ['heap', 0.25, 'best', 'heap'],
    ['appendWork', 0.03, 'best', 'main-thread time of one more'],
    ['dropped', 0, undefined, 'frames dropped to the top and back'],
    ['blank', 0, undefined, 'blank frames to the top and back'],
  ]),
  ...[1, 4].flatMap((throttle) =>
    ['1000', '1000 streaming'].map((cell) => ({
      work: 'typing',
      cell: `${cell}, ${throttle}×`,
      measure: 'paint',
      against: 'best' as const,
      limit: throttle === 1 ? 1 : 0.8,
      about: `A key until it is painted, 1,000 messages${cell.endsWith('streaming') ? ', an answer streams' : ''}, ${throttle}×`,
    })),
  ),
  ...['1000', '1000 streaming'].map((cell) => ({
    work: 'typing',
    cell: `${cell}, 1×`,
    measure: 'worst',
    limit: 34,
    about: `The slowest key, 1,000 messages${cell.endsWith('streaming') ? ', an answer streams' : ''}: the next frame`,
  })),
  {
    work: 'history',
    cell: '10000, 1×',
    measure: 'found',
    limit: 1,
    atLeast: true,
    about: '10,000 messages, the first is found',
  },
  {
    work: 'many',
    cell: '2000 turns, 1×',
    measure: 'growth',
    against: { measure: 'noise', name: 'what the slope is unsure by' },
    limit: 2,
    about: '2,000 turns, heap for each beyond its words',
  },
  { work: 'many', cell: '20 closed, 1×', measure: 'main', limit: 20, about: '20 closed widgets, main-thread ms' },
];

const round = (value: number) => (Math.abs(value) < 10 ? value.toFixed(2) : value.toFixed(0));

type Judgement = Pick<Verdict, 'met' | 'finding'>;
const unknown = (finding: string): Judgement => ({ met: undefined, finding });

/** Whose number it is compared with, and in which cell. */
function rivals({ against, subject = OURS, ...place }: Target, figures: Figures) {
  if (against === 'best') {
    const best = figures.best(place)?.subject.name;
    return best ? [{ name: best, subject: best, cell: place.cell }] : [];
  }
  if (against && 'name' in against) return [{ subject, cell: place.cell, ...against }];
  return (against ?? []).map((name) => ({ name, subject: name, cell: place.cell }));
}

function compare(target: Target, figures: Figures, own: number): Judgement {
  const { limit } = target;
  const others = rivals(target, figures).flatMap(({ name, ...place }) => {
    const figure = figures.of(place.subject, { ...target, ...place });
    return figure ? [{ name, value: figure.median }] : [];
  });
  if (others.length === 0) return unknown(`${round(own)}; nobody to compare with has a number`);
  return {
    met: others.every(({ value }) => own <= limit * value),
    finding: others
      .map(({ name, value }) =>
        value > 0 ? `${(own / value).toFixed(2)} × ${name}` : `${round(own)} against ${round(value)} of ${name}`,
      )
      .join(', '),
  };
}

function judge(target: Target, figures: Figures): Judgement {
  const { subject = OURS, cell, measure, growthFrom, limit, against, atLeast } = target;
  if (growthFrom !== undefined) {
    const series = figures.result.cells.find(({ key }) => key === cell)?.series ?? '';
    const exponent = figures.growth(subject, series, measure, growthFrom);
    return Number.isNaN(exponent)
      ? unknown('was not measured')
      : { met: exponent <= limit, finding: exponent.toFixed(2) };
  }
  const own = figures.of(subject, target);
  if (!own) return unknown(figures.failure(subject, cell) ?? 'was not measured');
  if (against) return compare(target, figures, own.median);
  return { met: atLeast ? own.median >= limit : own.median <= limit, finding: round(own.median) };
}

/** Judges the targets of all cells that were measured. */
export const verdicts = (all: readonly Figures[]): readonly Verdict[] =>
  targets.flatMap((target) => {
    const figures = all.find(({ result }) => result.work === target.work);
    if (!figures?.result.cells.some(({ key }) => key === target.cell)) return [];
    return {
      work: target.work,
      about: target.about,
      limit: `${target.atLeast ? '≥' : '≤'} ${target.limit}${target.against ? ' ×' : ''}`,
      ...judge(target, figures),
    };
  });
