import type { Page } from '@playwright/test';
import { corpus, of, texts } from '../../test/hostile/corpus.js';
import { attacksOn, examples, shapesOn, type Attack } from '../../test/hostile/sinks.js';
import { openStage, type Stage } from '../../test/hostile/stage.js';
import { expect, test } from './site.js';

/** Every payload as something a bot could write in a message. */
const said: readonly string[] = [
  ...texts.map(({ payload }) => payload),
  ...of('url').flatMap(({ payload }) => [
    `[a](${payload}) [b](<${payload}>) ![c](${payload})\n\n${payload}`,
    `<a href="${payload}">a</a><img src="${payload}" alt="b"><a href='${payload}'>c</a>`,
    `[a][1] ![b][1] <${payload}>\n\n[1]: ${payload} "t"`,
  ]),
  ...of('katex').flatMap(({ payload }) => [`$$${payload}$$`, `a \\(${payload}\\) b`, `\\[\n${payload}\n\\]`]),
  ...of('yaml').flatMap(({ payload }) =>
    ['card', 'carousel', 'form', 'buttons'].map((kind) => `\`\`\`${kind}\n${payload}\n\`\`\``),
  ),
  ...of('json', 'filename').map(({ payload }) => `\`\`\`${payload}\n${payload}\n\`\`\``),
];
const chunked = <T>(list: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, index) => list.slice(index * size, (index + 1) * size));

/** Nothing ran, nothing is left that could, and nobody else was asked for anything. */
async function expectCalm(page: Page, { foreign }: Stage, payloads: readonly string[], what: string): Promise<void> {
  const findings = await page.evaluate((given) => window.oracle.findings(given), payloads);
  expect.soft([...new Set([...findings, ...foreign])], what).toEqual([]);
}

const payloadOf = ({ payload }: Attack): string => payload;
const namesOf = (attacks: readonly Attack[]): string => `${attacks[0]?.name} … ${attacks.at(-1)?.name}`;

for (const isStrict of [true, false])
  for (const format of ['markdown', 'html', 'plain'])
    test(`${said.length} messages as ${format} on a ${isStrict ? 'strict' : 'page without a policy'}`, async ({
      page,
      site,
    }) => {
      test.setTimeout(120_000);
      const stage = await openStage(page, site, { isStrict });
      for (const some of chunked(said, 100)) {
        const { drawn } = await page.evaluate(
          ({ some, format }) => window.oracle.draw(some.map((text) => ({ type: 'text', text, format }))),
          { some, format },
        );
        expect.soft(drawn, 'all are drawn').toBeGreaterThan(some.length / 2);
        await page.evaluate(() => window.oracle.touch());
        await expectCalm(page, stage, some, some.slice(0, 3).join('\n'));
        await page.evaluate(() => window.oracle.clear());
      }
    });

for (const format of ['markdown', 'html'])
  test(`streamed as ${format}, one to seven characters at a time`, async ({ page, site }) => {
    test.setTimeout(120_000);
    const stage = await openStage(page, site);
    const short = said.filter(({ length }) => length < 250);
    for (const some of chunked(short, 120)) {
      await page.evaluate(({ some, format }) => window.oracle.stream(some, format), { some, format });
      await expectCalm(page, stage, some, some.slice(0, 3).join('\n'));
      await page.evaluate(() => window.oracle.clear());
    }
  });

for (const [name, example] of await examples())
  test(`every field of ${name}, and other shapes in its place`, async ({ page, site }) => {
    test.setTimeout(90_000);
    const stage = await openStage(page, site);
    const attacks = attacksOn(name, example);
    let drawn = 0;
    for (const some of chunked(attacks, 80)) {
      drawn += (
        await page.evaluate(
          (parts) => window.oracle.draw(parts),
          some.map(({ part }) => part),
        )
      ).drawn;
      await expectCalm(page, stage, some.map(payloadOf), namesOf(some));
      await page.evaluate(() => window.oracle.clear());
    }
    expect(drawn, 'the payloads reach its element').toBeGreaterThan(0);

    // And with a hand on everything: a few of each field.
    const touched = attacks.filter((_, index) => index % 12 === 0).slice(0, 60);
    for (const some of chunked(touched, 20)) {
      await page.evaluate(
        (parts) => window.oracle.draw(parts),
        some.map(({ part }) => part),
      );
      await page.evaluate(() => window.oracle.touch());
      await expectCalm(page, stage, some.map(payloadOf), `touched: ${namesOf(some)}`);
      await page.evaluate(() => window.oracle.clear());
    }

    for (const some of chunked(shapesOn(name, example), 60)) {
      await page.evaluate(
        (given) => window.oracle.draw(given.map((json) => JSON.parse(json) as object)),
        some.map(({ json }) => json),
      );
      await expectCalm(page, stage, [], namesOf(some));
      await page.evaluate(() => window.oracle.clear());
    }
  });

test('everything around the parts: names, pictures, ids, files, suggestions, what they are called', async ({
  page,
  site,
}) => {
  test.setTimeout(60_000);
  const stage = await openStage(page, site);
  for (const some of chunked(corpus, 40)) {
    await page.evaluate(
      async (payloads) => {
        const { chat } = document.querySelector('chat-widget') as unknown as {
          chat: { receive: (event: object) => void };
        };
        for (const [index, words] of payloads.entries()) {
          const id = index % 8 === 0 ? words : `around-${index}`;
          const author = ['bot', 'agent', 'user', 'system', words][index % 5];
          const actions = [
            { type: 'reply', label: words, text: words },
            { type: 'link', label: words, url: words },
            { type: 'call', label: words, phone: words },
            { type: 'select', label: words, token: words },
            { type: 'postback', label: words, data: words },
          ];
          const message = {
          id, author, name: words, avatarUrl: words, delivery: index % 7 ? 'delivered' : 'failed', reason: words, streaming: false,
          parts: [
            { type: 'text', text: words, format: words },
            { type: words, text: words, fallback: words },
            { type: 'poll', fallback: words },
          ],
          suggestions: actions, attachments: [{ url: words, type: words, name: words }],
        }; // prettier-ignore
          chat.receive({ type: 'message-added', message });
          chat.receive({ type: 'suggestions-changed', suggestions: actions });
          const party = { id: words, author: 'agent', name: words, avatarUrl: words };
          chat.receive({ type: 'party-changed', party, present: true });
          chat.receive({ type: 'typing-changed', party, typing: true });
          chat.receive({ type: 'handoff-changed', handoff: 'active', phone: words });
          chat.receive({ type: 'error-raised', code: words, message: words, retryable: true });
        }
        await window.oracle.settled();
        await window.oracle.touch();
      },
      some.map(({ payload }) => payload),
    );
    await expectCalm(
      page,
      stage,
      some.map(({ payload }) => payload),
      `${some[0]?.id} … ${some.at(-1)?.id}`,
    );
    await page.evaluate(async () => {
      const { chat } = document.querySelector('chat-widget') as unknown as {
        chat: { receive: (event: object) => void };
      };
      chat.receive({ type: 'suggestions-changed', suggestions: [] });
      await window.oracle.clear();
    });
  }
});
