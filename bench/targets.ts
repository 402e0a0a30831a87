import type { Figures, Place } from './figures.js';

/** What is promised of one number: a limit for itself, or in proportion to what others need in the same run. */
interface Target extends Place {
  readonly work: string;
  readonly about: string;
  /** Whose number; `chat-widget` unless given. */
  readonly subject?: string;
  /** Best peer (`best`), or subjects by name: each of those that have a number. Absent: the limit is the number's own. */
  readonly against?: 'best' | readonly string[];
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

const stream = (size: number) => `${size} kB, 1×`;
const DEFAULTS = ['deep-chat', 'n8n-chat', 'botframework-webchat'];

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
];

const round = (value: number) => (Math.abs(value) < 10 ? value.toFixed(2) : value.toFixed(0));

type Judgement = Pick<Verdict, 'met' | 'finding'>;
const unknown = (finding: string): Judgement => ({ met: undefined, finding });

function compare(target: Target, figures: Figures, own: number): Judgement {
  const { against, limit } = target;
  const best = against === 'best' ? figures.best(target) : undefined;
  const named = against === 'best' ? (best ? [best.subject.name] : []) : (against ?? []);
  const others = named.flatMap((name) => {
    const figure = figures.of(name, target);
    return figure ? [{ name, value: figure.median }] : [];
  });
  if (others.length === 0)
    return unknown(`${round(own)}; nobody to compare with: ${named.join(', ') || 'no peer'} has no number`);
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
  const { subject = 'chat-widget', cell, measure, growthFrom, limit, against } = target;
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
  return { met: own.median <= limit, finding: round(own.median) };
}

/** Judges the targets of all cells that were measured. */
export const verdicts = (all: readonly Figures[]): readonly Verdict[] =>
  targets.flatMap((target) => {
    const figures = all.find(({ result }) => result.work === target.work);
    if (!figures?.result.cells.some(({ key }) => key === target.cell)) return [];
    return {
      work: target.work,
      about: target.about,
      limit: `≤ ${target.limit}${target.against ? ' ×' : ''}`,
      ...judge(target, figures),
    };
  });
