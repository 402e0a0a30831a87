import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

/** A line around something, and what it is drawn in. */
const lines = /(?:^|[\s;{])(?:outline|border|box-shadow|accent-color)(?:-[\w-]+)?:[^;}]*var\(--chat-accent\)/g;

/**
 * A brand may be as pale as the paper. What is written in it, and on it, is repaired (theme.ts); so are the lines that
 * say where the focus is and what was chosen, which WCAG 1.4.11 wants to stand out 3 : 1.
 */
test('what marks the focus and a choice is drawn in the readable form of the brand, not in its own', () => {
  const components = new URL('../../', import.meta.url);
  const found = readdirSync(components, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .flatMap((path) => {
      const source = readFileSync(new URL(path, components), 'utf8');
      return [...source.matchAll(lines)].map(([line]) => `${path}: ${line.trim()}`);
    })
    .sort();
  assert.deepEqual(found, [
    // The edge of what is filled with the brand, and has words on it that can be read.
    'foundation/styles/controls.ts: border-color: var(--chat-accent)',
    // The whole chip is named by its words; the line is an ornament.
    'parts/suggestions/suggestions.styles.ts: border: 1px solid color-mix(in oklab, var(--chat-accent)',
    // The shadow under the launcher.
    'shell/launcher/launcher.styles.ts: box-shadow: 0 6px 18px -4px color-mix(in oklab, var(--chat-accent)',
  ]);
});
