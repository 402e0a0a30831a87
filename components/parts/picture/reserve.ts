import type { Picture } from '../../../src/protocol/part.js';

/** Nothing is drawn narrower or flatter than this: the message says the size, and may lie. */
const NARROWEST = 1 / 2;
const FLATTEST = 4;
/** Pixels. */
const MAX_HEIGHT = 380;

/** The room that a picture takes before it comes. */
export interface Room {
  /** Width divided by height. */
  readonly ratio: number;
  /** Pixels at most, where the picture's own size is known. */
  readonly width?: number;
}

const positive = (value: unknown): value is number => typeof value === 'number' && value > 0 && Number.isFinite(value);
const within = (ratio: number): number => Math.min(Math.max(ratio, NARROWEST), FLATTEST);

/** As much room as a picture of this size needs; without a size, `fallback` is its ratio. */
export function roomFor({ width, height }: Picture, fallback: number): Room {
  if (!positive(width) || !positive(height)) return { ratio: within(fallback) };
  const ratio = within(width / height);
  return { ratio, width: Math.round(Math.min(Math.max(width, 24), MAX_HEIGHT * ratio)) };
}
