const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
const STEP = 1000;

/** 12.4 MB, in the manner of `locale` or of the browser. Empty for what is no size. */
export function fileSize(bytes: number | undefined, locale?: string): string {
  if (bytes === undefined || !Number.isFinite(bytes) || bytes < 0) return '';
  const step = Math.min(units.length - 1, bytes < STEP ? 0 : Math.floor(Math.log10(bytes) / 3));
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: units[step] ?? 'byte',
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: step < 2 ? 0 : 1,
  }).format(bytes / STEP ** step);
}

/** 62%, in the manner of `locale` or of the browser. */
export const percent = (fraction: number, locale?: string): string =>
  new Intl.NumberFormat(locale, { style: 'percent' }).format(fraction);
