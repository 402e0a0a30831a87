import { of } from '../../test/hostile/corpus.js';
import { examples } from '../../test/hostile/sinks.js';
import { openStage } from '../../test/hostile/stage.js';
import { sightOf } from './sight.js';
import { expect, test } from './site.js';

/** Turns reading round, takes no room, is not seen. */
const sign = '\u202e';
const hidden = '\u200b';

/** Fields that hold words of a message rather than a name or a title: their direction is the reader's own. */
const body = new Set(['text', 'code', 'tex', 'input', 'result', 'snippet']);

test('names, titles, labels and files of every part read as what they are', async ({ page, site }) => {
  test.setTimeout(60_000);
  await openStage(page, site);
  const spoiled = (value: unknown, key = ''): unknown => {
    if (typeof value === 'string')
      return /^(type|id|name|token|data|url|href|phone|state|event|format|layout|kind|language|condition|value|mediaType|min|max|step|action|image)$/i.test(
        key,
      ) && key !== 'name'
        ? value
        : `a${sign}${hidden}b ${value}`;
    if (Array.isArray(value)) return value.map((each) => spoiled(each, key));
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(
        Object.entries(value).map(([name, inner]) => [name, body.has(name) ? inner : spoiled(inner, name)]),
      );
    return value;
  };
  const left: string[] = [];
  for (const [name, example] of await examples()) {
    const found = await page.evaluate(async (part) => {
      await window.oracle.draw([part], { name: 'a\u202e\u200bb', author: 'agent' });
      const shown = window.oracle.all().flatMap((element) => [
        ...[...element.childNodes].filter((node) => node instanceof Text && !element.matches(':defined.words')).map((node) => node.textContent ?? ''),
        ...['aria-label', 'title', 'alt', 'placeholder', 'label'].map((attribute) => element.getAttribute(attribute) ?? ''),
        ...(element instanceof HTMLInputElement || element instanceof HTMLOptionElement ? [element.value] : []),
      ].filter((text) => /[\u200b\u202e]/.test(text)).map((text) => `${(element.getRootNode() as ShadowRoot).host?.localName} <${element.localName} ${element.className}> ${text}`)); // prettier-ignore
      await window.oracle.clear();
      return shown;
    }, spoiled(example));
    left.push(...found.map((what) => `${name}: ${what}`));
  }
  // Formulas are set with signs of their own that take no room.
  expect([...new Set(left)].filter((what) => !what.includes(': chat-math'))).toEqual([]);
});

test('the words of a link, and of a suggestion, do not turn round', async ({ page, site }) => {
  await openStage(page, site);
  const found = await page.evaluate(async () => {
    const words = 'a\u202e\u200bb';
    await window.oracle.draw(
      [
        { type: 'text', text: `[${words}](https://a.example) https://a.example/${words}` },
        { type: 'text', format: 'html', text: `<a href="https://a.example" title="${words}">${words}</a>` },
      ],
      {
        suggestions: [
          { type: 'reply', label: words },
          { type: 'link', label: words, url: 'https://a.example' },
        ],
      },
    );
    const { chat } = document.querySelector('chat-widget') as unknown as { chat: { receive: (event: object) => void } };
    chat.receive({ type: 'suggestions-changed', suggestions: [{ type: 'reply', label: words }] });
    await window.oracle.settled();
    return window.oracle
      .all('a, [part~=suggestion]')
      .flatMap(({ textContent, outerHTML, attributes }) =>
        [textContent, ...[...attributes].map(({ value }) => value)].some((text) => /[\u200b\u202e]/.test(text))
          ? outerHTML
          : [],
      );
  });
  expect(found).toEqual([]);
});

const covers: readonly object[] = [
  ...of('katex').flatMap(({ payload }) => [
    { type: 'math', tex: payload, display: true },
    { type: 'text', text: `$$${payload}$$ \\(${payload}\\)` },
  ]),
  { type: 'text', text: 'W'.repeat(20_000) },
  { type: 'text', text: `a${'\u0301'.repeat(5_000)}` },
  { type: 'text', text: `![x](data:image/png;base64,iVBORw0KGgo=)`, format: 'markdown' },
  { type: 'text', format: 'html', text: '<div style="position:fixed;inset:0;z-index:99999">x</div><p class="panel open" align="right">x</p>' },
  { type: 'text', format: 'html', text: `<table><tr>${'<td>wide</td>'.repeat(300)}</tr></table>` },
  { type: 'image', url: 'data:image/gif;base64,R0lGODlhAQABAAAAACw=', alt: 'x', width: 1e9, height: 1e9 },
  { type: 'image', url: 'data:image/gif;base64,R0lGODlhAQABAAAAACw=', alt: 'x', width: -5, height: 1e308 },
  { type: 'video', url: 'https://evil.example/x', title: 'x'.repeat(3000), width: 1e9, height: 1 },
  { type: 'card', title: 'W'.repeat(5000), description: `${'\n'.repeat(2000)}x`, image: { url: 'data:image/gif;base64,R0lGODlhAQABAAAAACw=', width: 1, height: 1e9 } },
  { type: 'code', code: `${'x'.repeat(5000)}\n${'y\n'.repeat(3000)}`, language: 'W'.repeat(300), name: 'W'.repeat(3000) },
  { type: 'attachment', url: 'https://evil.example/x', name: `${'W'.repeat(5000)}.pdf` },
  { type: 'location', latitude: 1, longitude: 1, label: 'W'.repeat(5000) },
  { type: 'progress', label: 'W'.repeat(5000), value: 1e308, max: 1e-308 },
  { type: 'notice', event: 'joined', name: 'W'.repeat(5000) },
  { type: 'buttons', actions: [{ type: 'reply', label: 'W'.repeat(5000) }] },
  { type: 'rating', question: 'W'.repeat(5000), scale: 1e6 },
]; // prettier-ignore

test('nothing in a message covers where one writes, sends or closes', async ({ page, site }) => {
  test.setTimeout(90_000);
  await openStage(page, site);
  // A bubble has a button to close, and an edge that something could reach over.
  await page.evaluate(async () => {
    (document.querySelector('chat-widget') as unknown as { config: object }).config = {
      layout: 'bubble',
      restartConversation: true,
    };
    await window.oracle.settled();
  });
  const sight = await sightOf(page);
  const covered: string[] = [];
  for (const part of covers) {
    const found = await page.evaluate(
      async ({ part, sight: { hit, holds } }) => {
        await window.oracle.draw([part], { suggestions: [{ type: 'reply', label: 'W'.repeat(3000) }] });
        const [widget] = [document.querySelector('chat-widget')];
        const chrome = window.oracle
          .all(
            'textarea, [part~=composer], [part~=send], [part~=close], [part~=menu], [part~=header], [part~=launcher]',
          )
          .filter((element) => element.checkVisibility?.() ?? true);
        const names = chrome.flatMap((element) => {
          const { left, top, width, height } = element.getBoundingClientRect();
          if (!width || !height || element.getRootNode() === widget) return [];
          const points = [
            [0.1, 0.5],
            [0.5, 0.5],
            [0.9, 0.5],
            [0.5, 0.1],
            [0.5, 0.9],
          ] as const;
          const uppermost = points.flatMap(([x, y]) => hit(left + width * x, top + height * y) ?? []);
          const message = uppermost.find(
            (each) =>
              !holds(element, each) &&
              window.oracle.all('chat-message, chat-message-list').some((one) => holds(one, each)),
          );
          return message ? [`${element.getAttribute('part')} under <${message.localName}>`] : [];
        });
        const panel = window.oracle.all('chat-panel')[0]?.getBoundingClientRect();
        const wide = document.documentElement.scrollWidth > innerWidth ? ['the page scrolls sideways'] : [];
        const gone = panel && panel.width > 100 && panel.height > 100 ? [] : ['the panel is gone'];
        await window.oracle.clear();
        return [...names, ...wide, ...gone, ...(chrome.length > 3 ? [] : [`only ${chrome.length} to look at`])];
      },
      { part, sight },
    );
    covered.push(...found.map((what) => `${JSON.stringify(part).slice(0, 100)}: ${what}`));
  }
  expect(covered).toEqual([]);
});
