import { pathological } from '../../components/parts/text/hostile.test-data.js';
import { examples } from '../../test/hostile/sinks.js';
import { openStage } from '../../test/hostile/stage.js';
import { expect, test } from './site.js';

/** Longest time one message may keep the page, in milliseconds; several times what it takes, for a busy machine. */
const PATIENCE = 20_000;

const MEGABYTE = 1_000_000;
const deep = (depth: number): string => `${'{"items":['.repeat(depth)}1${']}'.repeat(depth)}`;

test('a message of a thousand parts of every kind', async ({ page, site }) => {
  test.setTimeout(90_000);
  await openStage(page, site);
  for (const [name, example] of await examples()) {
    const took = await page.evaluate(async (part) => {
      const began = performance.now();
      await window.oracle.draw(Array.from({ length: 50 }, () => part));
      await window.oracle.clear();
      return performance.now() - began;
    }, example);
    expect.soft(took, `50 of ${name}`).toBeLessThan(PATIENCE);
  }
  const began = Date.now();
  await page.evaluate(() =>
    window.oracle.draw(Array.from({ length: 1000 }, (_, index) => ({ type: 'text', text: `**${index}**` }))),
  );
  expect(Date.now() - began, '1000 texts').toBeLessThan(PATIENCE);
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
    test.setTimeout(120_000);
    await openStage(page, site);
    for (const [name, example] of await examples()) {
      const json = JSON.stringify(swollen(example, how));
      if (json.length > 20 * MEGABYTE) continue;
      const took = await page.evaluate(async (text) => {
        const part = JSON.parse(text) as object;
        const began = performance.now();
        await window.oracle.draw([part]);
        const time = performance.now() - began;
        await window.oracle.clear();
        return time;
      }, json);
      expect.soft(took, name).toBeLessThan(PATIENCE);
    }
    expect(await page.evaluate(() => window.oracle.findings([]))).toEqual([]);
  });

test('nesting without a floor, and texts that break parsers, in every field', async ({ page, site }) => {
  test.setTimeout(120_000);
  await openStage(page, site);
  const bottomless = deep(5_000);
  for (const [name, example] of await examples()) {
    const texts = Object.keys(example).filter((key) => key !== 'type');
    const parts = texts.map(
      (key) => `${JSON.stringify({ ...example, [key]: 0 }).replace(`"${key}":0`, `"${key}":${bottomless}`)}`,
    );
    const took = await page.evaluate(async (given) => {
      const began = performance.now();
      await window.oracle.draw(given.map((text) => JSON.parse(text) as object));
      await window.oracle.clear();
      return performance.now() - began;
    }, parts);
    expect.soft(took, name).toBeLessThan(PATIENCE);
  }
  for (const [name, text] of Object.entries(pathological)) {
    const took = await page.evaluate(async (text) => {
      const began = performance.now();
      await window.oracle.draw([
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
      ]);
      const time = performance.now() - began;
      await window.oracle.clear();
      return time;
    }, text);
    expect.soft(took, name).toBeLessThan(PATIENCE);
  }
  expect(await page.evaluate(() => window.oracle.findings([]))).toEqual([]);
});
