import { readdirSync, readFileSync } from 'node:fs';
import { hostile } from '../../components/parts/text/hostile.test-data.js';

/** What a payload is written in. */
export type Kind = 'markdown' | 'html' | 'svg' | 'mathml' | 'url' | 'katex' | 'filename' | 'json' | 'yaml' | 'css';

/** One hostile text, with the public list or advisory it comes from. */
export interface Payload {
  readonly id: string;
  readonly kind: Kind;
  readonly payload: string;
  readonly source: string;
}
interface Group {
  readonly source: string;
  readonly payloads: readonly string[];
}

const folder = new URL('./corpus/', import.meta.url);
const read = (file: string): Payload[] => {
  const kind = file.replace('.json', '') as Kind;
  const groups = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as readonly Group[];
  return groups
    .flatMap(({ source, payloads }) => payloads.map((payload) => ({ kind, source, payload })))
    .map((entry, index) => ({ id: `${kind}-${index + 1}`, ...entry }));
};

/** The whole corpus: one JSON file for each kind, payloads below their sources. */
export const corpus: readonly Payload[] = [
  ...readdirSync(folder).sort().flatMap(read),
  ...hostile.map((payload, index): Payload => ({
    id: `text-${index + 1}`,
    kind: 'markdown',
    payload,
    source: 'components/parts/text/hostile.test-data.ts',
  })),
];

/** The payloads of some kinds. */
export const of = (...kinds: readonly Kind[]): readonly Payload[] => corpus.filter(({ kind }) => kinds.includes(kind));

/** Everything that is said in words rather than in an address or a value. */
export const texts = of('html', 'svg', 'mathml', 'markdown', 'katex', 'filename', 'css');
