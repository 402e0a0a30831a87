// Adds to the analyzed manifest what <chat-widget> takes from tables, and what a page may hear, call and set.
// Runs under tsx: `node --import tsx scripts/manifest.mjs`.
import { readFileSync, writeFileSync } from 'node:fs';
import { attributeOf, fields, keys } from '../src/config.ts';
import { events, methods, parts, properties, settings } from './page-api.mjs';
import { customProperties } from './tokens.mjs';

const file = new URL('../dist/custom-elements.json', import.meta.url);
const manifest = JSON.parse(readFileSync(file, 'utf8'));
const declarations = manifest.modules.flatMap(({ declarations = [] }) => declarations);
function declarationOf(what, fits) {
  const found = declarations.find(fits);
  if (!found) throw new Error(`The manifest has no ${what}: the analyzer did not find it.`);
  return found;
}
const widget = declarationOf('<chat-widget>', ({ tagName }) => tagName === 'chat-widget');

widget.attributes = keys.map((key) => ({
  name: attributeOf(key),
  fieldName: key,
  type: { text: fields[key].type },
  default: JSON.stringify(fields[key].default),
  description: fields[key].doc,
}));
// Of its members those that are a page's business; the rest of a class is its own.
widget.members = [...properties, ...settings, ...methods];
widget.events = events.map(({ name, className, description, refused }) => ({
  name,
  type: { text: className },
  description: refused ? `${description} Refused by preventDefault(): ${refused}` : description,
}));
for (const { className, members } of events)
  declarationOf(className, ({ kind, name }) => kind === 'class' && name === className).members = members;
widget.cssProperties = customProperties;
widget.cssParts = parts.map(({ name, places }) => ({
  name,
  description: places.map(({ tag, description }) => `${description} (${tag})`).join(' '),
}));
writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`);
