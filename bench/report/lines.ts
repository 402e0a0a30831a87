import { drawing, named, short, words } from './drawing.js';

/** What one subject needs for each size. */
export interface Line {
  readonly label: string;
  readonly kind: string;
  readonly points: readonly (readonly [size: number, value: number])[];
}

const WIDTH = 840;
const HEIGHT = 460;
const LEFT = 70;
const RIGHT = 330;
const TOP = 56;
const BOTTOM = 56;
/** Names at the ends of lines keep this distance. */
const APART = 16;

const decades = (least: number, most: number): readonly number[] => {
  const first = Math.floor(Math.log10(least));
  return Array.from({ length: Math.ceil(Math.log10(most)) - first + 1 }, (_, index) => 10 ** (first + index));
};

/** Lines over sizes. Both scales are logarithms: what grows with the size is a straight line, what is flat stays flat. */
export function lines(title: string, sizes: string, all: readonly Line[]): string {
  // What is at the floor has no logarithm: it is drawn at the lower edge.
  const shown = all
    .filter(({ points }) => points.length > 0)
    .map((line) => ({ ...line, points: line.points.map(([size, value]) => [size, Math.max(value, 1)] as const) }));
  const values = shown.flatMap(({ points }) => points.map(([, value]) => value));
  const xs = [...new Set(shown.flatMap(({ points }) => points.map(([size]) => size)))].sort((a, b) => a - b);
  const ticks = decades(Math.min(...values, 1e9), Math.max(...values, 1));
  const scale = (from: number, to: number, low: number, high: number) => (value: number) =>
    low + ((Math.log(value) - Math.log(from)) / (Math.log(to) - Math.log(from) || 1)) * (high - low);
  const x = scale(xs[0] ?? 1, xs.at(-1) ?? 1, LEFT + 10, WIDTH - RIGHT);
  const y = scale(ticks[0] ?? 1, ticks.at(-1) ?? 1, HEIGHT - BOTTOM, TOP);

  const grid = [
    ...ticks.map(
      (tick) =>
        `<line class="grid" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(tick)}" y2="${y(tick)}"/><text class="quiet" x="${LEFT - 8}" y="${y(tick) + 4}" text-anchor="end">${short(tick)}</text>`,
    ),
    ...xs.map(
      (size) =>
        `<text class="quiet" x="${x(size)}" y="${HEIGHT - BOTTOM + 20}" text-anchor="middle">${short(size)}</text>`,
    ),
    `<text class="quiet" x="${LEFT}" y="${HEIGHT - 12}">${words(sizes)}</text>`,
  ];
  const drawn = shown.map(
    ({ kind, points }) =>
      `<polyline class="line ${kind}" points="${points.map(([size, value]) => `${x(size).toFixed(1)},${y(value).toFixed(1)}`).join(' ')}"/>${points.map(([size, value]) => `<circle class="${kind}" cx="${x(size).toFixed(1)}" cy="${y(value).toFixed(1)}" r="3.5"/>`).join('')}`,
  );
  let lowest = -Infinity;
  const names = shown
    .flatMap(({ label, kind, points }) => {
      const last = points.at(-1);
      return last ? [{ label, kind, size: last[0], value: last[1], at: y(last[1]) }] : [];
    })
    .sort((a, b) => a.at - b.at)
    .map(({ label, kind, size, value, at }) => {
      lowest = Math.max(at, lowest + APART);
      return `<line class="grid" x1="${x(size) + 6}" y1="${at}" x2="${WIDTH - RIGHT + 18}" y2="${lowest}"/><text x="${WIDTH - RIGHT + 22}" y="${lowest + 4}" class="${kind === 'own' ? 'own-text' : ''}">${named(label)} <tspan class="quiet">${short(value)}</tspan></text>`;
    });
  const told = shown.map(
    ({ label, points }) => `${label}: ${points.map(([size, value]) => `${short(value)} at ${short(size)}`).join(', ')}`,
  );
  return drawing(
    { width: WIDTH, height: HEIGHT },
    title,
    `By ${sizes}. ${told.join('; ')}.`,
    [...grid, ...names, ...drawn].join('\n'),
  );
}
