import type { Page } from '@playwright/test';
import { pathological } from '../../components/parts/text/hostile.test-data.js';
import { examples } from '../../test/hostile/sinks.js';
import { openStage } from '../../test/hostile/stage.js';
import { composer, expect, test } from './site.js';
import { countSteps } from './steps.js';

// A machine may be as slow as it likes: what is asserted is how much is done. Work without an end meets this one.
test.describe.configure({ timeout: 600_000 });

/** Calls of our functions that one hostile message may cost, and elements that it may become. */
const STEPS = 10_000_000;
const ELEMENTS = 20_000;

const MEGABYTE = 1_000_000;
const deep = (depth: number): string => `${'{"items":['.repeat(depth)}1${']}'.repeat(depth)}`;

/** What it takes to draw a message of these parts, given as JSON, and to take it away again. */
async function costs(page: Page): Promise<(parts: readonly string[], name: string) => Promise<void>> {
  const steps = await countSteps(page);
  return async (parts, name) => {
    await steps();
    const elements = await page.evaluate(async (given) => {
      const before = window.oracle.all().length;
      await window.oracle.draw(given.map((text) => JSON.parse(text) as object));
      const drawn = window.oracle.all().length - before;
      await window.oracle.clear();
      return drawn;
    }, parts);
    expect.soft(elements, `elements of ${name}`).toBeLessThan(ELEMENTS);
    expect.soft(await steps(), `steps of ${name}`).toBeLessThan(STEPS);
  };
}

/** Nothing was left behind, and the chat is there for whoever writes in it. */
async function expectAlive(page: Page): Promise<void> {
  expect(await page.evaluate(() => window.oracle.findings([]))).toEqual([]);
  await composer(page).fill('Still there?');
  await composer(page).press('Enter');
  await expect(page.locator('chat-message[author=user]', { hasText: 'Still there?' })).toBeVisible();
}

test('a message of a thousand parts of every kind', async ({ page, site }) => {
  await openStage(page, site);
  const draw = await costs(page);
  for (const [name, example] of await examples())
    await draw(
      Array.from({ length: 50 }, () => JSON.stringify(example)),
      `50 of ${name}`,
    );
  await draw(
    Array.from({ length: 1000 }, (_, index) => JSON.stringify({ type: 'text', text: `**${index}**` })),
    '1000 texts',
  );
  await expectAlive(page);
});

/** Every list of an example as long as a hostile backend makes it, every text a megabyte, every record without a floor. */
function swollen(value: unknown, how: { items: number; text: number }, key = ''): unknown {
  if (typeof value === 'string')
    return /^(type|id|state|event|format|url|kind|language|layout)$/.test(key) ? value : value + 'x'.repeat(how.text);
  if (Array.isArray(value)) {
    const each = value.map((one: unknown) => swollen(one, { ...how, items: 0 }));
    return how.items ? Array.from({ length: how.items }, (_, index) => each[index % each.length]) : each;
  }
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, swollen(inner, how, name)]));
  return value;
}

for (const [what, how] of Object.entries({
  'ten thousand items': { items: 10_000, text: 0 },
  'words of a megabyte': { items: 0, text: MEGABYTE },
}))
  test(`${what} in every part`, async ({ page, site }) => {
    await openStage(page, site);
    const draw = await costs(page);
    for (const [name, example] of await examples()) {
      const json = JSON.stringify(swollen(example, how));
      if (json.length <= 20 * MEGABYTE) await draw([json], name);
    }
    await expectAlive(page);
  });

test('nesting without a floor, and texts that break parsers, in every field', async ({ page, site }) => {
  await openStage(page, site);
  const draw = await costs(page);
  const bottomless = deep(5_000);
  for (const [name, example] of await examples())
    await draw(
      Object.keys(example)
        .filter((key) => key !== 'type')
        .map((key) => JSON.stringify({ ...example, [key]: 0 }).replace(`"${key}":0`, `"${key}":${bottomless}`)),
      name,
    );
  for (const [name, text] of Object.entries(pathological))
    await draw(
      [
        { type: 'text', text },
        { type: 'text', text, format: 'html' },
        { type: 'text', text, format: 'plain' },
        { type: 'code', code: text, language: 'js' },
        { type: 'math', tex: text },
        { type: 'reasoning', text },
        { type: 'card', title: text, description: text },
        { type: 'sources', sources: [{ title: text, snippet: text, url: `https://a.example/${text}` }] },
        { type: 'attachment', url: 'https://a.example', name: text },
        { type: 'tool-call', id: '1', name: text, state: 'done', input: { text }, result: text },
      ].map((part) => JSON.stringify(part)),
      name,
    );
  await expectAlive(page);
});
