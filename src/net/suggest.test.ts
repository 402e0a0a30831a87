import { expect } from '@open-wc/testing';
import { fakeClock } from './fakes/clock.js';
import { createSuggester, readSuggestions } from './suggest.js';

const good = { suggestions: [{ suggestion: 'Breakfast?', format: [{ bold: { start: 0, end: 5 } }] }] };
const turn = () => new Promise((resolve) => setTimeout(resolve));

function suggesting(answer: (signal: AbortSignal) => Response | Promise<Response>) {
  const clock = fakeClock();
  const asked: string[] = [];
  const warnings: string[] = [];
  const suggester = createSuggester({
    address: () => 'https://owner.example/suggest?site=1',
    platform: {
      elapsed: clock.elapsed,
      after(ms, callback) {
        const handle: unknown = clock.setTimeout(callback, ms);
        return () => clock.clearTimeout(handle as never);
      },
      warn: (code) => warnings.push(code),
    },
    fetch: async (input, init) => {
      asked.push(new URL(String(input)).searchParams.get('queryText') ?? '');
      return answer(init?.signal ?? new AbortController().signal);
    },
  });
  return {
    clock,
    asked,
    warnings,
    suggester,
    async ask(text: string) {
      const answered = suggester.ask(text);
      clock.advance(200);
      return answered;
    },
  };
}
const json = (body: unknown, init?: ResponseInit) => () => new Response(JSON.stringify(body), init);

describe('suggestions of the owner’s service', () => {
  it('are read with what stands out, and asked for once', async () => {
    const { ask, asked } = suggesting(json(good));
    const expected = [{ text: 'Breakfast?', strong: [[0, 5]] }];
    expect(await ask('break')).to.deep.equal(expected);
    expect(await ask('break')).to.deep.equal(expected);
    expect(asked).to.deep.equal(['break']);
  });

  it('are asked for after a pause, and only for the last text', async () => {
    const { asked, clock, suggester } = suggesting(json(good));
    const first = suggester.ask('br');
    clock.advance(199);
    const second = suggester.ask('bre');
    clock.advance(200);
    expect(await first).to.equal(undefined);
    expect(await second).to.have.length(1);
    expect(asked).to.deep.equal(['bre']);
  });

  it('are not waited for by who closes the list', async () => {
    const { ask, suggester, warnings } = suggesting(
      (signal) => new Promise((_, fail) => signal.addEventListener('abort', () => fail(new Error('aborted')))),
    );
    const answered = ask('break');
    await turn();
    suggester.abort();
    expect(await answered).to.equal(undefined);
    expect(warnings).to.deep.equal([]);
  });

  const waits: readonly (readonly [number, Record<string, string>, number])[] = [
    [429, {}, 30_000],
    [429, { 'retry-after': '7' }, 7_000],
    [500, {}, 30_000],
    [404, {}, 30_000],
  ];
  for (const [status, headers, wait] of waits)
    it(`are left alone for ${wait} ms after ${status} ${JSON.stringify(headers)}, and that is told once`, async () => {
      const { ask, asked, clock, warnings } = suggesting(json({}, { status, headers }));
      expect(await ask('one')).to.equal(undefined);
      clock.advance(wait - 201);
      expect(await ask('two')).to.equal(undefined);
      expect(asked).to.deep.equal(['one']);
      clock.advance(1);
      await ask('three');
      expect(asked).to.deep.equal(['one', 'three']);
      expect(warnings).to.deep.equal(['suggestions-failed']);
    });

  for (const [what, body] of Object.entries({ 'no JSON': '<html>', 'too much': `"${'x'.repeat(70_000)}"` }))
    it(`are none where the answer is ${what}`, async () => {
      const { ask, warnings } = suggesting(() => new Response(body));
      expect(await ask('break')).to.equal(undefined);
      expect(warnings).to.deep.equal(['suggestions-failed']);
    });

  for (const body of [null, 1, 'x', [], {}, { suggestions: 'x' }, { suggestions: [null, 1, {}, { suggestion: {} }] }])
    it(`are none in ${JSON.stringify(body)}`, () => expect(readSuggestions(body)).to.deep.equal([]));

  it('are at most five, each once, with ranges that lie in them', () => {
    const ranges = [
      { bold: { start: 2, end: 1 } },
      { bold: { start: 0, end: 99 } },
      null,
      { bold: { start: 0, end: 1 } },
    ];
    const read = readSuggestions({
      suggestions: ['a', 'a', 'b', 'c', 'd', 'e', 'f', 'x'.repeat(301)].map((suggestion) => ({
        suggestion,
        format: ranges,
      })),
    });
    expect(read.map(({ text }) => text)).to.deep.equal(['a', 'b', 'c', 'd', 'e']);
    expect(read[0]?.strong).to.deep.equal([[0, 1]]);
  });
});
