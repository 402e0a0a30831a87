const sorted = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b);

/** The one in the middle, or between the two that are; `NaN` of none. */
export function median(numbers: readonly number[]): number {
  const ordered = sorted(numbers);
  const middle = (ordered.length - 1) / 2;
  return ((ordered[Math.floor(middle)] ?? NaN) + (ordered[Math.ceil(middle)] ?? NaN)) / 2;
}

/** The number that so large a share of all is not above. */
export const percentile = (numbers: readonly number[], share: number): number =>
  sorted(numbers)[Math.max(0, Math.ceil(numbers.length * share) - 1)] ?? NaN;

/** The exponent that cost grows by with size: 1 is a line, 2 a square. By least squares, in logarithms. */
export function growth(points: readonly (readonly [size: number, cost: number])[]): number {
  const logs = points
    .filter(([size, cost]) => size > 0 && cost > 0)
    .map(([size, cost]) => [Math.log(size), Math.log(cost)] as const);
  if (logs.length < 2) return NaN;
  const mean = (index: 0 | 1) => logs.reduce((sum, point) => sum + point[index], 0) / logs.length;
  const [x, y] = [mean(0), mean(1)];
  const over = logs.reduce((sum, [size, cost]) => sum + (size - x) * (cost - y), 0);
  return over / logs.reduce((sum, [size]) => sum + (size - x) ** 2, 0);
}
