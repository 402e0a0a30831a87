// Writes docs/stored-data.json and the table in docs/privacy.md from src/core/stored-data.ts; with --check it only says
// whether they are up to date. Runs under tsx.
import { readFileSync, writeFileSync } from 'node:fs';
import { storedData } from '../src/core/stored-data.ts';
import { docsPage } from './docs-page.mjs';

const json = new URL('../docs/stored-data.json', import.meta.url);
const wanted = `${JSON.stringify({ version: 1, table: storedData }, null, 2)}\n`;
if (!process.argv.includes('--check')) writeFileSync(json, wanted);
else if (readFileSync(json, 'utf8') !== wanted) {
  console.error('docs/stored-data.json is stale: run npm run docs.');
  process.exitCode = 1;
}

const rows = storedData.map(
  ({ where, key, what, why, until, when, personal }) =>
    `| ${where}${key ? `, \`${key}\`` : ''} | ${what} | ${why} | ${until} | ${when} | ${personal ? 'yes' : 'no'} |`,
);
const [before = '', , after = ''] = readFileSync(new URL('../docs/privacy.md', import.meta.url), 'utf8').split(
  /<!-- stored data:.*?-->/,
);
await docsPage(
  'privacy.md',
  `${before}<!-- stored data: made by npm run docs -->

| where | what | why | until | under | personal |
| --- | --- | --- | --- | --- | --- |
${rows.join('\n')}

<!-- stored data: end -->${after}`,
);
