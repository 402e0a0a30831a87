// The custom properties a page may set, read from the places that give them their values.
import { readdirSync, readFileSync } from 'node:fs';
import { tokens } from '../components/foundation/styles/tokens.ts';

const flat = (value) => value.replace(/\s+/g, ' ').trim();

/** Those that everything is made of, each with its name and its default. */
const common = [...tokens.matchAll(/(--chat-[\w-]+):\s*([^;]+);/g)].map(([, name, value]) => ({
  name,
  default: flat(value),
}));

/** Set by the widget or by the visitor for pieces of its own. */
const inner = /^--chat-(picture-|bleed-|form-columns|carousel-gap|text-scale|animation|scrolling)/;

const components = new URL('../components/', import.meta.url);
const sources = readdirSync(components, { recursive: true })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .sort()
  .map((file) => readFileSync(new URL(file, components), 'utf8'));

/** Those of one place only, whose default stands where they are used: `var(--chat-avatar, …)`, brackets in three layers. */
const own = /var\(\s*(--chat-[\w-]+),\s*((?:[^()]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))+)\)/g;
const known = new Set(common.map(({ name }) => name));
const special = new Map(
  sources
    .flatMap((source) => [...source.matchAll(own)])
    .filter(([, name]) => !known.has(name) && !inner.test(name))
    .map(([, name, value]) => [name, { name, default: flat(value) }]),
);

/** Each with its name and its default. */
export const customProperties = [...common, ...special.values()];
