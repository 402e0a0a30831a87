import type { Comforts } from '../foundation/comforts.js';

/** Against the size that the page gave it. */
const scales: Readonly<Record<NonNullable<Comforts['textSize']>, number>> = { large: 1.15, larger: 1.3, largest: 1.5 };
const sizes = ['--chat-size-meta', '--chat-size-small', '--chat-size-text', '--chat-size-input'];

/** Black on white, or white on black: every pair of them is far beyond 7 to 1. */
const contrasts: Readonly<Record<string, string>> = {
  '--chat-text': 'light-dark(#000, #fff)',
  '--chat-muted': 'light-dark(#33373f, #d8dde6)',
  '--chat-surface': 'light-dark(#fff, #000)',
  '--chat-raised': 'light-dark(#fff, #0c0d10)',
  '--chat-sunken': 'light-dark(#eff0f3, #191b20)',
  '--chat-line': 'light-dark(#6a7180, #9aa3b2)',
  '--chat-field-line': 'light-dark(#000, #fff)',
  '--chat-accent': 'light-dark(#000, #fff)',
  '--chat-on-accent': 'light-dark(#fff, #000)',
  '--chat-accent-text': 'light-dark(#0a1f9c, #cdd5ff)',
  '--chat-accent-soft': 'light-dark(rgb(0 0 0 / 0.2), rgb(255 255 255 / 0.28))',
  '--chat-good': 'light-dark(#0a5a32, #8ff0bd)',
  '--chat-bad': 'light-dark(#a1110a, #ffb8b2)',
};

const still: Readonly<Record<string, string>> = {
  '--chat-motion': '0ms',
  '--chat-animation': 'paused',
  '--chat-scrolling': 'auto',
};

const either = (chosen: boolean, values: Readonly<Record<string, string>>): (readonly [string, string])[] =>
  Object.entries(values).map(([name, value]) => [name, chosen ? value : '']);

/** The custom properties that the choices mean; an empty one is to be as the page has it, which `read` tells. */
export function comfortStyles(
  { textSize, contrast, motion }: Comforts,
  read: (token: string) => string,
): readonly (readonly [name: string, value: string])[] {
  const scale = textSize ? scales[textSize] : 1;
  return [
    ...sizes.map((name) => [name, textSize ? `calc((${read(name)}) * ${scale})` : ''] as const),
    ['--chat-text-scale', textSize ? String(scale) : ''],
    ...either(contrast === 'more', contrasts),
    ...either(motion === 'less', still),
  ];
}
