import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Lexer } from 'marked';
import { lexerOnly } from '../vite.config.js';

const pieces =
  '*|**|_|`|```|\n|\n\n| |    |- |1. |# |> |[a](b "t")|![x](y)|[r]|[r]: <u> "t"\n|<b>|</b>|<div>\n|word|http://x.y|a@b.co|~~|~|\\|&amp;|===\n|---\n|[ ] |<!-- c -->|  \n|\t'.split(
    '|',
  );
const table = '|a|b|\n|:-|-:|\n|1|2|\n';

test('what the build leaves of the markdown parser finds the same in any text', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lexer-'));
  try {
    const source = await readFile(fileURLToPath(import.meta.resolve('marked')), 'utf8');
    const file = join(folder, 'lexer.mjs');
    await writeFile(file, lexerOnly().transform.handler(source).code);
    const { Lexer: Smaller } = (await import(pathToFileURL(file).href)) as { Lexer: typeof Lexer };
    let seed = 7;
    const below = (most: number) => (seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff) % most;
    for (let round = 0; round < 3000; round++) {
      const text = Array.from({ length: 1 + below(25) }, () => [...pieces, table][below(pieces.length + 1)]).join('');
      const tokens = (Kind: typeof Lexer) => JSON.stringify(new Kind({ gfm: true }).lex(text));
      assert.equal(tokens(Smaller), tokens(Lexer), JSON.stringify(text));
    }
  } finally {
    await rm(folder, { recursive: true });
  }
});
