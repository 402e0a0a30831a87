import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { it } from 'node:test';
import { katexFontFile } from '../../../scripts/katex-fonts.mjs';
import { katexFonts, katexStyles } from './katex.styles.js';

const fonts = join(dirname(fileURLToPath(import.meta.resolve('katex'))), 'fonts');

it('the style sheet is the installed KaTeX’s, without its fonts', () => {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/katex-styles.mjs', '--check'], { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  assert.doesNotMatch(katexStyles.cssText, /@font-face|url\(/);
});

it('every font has a face, and every face a font', () => {
  const files = readdirSync(fonts).filter((name) => name.endsWith('.woff2'));
  assert.deepEqual(katexFonts.map((file) => `${file}.woff2`).sort(), files.sort());
});

it('fonts are served by name, and nothing else', () => {
  const place = '/components/parts/math/fonts/';
  const file = katexFontFile(`/@fs/home${place}KaTeX_Main-Regular.woff2?v=1`);
  assert.ok(file && readFileSync(file).length > 10_000);
  for (const url of [`${place}../../../../package.json`, `${place}none.woff2`, '/KaTeX_Main-Regular.woff2', place])
    assert.equal(katexFontFile(url), undefined, url);
});
