import { contrast, luminance, READABLE, readable, toRgb, type Rgb } from './contrast.js';

/** What a theme says: words and numbers, not looked at yet. */
type Theme = Readonly<Record<string, unknown>>;
type Reader = (value: unknown) => string | undefined;
type Warn = (line: string) => void;
type Properties = readonly (readonly [name: string, value: string])[];

const refused = /\\|^(inherit|initial|unset|revert.*|currentcolor)$/i;
const calls = /(?<!\b(?:rgba?|hsla?|oklch|color-mix))\(/;

/** A colour as CSS knows it, of words, digits and a few harmless functions. */
const color: Reader = (value) =>
  typeof value === 'string' && !refused.test(value) && !calls.test(value) && CSS.supports('color', value)
    ? value
    : undefined;

const font: Reader = (value) => (/^[A-Za-z0-9 ,'"-]+$/.test(String(value)) ? String(value) : undefined);

/** Pixels, or a number with its unit; never less than nothing, nor more than `max` pixels. */
const length =
  (max: number): Reader =>
  (value) => {
    const [, number, unit = 'px'] = /^(\d+(?:\.\d+)?)(px|rem|em)?$/.exec(String(value)) ?? [];
    return number && `${Math.min(+number, unit === 'px' ? max : max / 16)}${unit}`;
  };

const single = (name: string, value: string | undefined): Properties | undefined =>
  value === undefined ? undefined : [[`--chat-${name}`, value]];

/** All sizes of a group, by a word or a factor. */
const scaled =
  (group: string, sizes: Readonly<Record<string, number>>, words: Theme, factorOf?: (value: unknown) => number) =>
  (value: unknown): Properties | undefined => {
    const factor = Object.hasOwn(words, String(value)) ? words[String(value)] : factorOf?.(value);
    return typeof factor === 'number' && factor >= 0
      ? Object.entries(sizes).map(([name, size]) => [`--chat-${group}-${name}`, `${Math.round(size * factor)}px`])
      : undefined;
  };

/** How light that is which text in the brand's colour stands on: the darker of the light surfaces (#f5f6f8) … */
const PAPER = 0.92;
/** … and the lighter of the dark ones (#1c1f26). */
const NIGHT = 0.014;

const written = (rgb: Rgb): string => `rgb(${rgb.map((channel) => Math.round(channel * 255)).join(' ')})`;

const ratio = (rgb: Rgb, surface: number): string => contrast(luminance(rgb), surface).toFixed(1);

/** What follows from the brand's colour: what is written on it, text in it, and a tint of it. */
function brand(value: unknown, warn: Warn): Properties | undefined {
  const accent = color(value);
  const rgb = accent && toRgb(accent);
  if (!rgb) return undefined;
  const light = readable(rgb, PAPER, 0);
  const dark = readable(rgb, NIGHT, 1);
  const text = `light-dark(${written(light)}, ${written(dark)})`;
  const repairs = [
    light !== rgb && `${written(light)} on light (${ratio(rgb, PAPER)}:1 → ${ratio(light, PAPER)}:1)`,
    dark !== rgb && `${written(dark)} on dark (${ratio(rgb, NIGHT)}:1 → ${ratio(dark, NIGHT)}:1)`,
  ].filter(Boolean);
  if (repairs.length)
    warn(`[chat-widget] theme-contrast: Text in “${accent}” is ${repairs.join(' and ')}, to be readable.`);
  return [
    ['--chat-accent', accent],
    ['--chat-on-accent', contrast(luminance(rgb), 1) < READABLE ? '#000' : '#fff'],
    ['--chat-accent-text', text],
    ['--chat-accent-soft', `color-mix(in oklab, ${accent} 20%, transparent)`],
  ];
}

/** Levers that move several tokens, or have a name of their own. */
const levers: Readonly<Record<string, (value: unknown, warn: Warn) => Properties | undefined>> = {
  primaryColor: brand,
  colorScheme: (value) => {
    const scheme = /^(light|dark)$|^auto$/.exec(String(value));
    return scheme ? [['color-scheme', scheme[1] ?? 'light dark']] : undefined;
  },
  radius: scaled(
    'radius',
    { panel: 20, card: 14, bubble: 18, field: 16, control: 10, pill: 999 },
    { none: 0, small: 0.5, medium: 1, large: 1.4, full: 1.8 },
    (bubble) => parseFloat(length(32)(bubble) ?? '') / 18,
  ),
  density: (value) => {
    const words = { compact: 0.75, comfortable: 1, spacious: 1.25 };
    const controls = { compact: '32px', comfortable: '36px', spacious: '42px' };
    const spaces = scaled('space', { 1: 4, 2: 8, 3: 12, 4: 16, 5: 24 }, words)(value);
    return spaces && [...spaces, ['--chat-control', controls[value as keyof typeof controls]]];
  },
  fontFamily: (value) => single('font', font(value)),
  triggerOffset: (value) => single('offset', length(200)(value)),
};

/** What is written on what: told to be readable, whatever the page says. */
const pairs: readonly (readonly [ink: string, paper: string])[] = [
  ['text', 'surface'],
  ['muted', 'surface'],
  ['accent-text', 'surface'],
  ['on-accent', 'accent'],
];

/** Words that a page's own colours would hide are moved towards black or white until they can be read. */
function repair(properties: Map<string, string>, warn: Warn): void {
  for (const [ink, paper] of pairs) {
    const [said = '', behind = ''] = [ink, paper].map((name) => properties.get(`--chat-${name}`));
    const [from, surface] = [said, behind].map((value) => (/^$|^light-dark/.test(value) ? undefined : toRgb(value)));
    if (!from || !surface) continue;
    const ground = luminance(surface);
    const to = readable(from, ground, contrast(ground, 0) > contrast(ground, 1) ? 0 : 1);
    if (to === from) continue;
    properties.set(`--chat-${ink}`, written(to));
    warn(
      `[chat-widget] theme-contrast: “${ink}” ${said} on “${paper}” ${behind} is ${written(to)} (${ratio(from, ground)}:1 → ${ratio(to, ground)}:1), to be readable.`,
    );
  }
}

const duration: Reader = (value) => {
  const [, number] = /^(\d{1,4})(?:ms)?$/.exec(String(value)) ?? [];
  return number && `${number}ms`;
};
const layer: Reader = (value) =>
  /^\d{1,10}$/.test(String(value)) ? `${Math.min(Number(value), 2 ** 31 - 1)}` : undefined;

/** Single tokens by their own names: `accentText` is `--chat-accent-text`. Shadows are CSS’s alone. */
const tokens: readonly (readonly [names: RegExp, read: Reader])[] = [
  [/^(onAccent|accent(Text|Soft)?|surface|raised|sunken|text|muted|line|fieldLine|good|bad|avatar)$/, color],
  [/^code(Keyword|String|Number|Name|Comment)$/, color],
  [/^(radius(Panel|Card|Bubble|Field|Control|Pill)|space[1-5]|control|width|height|offset)$/, length(1200)],
  [/^size(Meta|Small|Text|Input)$/, length(40)],
  [/^(font|mono)$/, font],
  [/^motion$/, duration],
  [/^zIndex$/, layer],
];

function read(name: string, value: unknown, warn: Warn): Properties | undefined {
  if (Object.hasOwn(levers, name)) return levers[name]?.(value, warn);
  const [, reader] = tokens.find(([names]) => names.test(name)) ?? [];
  // Other names are those of other products, and of widgets newer than this one.
  return reader
    ? single(
        name.replace(/[A-Z\d]/g, (letter) => `-${letter.toLowerCase()}`),
        reader(value),
      )
    : [];
}

/**
 * A theme as the custom properties it means, with `color-scheme` where it says one: to be set one by one with
 * `style.setProperty`. Colours that text could not be read in are repaired, and what is no value of its token is left
 * out: `warn` hears a line of each. Single tokens win over the levers that move them with others.
 */
export function themeProperties(theme: Theme, warn: Warn): ReadonlyMap<string, string> {
  const properties = new Map<string, string>();
  for (const name of new Set([...Object.keys(levers), ...Object.keys(theme)])) {
    const value = theme[name];
    const entries = value === undefined ? [] : read(name, value, warn);
    if (!entries) warn(`[chat-widget] bad-theme: “${name}” is ignored: “${String(value).slice(0, 80)}”.`);
    for (const entry of entries ?? []) properties.set(...entry);
  }
  repair(properties, warn);
  return properties;
}
