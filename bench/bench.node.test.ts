import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { before, after, describe, it } from 'node:test';
import { promisify } from 'node:util';
import type { WorkResult } from './results.js';
import type { Numbers } from './work.js';
import { works } from './works.js';

/** For all of it; a cell has two minutes of its own. The file has ten. */
const PATIENCE = 560_000;

describe('the bench', () => {
  let folder = '';
  let results: readonly WorkResult[] = [];

  before(async () => {
    folder = await mkdtemp(`${tmpdir()}/bench-`);
    const command = ['--import', 'tsx', `${import.meta.dirname}/bench.ts`, '--smoke', '--out', folder];
    await promisify(execFile)(process.execPath, command, { timeout: PATIENCE, killSignal: 'SIGINT' });
    results = JSON.parse(await readFile(`${folder}/results.json`, 'utf8')) as readonly WorkResult[];
  });
  after(() => rm(folder, { recursive: true, force: true }));

  for (const { name } of works)
    it(`has the widget do the work “${name}”, every cell of it, with every number`, () => {
      const result = results.find(({ work }) => work === name);
      assert.ok(result, 'was not done');
      assert.deepEqual(
        result.rows.filter(({ failure }) => failure),
        [],
      );
      for (const subject of ['floor', 'chat-widget'])
        for (const { key } of result.cells) {
          const samples: readonly Numbers[] = result.rows
            .filter((row) => row.subject === subject && row.cell === key)
            .flatMap((row) => row.samples);
          assert.equal(samples.length, 1, `${subject}, ${key}`);
          const numbers = Object.values(samples[0] ?? {});
          assert.ok(numbers.length > 0 && numbers.every(Number.isFinite), `${subject}, ${key}: ${numbers.join(' ')}`);
        }
    });

  it('counts what a page downloads for the widget', () => {
    const row = results.find(({ work }) => work === 'load')?.rows.find(({ subject }) => subject === 'chat-widget');
    const { kB = 0, requests = 0 } = row?.samples[0] ?? {};
    assert.ok(kB > 5 && kB < 20, `${kB} kB for a launcher`);
    assert.ok(requests > 1);
  });

  it('writes tables, and drawings that say what they show', async () => {
    const page = await readFile(`${folder}/results.md`, 'utf8');
    for (const { work } of results) assert.match(page, new RegExp(`^## ${work}$`, 'm'));
    const drawings = (await readdir(folder)).filter((file) => file.endsWith('.svg'));
    assert.ok(drawings.length > 0);
    for (const file of drawings) {
      const svg = await readFile(`${folder}/${file}`, 'utf8');
      assert.match(svg, /<title id="title">.+<\/title>\n<desc id="description">.*chat-widget/);
      assert.ok(page.includes(`(${file})`), `${file} is on no page`);
    }
  });
});
