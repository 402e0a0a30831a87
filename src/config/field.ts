import { fromJson, isPlain, type Raw } from './plain.js';

/** One setting: the single source of its type, its default, its check and its line in the docs. */
export interface Field<T> {
  readonly default: T;
  /** What is expected, in words: said in warnings and in the docs. */
  readonly type: string;
  readonly doc: string;
  /** The value; `undefined` or a throw for what does not parse. Relative addresses count from `base`, else they stay. */
  readonly read: (raw: unknown, base?: string) => T | undefined;
  /** What is over it is cut to it, with a warning. */
  readonly max?: number;
  /** Layers add to each other key by key, instead of replacing each other. */
  readonly merges?: true;
  /** For fences: what stands where it does not parse, instead of what the layer below says; and that in words. */
  readonly closed?: { readonly value: T; readonly so: string };
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

/** A fence, which a slip does not leave open: what does not parse is `value`, the strictest that makes sense. */
export const fence = <T>(field: Field<T>, value: NoInfer<T>, so: string): Field<T> => ({
  ...field,
  closed: { value, so },
});

/** On or off; as an attribute also by being there. */
export const flag = (value: boolean, doc: string): Field<boolean> => ({
  default: value,
  type: 'boolean',
  doc,
  read: (raw) => raw === '' || raw === true || raw === 'true' || (raw === false || raw === 'false' ? false : undefined),
});

/** Words as they are. */
export const text = (doc: string, value = ''): Field<string> => ({
  default: value,
  type: 'text',
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
  read: (raw) => options.find((option) => option === raw || option === synonyms[raw as string]),
});

const web = /^https?:/;
/** An address. Those of `schemes` are taken, and relative ones. */
export const url = (doc: string, schemes = web): Field<string> => ({
  default: '',
  type: 'address',
  doc,
  read: (raw, base) => {
    if (typeof raw !== 'string' || !raw.trim()) return undefined;
    const { href } = new URL(raw, base ?? 'https://a.invalid');
    return !schemes.test(href) ? undefined : base ? href : raw.trim();
  },
});

/** A number of something, else of milliseconds. What is more than `max` is cut. */
export const amount = (value: number, max: number, doc: string, min = 0, unit = 'milliseconds'): Field<number> => ({
  default: value,
  type: `${unit} from ${min} to ${max}`,
  doc,
  max,
  read: (raw) => {
    const number = typeof raw === 'string' && raw.trim() ? Number(raw) : raw;
    return typeof number === 'number' && number >= min ? number : undefined;
  },
});

/** A JSON list, each item read by `item`; one that does not parse makes the list not parse. */
export const items = <T>(item: (raw: unknown) => T | undefined, type: string, doc: string): Field<readonly T[]> => ({
  default: [],
  type,
  doc,
  read: (raw) => {
    const list = fromJson(raw);
    if (!Array.isArray(list)) return undefined;
    const read = list.map(item);
    return read.every((each) => each !== undefined) ? read : undefined;
  },
});

const ownWord = (raw: unknown): string | undefined => (typeof raw === 'string' && raw ? raw : undefined);

/** A list of words, each read by `item`: JSON, or divided by commas, semicolons or blanks. */
export const list = <T = string>(
  value: readonly NoInfer<T>[],
  doc: string,
  item = ownWord as (raw: unknown) => T | undefined,
  type = 'list',
): Field<readonly T[]> => {
  const field = items(item, type, doc);
  const divided = (raw: unknown): unknown =>
    typeof raw === 'string' && !raw.trim().startsWith('[') ? raw.split(/[\s,;]+/).filter(Boolean) : raw;
  return { ...field, default: value, read: (raw) => field.read(divided(raw)) };
};

/**
 * Who is let in, each in a word that whoever asks for it reads. What is no word lets nobody in, and a list that cannot be
 * read is one such word: it never stands for everybody, as a list that nobody gave may.
 */
export const guests = (value: readonly string[], doc: string): Field<readonly string[]> =>
  fence(
    list(value, doc, (raw) => ownWord(raw) ?? ''),
    [''],
    'lets nobody in',
  );

/** BCP 47 tags in their canonical spelling. */
export const languageList = (doc: string): Field<readonly string[]> =>
  list([], doc, (tag) => Intl.getCanonicalLocales(tag as string)[0], 'list of language tags');

/** For JSON objects whose values are words: also a number or a switch, never what nests. */
export const word = (value: unknown): string | undefined => (typeof value === 'object' ? undefined : String(value));
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
    const given = fromJson(named(raw) ?? raw);
    if (!isPlain(given)) return undefined;
    const read: Record<string, T> = {};
    for (const [key, value] of Object.entries(given)) {
      const one = item(value);
      if (one === undefined) return undefined;
      read[key] = one;
    }
    return read;
  },
});
