// Adds to the analyzed manifest what <chat-widget> takes from tables: its attributes, custom properties and parts.
// Runs under tsx: `node --import tsx scripts/manifest.mjs`.
import { readFileSync, writeFileSync } from 'node:fs';
import { partNames } from '../components/foundation/part-names.ts';
import { attributeOf, fields, keys } from '../src/config.ts';
import { customProperties } from './tokens.mjs';

const file = new URL('../dist/custom-elements.json', import.meta.url);
const manifest = JSON.parse(readFileSync(file, 'utf8'));
const widget = manifest.modules
  .flatMap(({ declarations = [] }) => declarations)
  .find(({ tagName }) => tagName === 'chat-widget');
if (!widget) throw new Error('The manifest has no <chat-widget>: the analyzer did not find it.');

widget.attributes = keys.map((key) => ({
  name: attributeOf(key),
  fieldName: key,
  type: { text: fields[key].type },
  default: JSON.stringify(fields[key].default),
  description: fields[key].doc,
}));
widget.cssProperties = customProperties;
// What a part is, the element says that draws it.
const described = new Map(
  [...manifest.modules.flatMap(({ declarations = [] }) => declarations), widget]
    .flatMap(({ cssParts = [] }) => cssParts)
    .map((part) => [part.name, part]),
);
widget.cssParts = partNames.split(', ').map((name) => described.get(name) ?? { name });
writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`);
