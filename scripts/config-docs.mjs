// Writes docs/settings.md from the table of settings; with --check it only says whether the page is up to date.
// Runs under tsx: `node --import tsx scripts/config-docs.mjs`.
import { readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig as prettierOptions } from 'prettier';
import { attributeOf, fields, keys, otherNames } from '../src/config.ts';
import { customProperties } from './tokens.mjs';

const page = new URL('../docs/settings.md', import.meta.url);
const cell = (text) => text.replaceAll('|', '\\|');
const literal = (value) =>
  value === '' || JSON.stringify(value) === '[]' || JSON.stringify(value) === '{}'
    ? ''
    : `\`${JSON.stringify(value)}\``;
const who = ({ pageOnly }) =>
  pageOnly === true ? 'page' : pageOnly ? `page, or all with \`${attributeOf(pageOnly)}\`` : 'all';

const rows = keys.map((key) => {
  const field = fields[key];
  const code = (names) =>
    names
      .filter(Boolean)
      .map((name) => `\`${name}\``)
      .join(', ');
  const attribute = code([attributeOf(key), key === 'key' && 'widget-key']);
  return `| ${[attribute, code([key, otherNames[key]]), field.type, literal(field.default), who(field), field.doc].map(cell).join(' | ')} |`;
});

const text = `# Settings

Made from \`src/config\` by \`npm run docs\`; do not edit.

Each setting is an attribute of \`<chat-widget>\`, a key of \`widget.config\`, and a key of the JSON that a config server
answers at \`{config-url}/config/{key}\`. Who wins, weakest first: default, the config's \`blueprint\`, the config, attributes (those that the classic
script makes of its query string and \`data-*\` included), properties. A boolean attribute is on for \`""\` and \`true\`, off for \`false\`, and left to
the weaker ones where it is absent. JSON objects add to each other key by key. What does not parse is ignored, with a line on
the console.

“Page” marks what a config server may not say.

| attribute | JSON and property | what | default | from | meaning |
| --- | --- | --- | --- | --- | --- |
${rows.join('\n')}

## Custom properties

Set them on the element: \`chat-widget { --chat-accent: #0a7d5c; }\`. Values with two colours are for light and dark.

| property | default |
| --- | --- |
${customProperties.map(({ name, default: value }) => `| \`${name}\` | \`${value}\` |`).join('\n')}
`;

const options = await prettierOptions(page);
const wanted = await format(text, { ...options, parser: 'markdown' });
if (!process.argv.includes('--check')) writeFileSync(page, wanted);
else if (readOrNothing() !== wanted) {
  console.error('docs/settings.md is stale: run npm run docs.');
  process.exitCode = 1;
}

function readOrNothing() {
  try {
    return readFileSync(page, 'utf8');
  } catch {
    return '';
  }
}
