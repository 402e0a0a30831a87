/** Red, green and blue, each from 0 to 1; beyond it where a screen has more colours than sRGB. */
export type Rgb = readonly number[];

/** Any CSS colour as sRGB; nothing for what is see-through. Asks the browser, so it works only in one. */
export function toRgb(color: string): Rgb | undefined {
  const probe = document.createElement('i');
  probe.style.color = `color-mix(in srgb, ${color}, ${color})`;
  document.documentElement.append(probe);
  const channels = getComputedStyle(probe).color.match(/-?[\d.]+(?:e-\d+)?/g) ?? [];
  probe.remove();
  // A fourth number is how much of what lies behind is seen.
  return channels.length === 3 ? channels.map(Number) : undefined;
}

/** How light a colour is, from 0 to 1 (WCAG 2.2, relative luminance). */
export const luminance = (rgb: Rgb): number =>
  [0.2126, 0.7152, 0.0722].reduce((sum, weight, index) => {
    const channel = rgb[index] ?? 0;
    return sum + weight * (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4);
  }, 0);

/** The contrast ratio of two luminances, from 1 to 21. */
export const contrast = (one: number, other: number): number =>
  (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);

/** What WCAG 2.2 asks of text (1.4.3). */
export const READABLE = 4.5;

/** The colour, moved towards black (0) or white (1) no further than it takes to be read on a surface so light. */
export function readable(rgb: Rgb, surface: number, end: 0 | 1): Rgb {
  let shade = rgb;
  for (let part = 0; contrast(luminance(shade), surface) < READABLE; part += 0.02)
    shade = rgb.map((channel) => channel + (end - channel) * part);
  return shade;
}
