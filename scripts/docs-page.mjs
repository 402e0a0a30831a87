// Writes a page of docs, or with --check on the command line only says whether it is up to date.
import { readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig as prettierOptions } from 'prettier';

function readOrNothing(page) {
  try {
    return readFileSync(page, 'utf8');
  } catch {
    return '';
  }
}

/** `name` is the file's in docs/; what is written is formatted markdown. */
export async function docsPage(name, text) {
  const page = new URL(`../docs/${name}`, import.meta.url);
  const wanted = await format(text, { ...(await prettierOptions(page)), parser: 'markdown' });
  if (!process.argv.includes('--check')) writeFileSync(page, wanted);
  else if (readOrNothing(page) !== wanted) {
    console.error(`docs/${name} is stale: run npm run docs.`);
    process.exitCode = 1;
  }
}
