import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { format } from 'prettier';
import { figuresOf, type Figures } from '../figures.js';
import type { WorkResult } from '../results.js';
import { verdicts, type Verdict } from '../targets.js';
import type { Cell, Measure } from '../work.js';
import { bars } from './bars.js';
import { short } from './drawing.js';
import { lines } from './lines.js';
import { table } from './table.js';

/** Whose numbers are compared with everybody's. */
const OWN = 'chat-widget';

interface Plot {
  readonly file: string;
  readonly title: string;
  readonly svg: string;
}

const fileName = (...parts: readonly string[]) =>
  `${parts
    .join('-')
    .toLowerCase()
    .replaceAll('×', 'x')
    .replace(/[^a-z0-9]+/g, '-')}.svg`;

/** What is drawn: no floor, since everything stands on it. */
const shown = ({ result }: Figures) => result.subjects.filter(({ kind }) => kind !== 'floor');

function plotBars(figures: Figures, cell: Cell, measure: Measure): Plot {
  const title = `${figures.result.work}, ${cell.label}: ${measure.label}${measure.net ? ', net' : ''}`;
  const all = shown(figures).map(({ name, label, kind }) => {
    const figure = figures.of(name, { cell: cell.key, measure: measure.key });
    return figure
      ? { label, kind, value: figure.median, min: figure.min, max: figure.max }
      : { label, kind, note: figures.failure(name, cell.key) ?? '–' };
  });
  return { file: fileName(figures.result.work, cell.key, measure.key), title, svg: bars(title, measure.unit, all) };
}

function plotLines(figures: Figures, series: string, measure: Measure): Plot {
  const cells = figures.result.cells.filter((cell) => cell.series === series);
  const title = `${figures.result.work}: ${measure.label}${measure.net ? ', net' : ''}, ${measure.unit}`;
  const all = shown(figures).map(({ name, label, kind }) => ({
    label,
    kind,
    points: cells.flatMap((cell) => {
      const figure = figures.of(name, { cell: cell.key, measure: measure.key });
      return figure ? [[cell.size ?? 0, figure.median] as const] : [];
    }),
  }));
  const { work, sizes = 'size' } = figures.result;
  return { file: fileName(work, series, measure.key), title, svg: lines(title, sizes, all) };
}

function plots(figures: Figures): readonly Plot[] {
  const { cells, measures } = figures.result;
  const isLong = (series: string | undefined) => cells.filter((cell) => cell.series === series).length > 1;
  const series = [...new Set(cells.map((cell) => cell.series))].filter((each) => each !== undefined && isLong(each));
  return measures
    .filter(({ plotted }) => plotted)
    .flatMap((measure) => [
      ...series.map((each) => plotLines(figures, each ?? '', measure)),
      ...cells.filter((cell) => !cell.series || !isLong(cell.series)).map((cell) => plotBars(figures, cell, measure)),
    ]);
}

const mark = ({ met }: Verdict) => (met === undefined ? 'not known' : met ? 'met' : '**missed**');

/** The targets, and what came of them. */
const targetTable = (all: readonly Verdict[]): string =>
  [
    '| target | limit | found | |',
    '| --- | --- | --- | --- |',
    ...all.map((each) => `| ${each.about} | ${each.limit} | ${each.finding.replaceAll('|', '\\|')} | ${mark(each)} |`),
  ].join('\n');

function growthTable(figures: Figures): string {
  const { cells, subjects, measures } = figures.result;
  const series = cells.filter((cell) => cell.series && cell.size !== undefined).at(0)?.series;
  const measure = measures.find(({ plotted }) => plotted);
  if (!series || !measure || cells.filter((cell) => cell.series === series).length < 2) return '';
  const rows = subjects.flatMap(({ name, label, kind }) => {
    const exponent = figures.growth(name, series, measure.key, 0);
    return kind === 'floor' || Number.isNaN(exponent) ? [] : `${label} ${short(exponent)}`;
  });
  return `Growth of ${measure.label} with the size, as an exponent (1 is a line, 2 a square): ${rows.join(', ')}.`;
}

const section = (figures: Figures): string => {
  const { result } = figures;
  return [
    `## ${result.work}`,
    result.about,
    `${result.date.slice(0, 10)}, ${result.browser}, ${result.machine}; up to ${result.runs} samples.${result.commit ? ` Ours as of ${result.commit}.` : ''}`,
    ...plots(figures).map(({ file, title }) => `![${title}](${file})`),
    growthTable(figures),
    ...result.cells.flatMap((cell) => [`### ${result.work}, ${cell.label}`, table(figures, cell, OWN)]),
  ].join('\n\n');
};

const page = (all: readonly Figures[]): string =>
  [
    '# What was measured',
    'Made by `npm run bench`; [how](../performance.md) is another page. Medians, least and most in brackets. “Net” is without what the empty page needs for the same. The best peer of a column is bold; “0.3 ×” says that the widget needs 0.3 of what that one needs. Read the ratios: milliseconds are those of one machine.',
    '## Targets',
    targetTable(verdicts(all)),
    ...all.map(section),
    '## Versions',
    [...new Map(all.flatMap(({ result }) => result.subjects.map((each) => [each.name, each]))).values()]
      .filter(({ versions }) => Object.keys(versions).length > 0)
      .map(
        ({ label, versions }) =>
          `- ${label}: ${Object.entries(versions)
            .map((each) => each.join(' '))
            .join(', ')}`,
      )
      .join('\n'),
  ].join('\n\n');

async function earlier(folder: string): Promise<readonly WorkResult[]> {
  try {
    return JSON.parse(await readFile(`${folder}/results.json`, 'utf8')) as readonly WorkResult[];
  } catch {
    return [];
  }
}

/** Writes results, tables and drawings. Works that were not done this time stay as they were found there. */
export async function writeReport(folder: string, results: readonly WorkResult[]): Promise<readonly Verdict[]> {
  await mkdir(folder, { recursive: true });
  const kept = (await earlier(folder)).filter(({ work }) => !results.some((each) => each.work === work));
  const all = [...kept, ...results];
  const figures = all.map(figuresOf);
  await writeFile(`${folder}/results.json`, await format(JSON.stringify(all), { parser: 'json', printWidth: 120 }));
  await writeFile(`${folder}/results.md`, await format(page(figures), { parser: 'markdown', printWidth: 120 }));
  for (const each of figures.flatMap(plots)) await writeFile(`${folder}/${each.file}`, each.svg);
  return verdicts(results.map(figuresOf));
}
