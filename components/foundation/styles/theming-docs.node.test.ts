import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { partNames } from '../part-names.js';
import { tokens } from './tokens.js';

const read = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const flat = (text: string): string => text.replace(/\s+/g, ' ').trim();
const page = flat(read('docs/theming.md'));

test('the page on theming has every token with its value', () => {
  const values = [...tokens.matchAll(/(--chat-[\w-]+):\s*([^;]+);/g)];
  assert.ok(values.length > 30);
  for (const [, name = '', value = ''] of values)
    assert.match(page, new RegExp(`\\| \`${name}\` \\| \`${flat(value).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\` \\|`));
});

test('the page on theming has every part', () => {
  for (const name of partNames.split(', ')) assert.ok(page.includes(`\`${name}\``), `no part “${name}”`);
});

test('the page on theming has every slot of the element, and no other', () => {
  const documented = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, name]) => name);
  const ofElement = documented(read('components/chat-widget/chat-widget.ts'), /@slot ([\w-]+) -/g);
  assert.ok(ofElement.length > 5);
  assert.deepEqual(documented(page.slice(page.indexOf('## Slots')), /\| `([\w-]+)` \|/g), ofElement);
});
