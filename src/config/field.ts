import { isPlain, merged, type Raw } from './plain.js';

/** One setting: the single source of its type, its default, its check and its line in the docs. */
export interface Field<T> {
  readonly default: T;
  /** What is expected, in words: said in warnings and in the docs. */
  readonly type: string;
  readonly doc: string;
  /** The value, or `undefined` for what does not parse. Relative addresses count from `base`; without one they stay. */
  readonly read: (raw: unknown, base?: string) => T | undefined;
  /** What is over it is cut to it, with a warning. */
  readonly max?: number;
  /** Layers add to each other key by key, instead of replacing each other. */
  readonly merges?: true;
  /** A config server may not say it: it never widens what the page allowed. Or only where the page set that opt-in. */
  readonly pageOnly?: true | 'allowRemoteCss';
  /** Never shown on the console. */
  readonly secret?: true;
}

/** Marks text for people; the build for visitors leaves it out. No interpolation, no backticks. */
export const doc = ([text = '']: TemplateStringsArray): string => text.replace(/\s+/g, ' ').trim();

type Mark = 'pageOnly' | 'secret';
type Marked<F, K extends Mark> = F & Required<Pick<Field<unknown>, K>>;

/** Only the page may say it, or others too once the page has set `unless`. */
export const pageOnly = <F>(field: F, unless: true | 'allowRemoteCss' = true): Marked<F, 'pageOnly'> => ({
  ...field,
  pageOnly: unless,
});
/** Its value is never shown on the console. */
export const secret = <F>(field: F): Marked<F, 'secret'> => ({ ...field, secret: true });

const switches: readonly (readonly [unknown, boolean])[] = [
  [true, true],
  ['', true],
  ['true', true],
  [false, false],
  ['false', false],
];
/** On or off; as an attribute also by being there. */
export const flag = (value: boolean, doc: string): Field<boolean> => ({
  default: value,
  type: 'boolean',
  doc,
  read: (raw) => switches.find(([word]) => word === raw)?.[1],
});

/** Words as they are. `type` says what kind, where any will not do. */
export const text = (doc: string, value = '', type = 'text'): Field<string> => ({
  default: value,
  type,
  doc,
  read: (raw) => (typeof raw === 'string' ? raw : Number.isFinite(raw) ? String(raw) : undefined),
});

/** One of a few words; `synonyms` are other products' words for them. */
export const oneOf = <const T extends string>(
  options: readonly T[],
  value: NoInfer<T>,
  doc: string,
  synonyms: Readonly<Record<string, NoInfer<T>>> = {},
): Field<T> => ({
  default: value,
  type: options.join(' | '),
  doc,
  read: (raw) =>
    options.find((option) => option === raw) ??
    (typeof raw === 'string' && Object.hasOwn(synonyms, raw) ? synonyms[raw] : undefined),
});

const web = /^https?:/;
/** An address. Those of `schemes` are taken, and relative ones. */
export const url = (doc: string, schemes: RegExp = web, type = 'address'): Field<string> => ({
  default: '',
  type,
  doc,
  read: (raw, base) => {
    if (typeof raw !== 'string' || !raw.trim()) return undefined;
    const given = raw.trim();
    const absolute = base ?? 'https://relative.invalid';
    if (!URL.canParse(given, absolute)) return undefined;
    const { href } = new URL(given, absolute);
    return schemes.test(href) ? (base === undefined ? given : href) : undefined;
  },
});

/** A time in milliseconds. What is more than `max` is cut. */
export const ms = (value: number, max: number, doc: string, min = 0): Field<number> => ({
  default: value,
  type: `milliseconds from ${min} to ${max}`,
  doc,
  max,
  read: (raw) => {
    const number = typeof raw === 'string' && raw.trim() ? Number(raw) : raw;
    return typeof number === 'number' && number >= min && !Number.isNaN(number) ? number : undefined;
  },
});

function fromJson(raw: unknown): unknown {
  if (typeof raw !== 'string') return raw;
  try {
    return JSON.parse(raw);
  } catch {
    return undefined;
  }
}

/** A JSON list, each item read by `item`; one that does not parse makes the list not parse. */
export const items = <T>(item: (raw: unknown) => T | undefined, type: string, doc: string): Field<readonly T[]> => ({
  default: [],
  type,
  doc,
  read: (raw) => {
    const list = fromJson(raw);
    if (!Array.isArray(list)) return undefined;
    const read = list.map(item).filter((each) => each !== undefined);
    return read.length === list.length ? read : undefined;
  },
});

const ownWord = (raw: unknown): string | undefined => (typeof raw === 'string' && raw ? raw : undefined);

/** A list of words, each read by `item`: JSON, or divided by commas, semicolons or blanks. */
export const list = (
  value: readonly string[],
  doc: string,
  item = ownWord,
  type = 'list',
): Field<readonly string[]> => {
  const field = items(item, type, doc);
  const divided = (raw: unknown): unknown =>
    typeof raw === 'string' && !raw.trim().startsWith('[') ? raw.split(/[\s,;]+/).filter(Boolean) : raw;
  return { ...field, default: value, read: (raw) => field.read(divided(raw)) };
};

/** BCP 47 tags in their canonical spelling. */
export const languageList = (doc: string): Field<readonly string[]> =>
  list(
    [],
    doc,
    (tag) => {
      try {
        return Intl.getCanonicalLocales(tag as string)[0];
      } catch {
        return undefined;
      }
    },
    'list of language tags',
  );

/** For objects whose values are words: also where JSON has a number or a switch, never what nests. */
export const word = (value: unknown): string | undefined =>
  ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : undefined;
/** For objects whose values may be anything. */
export const anything = (value: unknown): unknown => value;

/** A JSON object, each value read by `item`; `named` gives the one that a single word stands for. */
export const json = <T = unknown>(
  doc: string,
  item: (raw: unknown) => T | undefined,
  named: (raw: unknown) => Raw | undefined = () => undefined,
): Field<Readonly<Record<string, T>>> => ({
  default: {},
  type: 'JSON object',
  doc,
  merges: true,
  read: (raw) => {
    const given = merged(named(raw) ?? fromJson(raw));
    if (!isPlain(given)) return undefined;
    const entries = Object.entries(given).map(([key, value]) => [key, item(value)] as const);
    return entries.some(([, value]) => value === undefined)
      ? undefined
      : Object.fromEntries(entries.filter((entry): entry is [string, T & {}] => entry[1] !== undefined));
  },
});
