// Writes docs/settings.md from the table of settings; with --check it only says whether the page is up to date.
// Runs under tsx: `node --import tsx scripts/config-docs.mjs`.
import { attributeOf, fields, keys, otherNames } from '../src/config.ts';
import { docsPage } from './docs-page.mjs';
import { customProperties } from './tokens.mjs';

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
  const meaning = field.closed ? `${field.doc} What cannot be read ${field.closed.so}.` : field.doc;
  return `| ${[attribute, code([key, otherNames[key]]), field.type, literal(field.default), who(field), meaning].map(cell).join(' | ')} |`;
});

const text = `# Settings

Made from \`src/config\` by \`npm run docs\`; do not edit.

Each setting is an attribute of \`<chat-widget>\`, a key of \`widget.config\`, and a key of the JSON that a config server
answers at \`{config-url}/config/{key}\`. Who wins, weakest first: default, the config's \`blueprint\`, the config, attributes (those that the classic
script makes of its query string and \`data-*\` included), properties. A boolean attribute is on for \`""\` and \`true\`, off for \`false\`, and left to
the weaker ones where it is absent. JSON objects add to each other key by key. What does not parse is ignored, with a line on
the console; what is a fence is closed then, as its own line says.

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

await docsPage('settings.md', text);
