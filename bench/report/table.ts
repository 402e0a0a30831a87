import type { Figure, Figures } from '../figures.js';
import type { Cell, Measure } from '../work.js';
import { short } from './drawing.js';

const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;

const range = ({ median, min, max, samples }: Figure) =>
  samples > 1 ? `${short(median)} (${short(min)}–${short(max)})` : short(median);

/** One cell of a work as a table: a row for each subject, each number with how ours compares with it. */
export function table(figures: Figures, cell: Cell, own: string): string {
  const { subjects } = figures.result;
  const measures = figures.result.measures.filter(({ key }) =>
    subjects.some(({ name }) => figures.of(name, { cell: cell.key, measure: key })),
  );
  const ratio = (measure: Measure, figure: Figure) => {
    const ours = figures.of(own, { cell: cell.key, measure: measure.key });
    return ours && figure.median > 0 ? ` · ${short(ours.median / figure.median)} ×` : '';
  };
  const heading = ({ label, unit, net }: Measure) => `${label}${unit && ` ${unit}`}${net ? ', net' : ''}`;
  const rows = subjects.map(({ name, label, kind }) => {
    const failure = figures.failure(name, cell.key);
    const cells = measures.map((measure) => {
      const place = { cell: cell.key, measure: measure.key };
      const figure = figures.of(name, place);
      if (!figure) return '–';
      const isBest = figures.best(place)?.subject.name === name;
      const text = range(figure);
      return `${isBest ? `**${text}**` : text}${kind === 'peer' ? ratio(measure, figure) : ''}`;
    });
    const count = Math.max(
      0,
      ...measures.map(({ key }) => figures.of(name, { cell: cell.key, measure: key })?.samples ?? 0),
    );
    const named = kind === 'own' ? `**${label}**` : kind === 'peer' ? label : `_${label}_`;
    return line([named, ...cells, `${count}${failure ? `, ${failure.replaceAll('|', '\\|')}` : ''}`]);
  });
  return [
    line(['', ...measures.map(heading), 'samples']),
    line(['---', ...measures.map(() => '---:'), '---']),
    ...rows,
  ].join('\n');
}
