import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');

/** Levels A and AA of WCAG 2.2; 4.1.1 is no longer among them. */
const criteria =
  '1.1.1 1.2.1 1.2.2 1.2.3 1.2.4 1.2.5 1.3.1 1.3.2 1.3.3 1.3.4 1.3.5 1.4.1 1.4.2 1.4.3 1.4.4 1.4.5 1.4.10 1.4.11 1.4.12 1.4.13 2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 2.3.1 2.4.1 2.4.2 2.4.3 2.4.4 2.4.5 2.4.6 2.4.7 2.4.11 2.5.1 2.5.2 2.5.3 2.5.4 2.5.7 2.5.8 3.1.1 3.1.2 3.2.1 3.2.2 3.2.3 3.2.4 3.2.6 3.3.1 3.3.2 3.3.3 3.3.4 3.3.7 3.3.8 4.1.2 4.1.3'.split(
    ' ',
  );

describe('the page about accessibility', () => {
  const page = read('docs/accessibility.md');
  const rows = [...page.matchAll(/^\| (\d\.\d\.\d+) [^|]*\| (A|AA) +\| (.*?) +\| (.*?) *\|$/gm)];

  it('says of every criterion whether it is met, and how', () => {
    assert.deepEqual(
      rows.map(([, criterion]) => criterion),
      criteria,
    );
    for (const [row, , , state, how] of rows) {
      assert.match(state ?? '', /^(Supports|Partly|Page|Not applicable)$/, row);
      assert.ok(how, row);
    }
  });

  it('names tests and files that are there', () => {
    const named = [...page.matchAll(/`((?:components|demo|src)\/[\w./-]+\.ts)`|\]\(\.\.\/([\w./-]+)\)/g)];
    assert.ok(named.length > 30);
    for (const [, test, file] of named)
      assert.ok(existsSync(new URL(`../${test ?? file}`, import.meta.url)), test ?? file);
  });
});
