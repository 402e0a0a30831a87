// Makes components/parts/math/katex.styles.ts from the installed KaTeX; with --check it only says whether they agree.
// A style sheet inside a shadow root may not name fonts, so the faces go apart, to be added to the document.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = dirname(fileURLToPath(import.meta.resolve('katex')));
const { version } = JSON.parse(readFileSync(join(folder, '../package.json'), 'utf8'));
const sheet = readFileSync(join(folder, 'katex.min.css'), 'utf8');

const face = /@font-face\{([^}]*)\}/g;
const valueOf = (rules, name) => new RegExp(`${name}:"?([^;"}]+)`).exec(rules)?.[1];
/** A file's name says all about its face; the page reads it there again. */
function faceOf([, rules]) {
  const file = /fonts\/([\w-]+)\.woff2/.exec(rules)?.[1] ?? '';
  const [, family, look] = /^(\w+)-(Regular|Bold|Italic|BoldItalic)$/.exec(file) ?? [];
  const agrees =
    valueOf(rules, 'font-family') === family &&
    (valueOf(rules, 'font-style') === 'italic') === look?.includes('Italic') &&
    (valueOf(rules, 'font-weight') === '700') === look?.includes('Bold');
  return agrees ? file : undefined;
}
const faces = [...sheet.matchAll(face)].map(faceOf);
// A line for each rule, so that a new version is a readable change.
const rules = sheet
  .replace(face, '')
  .replace(/(?<=[{;])(?:-(?:webkit|moz|ms)-[\w-]+:[^;}]*|[\w-]+:-(?:webkit|moz|ms)-[^;}]*);?/g, '')
  .replace(/[^{}]+\{\}/g, '')
  .replaceAll('}', '}\n')
  .trim()
  .split('\n')
  // For options that are not used here, and for a body that a shadow root has not.
  .filter((rule) => !/^body\{|\.(?:katex-version|leqno|fleqn)\b/.test(rule))
  .join('\n');
if (/[\\`$]/.test(rules) || !faces.length || faces.includes(undefined))
  throw new Error('KaTeX writes its style sheet in another way now: scripts/katex-styles.mjs has to learn it.');

const text = `// Made from katex ${version} by “node scripts/katex-styles.mjs”; a test holds it to the installed version.
import { css } from 'lit';

/** KaTeX's style sheet without its fonts, and without what browsers of long ago called things. */
export const katexStyles = css\`
${rules}
\`;

/** KaTeX's fonts. */
export const katexFonts = [
${faces.map((file) => `  '${file}',`).join('\n')}
] as const;
`;

const target = new URL('../components/parts/math/katex.styles.ts', import.meta.url);
if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') !== text) {
    console.error('katex.styles.ts is not of the installed KaTeX: run “node scripts/katex-styles.mjs”.');
    process.exitCode = 1;
  }
} else writeFileSync(target, text);
