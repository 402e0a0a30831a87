import { readdirSync } from 'node:fs';
import { of, texts, type Payload } from './corpus.js';

/** One part as a bot may send it; the shape is what is under attack. */
export type Example = Readonly<Record<string, unknown>> & { readonly type: string };
type Path = readonly (string | number)[];

/** A part with one hostile leaf. */
export interface Attack {
  readonly part: unknown;
  /** Where in the part, and with which payload: told when something is found. */
  readonly name: string;
  readonly payload: string;
}

const parts = new URL('../../components/parts/', import.meta.url);
const isExample = (value: unknown): value is Example =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

/** Everything the folders of parts say of themselves: a new part is attacked as soon as it has an example. */
export async function examples(): Promise<readonly (readonly [name: string, example: Example])[]> {
  const files = readdirSync(parts, { recursive: true })
    .map(String)
    .filter((file) => file.endsWith('.example.ts'))
    .sort();
  const found: (readonly [string, Example])[] = [];
  for (const file of files) {
    const module: unknown = await import(new URL(file, parts).href);
    for (const [name, value] of Object.entries(module as object))
      for (const [index, example] of [value].flat().entries())
        if (isExample(example)) found.push([index ? `${name}[${index}]` : name, example]);
  }
  return found;
}

function* leavesOf(value: unknown, path: Path = []): Generator<Path> {
  if (typeof value === 'string' || typeof value === 'number') yield path;
  else if (typeof value === 'object' && value !== null)
    for (const [key, inner] of Object.entries(value))
      yield* leavesOf(inner, [...path, Array.isArray(value) ? Number(key) : key]);
}
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A copy with one leaf replaced. */
function planted(value: unknown, [key, ...rest]: Path, leaf: unknown): unknown {
  if (key === undefined) return leaf;
  if (Array.isArray(value))
    return value.map((each: unknown, index) => (index === key ? planted(each, rest, leaf) : each));
  return isRecord(value) ? { ...value, [key]: planted(value[key], rest, leaf) } : value;
}

/** Lists whose entries are alike need only their first and last attacked. */
const isWorthIt = (example: Example, path: Path): boolean =>
  path.every((key, at) => {
    if (typeof key !== 'number' || key === 0) return true;
    const list = path.slice(0, at).reduce<unknown>((value, step) => Reflect.get(value as object, step), example);
    const [first] = list as readonly unknown[];
    const each = (list as readonly unknown[])[key];
    return (
      !isRecord(first) ||
      !isRecord(each) ||
      Object.keys(each).some((name) => !Object.hasOwn(first, name)) ||
      first['type'] !== each['type']
    );
  });

const urls = of('url');
const formulas = of('katex');
const isAddress = (key: unknown): boolean => /url|href|src|link|image|avatar|phone/i.test(String(key));

/**
 * Takes some of them, others each time, so that all have their turn. For one part the same ones in every run, whatever
 * was tested before: what was found once is found again.
 */
function takerFor(name: string): (payloads: readonly Payload[], count: number) => readonly Payload[] {
  let turn = [...name].reduce((sum, sign) => sum + sign.charCodeAt(0), 0);
  return (payloads, count) => {
    turn += count;
    return count < payloads.length
      ? Array.from({ length: count }, (_, index) => payloads[(turn + index * 7) % payloads.length]!)
      : payloads;
  };
}

/** Parts of many fields share this many payloads, each field at least `LEAST`. */
const MOST = 900;
const LEAST = 10;

/** Every string and number of an example replaced in turn: addresses by addresses, words by words of all kinds. */
export function attacksOn(name: string, example: Example): readonly Attack[] {
  const leaves = [...leavesOf(example)].filter((path) => path.at(0) !== 'type' && isWorthIt(example, path));
  const each = Math.max(LEAST, Math.min(60, Math.floor(MOST / leaves.length)));
  const some = takerFor(name);
  return leaves.flatMap((path) => {
    const key = path.at(-1);
    const payloads = isAddress(key)
      ? [...some(urls, leaves.length > 12 ? 40 : urls.length), ...some(texts, LEAST)]
      : [...some(texts, each), ...some(urls, 4), ...(key === 'tex' || key === 'text' ? formulas : [])];
    return payloads.map(({ id, payload }) => ({
      name: `${name}.${path.join('.')} ← ${id}`,
      payload,
      part: planted(example, path, payload),
    }));
  });
}

/** Shapes for each place, in parts of so many places at most; those of fewer have them all. */
const SHAPES = [
  [3, Infinity],
  [20, 14],
  [Infinity, 6],
] as const;

/**
 * Every place of an example filled with JSON of another shape, and the example itself mixed with it. As text: a part
 * with `__proto__` is only made by parsing.
 */
export function shapesOn(name: string, example: Example): readonly (Attack & { readonly json: string })[] {
  const shapes = of('json');
  const leaves = [...leavesOf(example)].filter((path) => isWorthIt(example, path));
  const places = [...new Set(leaves.flatMap((path) => path.map((_, at) => JSON.stringify(path.slice(0, at + 1)))))];
  const some = takerFor(name);
  const [, each = 0] = SHAPES.find(([most]) => places.length <= most) ?? [];
  const text = JSON.stringify(example);
  const mark = '"\u0001"';
  const mixed = shapes
    .filter(({ payload }) => payload.startsWith('{"') && !payload.startsWith('{"type"'))
    .map(({ id, payload }) => ({
      name: `${name} + ${id}`,
      payload,
      part: undefined,
      json: `${text.slice(0, -1)},${payload.slice(1)}`,
    }));
  return [
    ...mixed,
    ...places.flatMap((place) => {
      const path = JSON.parse(place) as Path;
      const hollow = JSON.stringify(planted(example, path, '\u0001'));
      return some(shapes, each).map(({ id, payload }) => ({
        name: `${name}.${path.join('.')} ← ${id}`,
        payload,
        part: undefined,
        json: hollow.replace(JSON.stringify('\u0001'), () => payload).replace(mark, () => payload),
      }));
    }),
  ];
}
