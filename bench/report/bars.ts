import { drawing, named, short, words } from './drawing.js';

/** One bar; without a value it says why. */
export interface Bar {
  readonly label: string;
  readonly kind: string;
  readonly value?: number;
  readonly min?: number;
  readonly max?: number;
  readonly note?: string;
}

const WIDTH = 800;
const NAMES = 270;
const ROW = 26;
const TOP = 52;

/** Bars from the best to the worst, each with its least and most; who has no number stands below. */
export function bars(title: string, unit: string, all: readonly Bar[]): string {
  const sorted = [...all].sort((a, b) => (a.value ?? Infinity) - (b.value ?? Infinity));
  const most = Math.max(1e-9, ...sorted.map(({ value = 0, max = 0 }) => Math.max(value, max)));
  const room = WIDTH - NAMES - 110;
  const across = (value: number) => (Math.max(0, value) / most) * room;
  const rows = sorted.map(({ label, kind, value, min = value, max = value, note = '' }, index) => {
    const y = TOP + index * ROW;
    const name = `<text x="${NAMES - 10}" y="${y + 13}" text-anchor="end" class="${kind === 'own' ? 'own-text' : ''}">${named(label)}</text>`;
    if (value === undefined) return `${name}<text class="quiet" x="${NAMES}" y="${y + 13}">${words(note)}</text>`;
    const end = NAMES + across(Math.max(value, max ?? value));
    return `${name}
<rect class="${kind}" x="${NAMES}" y="${y}" width="${Math.max(1, across(value)).toFixed(1)}" height="18" rx="2"/>
<line class="range" x1="${(NAMES + across(min ?? value)).toFixed(1)}" x2="${(NAMES + across(max ?? value)).toFixed(1)}" y1="${y + 9}" y2="${y + 9}"/>
<text x="${(end + 8).toFixed(1)}" y="${y + 13}" class="${kind === 'own' ? 'own-text' : ''}">${short(value)} ${unit}</text>`;
  });
  const told = sorted.map(({ label, value, note = '' }) =>
    value === undefined ? `${label}: ${note}` : `${label}: ${short(value)} ${unit}`,
  );
  return drawing(
    { width: WIDTH, height: TOP + sorted.length * ROW + 14 },
    title,
    `${told.join('; ')}.`,
    rows.join('\n'),
  );
}
