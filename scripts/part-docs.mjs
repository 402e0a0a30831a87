// Writes docs/parts.md from the contracts and examples of components/parts; with --check it only says whether the page
// is up to date. Runs under tsx: `node --import tsx scripts/part-docs.mjs`.
import { readdirSync, readFileSync } from 'node:fs';
import { docsPage } from './docs-page.mjs';

const parts = new URL('../components/parts/', import.meta.url);
const filesOf = (folder, ending) =>
  readdirSync(new URL(`${folder}/`, parts))
    .filter((file) => file.endsWith(ending))
    .map((file) => new URL(`${folder}/${file}`, parts));

/** The interfaces of a contract with their comments, as they stand in the source. */
function contractOf(file) {
  const source = readFileSync(file, 'utf8');
  return [...source.matchAll(/(?:\/\*\*(?:(?!\*\/)[^])*\*\/\n)?^export (?:interface [^]*?^}|type [^]*?;)$/gm)]
    .map(([block]) => block.replace(/^export |readonly /gm, ''))
    .join('\n');
}
/** A picture inside an example is long, and says nothing to a reader. */
const inBrief = (_, value) =>
  typeof value === 'string' && value.startsWith('data:') ? value.replace(/,.*$/s, ',…') : value;
const exportsOf = async (file) => Object.values(await import(file.href));

async function section(folder) {
  const [contract] = filesOf(folder, '.part.ts');
  const definitions = (await exportsOf(contract)).filter((each) => each?.kind && each.tag);
  const examples = (await Promise.all(filesOf(folder, '.example.ts').map(exportsOf))).flat();
  const lines = definitions.map(
    ({ kind, tag, setting }) =>
      `\`${kind}\` is drawn by \`<${tag}>\`${setting ? `; with \`${setting}\` off it is shown as text` : ''}.`,
  );
  const shown = definitions.flatMap(({ kind }) => examples.filter((each) => each?.type === kind).slice(0, 1));
  const types = contractOf(contract);
  return `## ${folder}

${lines.join(' ')}

${types ? `\`\`\`ts\n${types}\n\`\`\`\n` : ''}
${shown.map((example) => `\`\`\`json\n${JSON.stringify(example, inBrief, 2)}\n\`\`\``).join('\n\n')}
`;
}

const folders = readdirSync(parts, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && filesOf(entry.name, '.part.ts').length > 0)
  .map(({ name }) => name)
  .sort();
const sections = [];
for (const folder of folders) sections.push(await section(folder));

await docsPage(
  'parts.md',
  `# What a bot can say

Made from \`components/parts\` by \`npm run docs\`; do not edit.

A message is a list of parts. Each has a \`type\` and is checked before it is drawn; what a widget does not know or cannot
accept is its \`fallback\` text, so a server may be newer than the widget. A part with an \`id\` takes the place of the one
with the same id in its message. A mock backend says each of these at \`show NAME\`.

\`Action\` is \`{ type: 'reply', label, text? }\`, \`{ type: 'select', label, token }\`, \`{ type: 'postback', label, data }\`,
\`{ type: 'link', label, url }\`, \`{ type: 'call', label, phone }\` or \`{ type: 'schedule', label }\`.
\`Picture\` is \`{ url, alt?, width?, height? }\`: with both sizes nothing moves when it comes.

A page adds a kind of its own with \`registerPart(definePart({ kind, tag, accepts, load }))\` from \`chat-widget/parts\`.

${sections.join('\n')}`,
);
