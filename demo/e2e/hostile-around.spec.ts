import { marked } from 'marked';
import { corpus, of, texts } from '../../test/hostile/corpus.js';
import { openStage } from '../../test/hostile/stage.js';
import { expect, test } from './site.js';

const everything = corpus.map(({ payload }) => payload);

test('settings: what the page is given to say, and how it is made to look', async ({ page, site }) => {
  test.setTimeout(60_000);
  const stage = await openStage(page, site);
  const findings = await page.evaluate(
    async ({ words, urls, css, json }) => {
      const widget = document.querySelector('chat-widget') as unknown as { config: object };
      const found: string[] = [];
      const set = async (config: object, payload: string) => {
        widget.config = config;
        await window.oracle.settled();
        found.push(
          ...window.oracle.findings([payload]).map((what) => `${JSON.stringify(config).slice(0, 200)}: ${what}`),
        );
      };
      for (const text of words)
        await set(
          {
            heading: text, subtitle: text, intro: text, placeholder: text, assistantName: text, language: [text], position: text,
            starters: [{ label: text, text }], layout: 'fullscreen', title: text, bot: { name: text },
          },
          text,
        ); // prettier-ignore
      for (const url of urls) await set({ avatarUrl: url, uploadUrl: url, unfurlUrl: url, bot: { avatar: url } }, url);
      await set({ avatarUrl: '', bot: { avatar: '' } }, '');
      for (const value of css) {
        const names = [
          'primaryColor',
          'background',
          'text',
          'radius',
          'fontFamily',
          'density',
          'triggerOffset',
          'colorScheme',
          value,
        ];
        await set({ theme: Object.fromEntries(names.map((name) => [name, value])), customCss: value }, value);
        await set(
          { theme: { primaryColor: '#123456' }, customCss: `p { color: ${value} } ${value} * { ${value} }` },
          value,
        );
      }
      for (const text of json) {
        const value = JSON.parse(text) as object;
        await set({ theme: value, starters: value, heading: value, bot: value }, text);
        if (typeof value === 'object' && value && !Array.isArray(value)) await set(value, text);
      }
      return found;
    },
    {
      words: texts.filter((_, index) => index % 3 === 0).map(({ payload }) => payload),
      urls: of('url').map(({ payload }) => payload),
      css: of('css').map(({ payload }) => payload),
      json: of('json').map(({ payload }) => payload),
    },
  );
  // Whose picture stands for the assistant is for the page to say: it may come from anywhere, as a picture.
  expect([...new Set(findings)].filter((what) => !what.startsWith('{"avatarUrl"'))).toEqual([]);
  expect(stage.foreign.filter((url) => !/^https?:/.test(url))).toEqual([]);
});

test('transcripts: four formats, the page opened and the markdown drawn by somebody else', async ({ page, site }) => {
  test.setTimeout(60_000);
  const stage = await openStage(page, site);
  const files = await page.evaluate(async (payloads) => {
    const widget = document.querySelector('chat-widget') as unknown as {
      config: object;
      chat: { receive: (event: object) => void };
      exportConversation: (options: object) => Promise<string>;
    };
    widget.config = { heading: payloads[3] };
    for (const [index, words] of payloads.entries()) {
      const author = ['bot', 'user', 'agent', 'system'][index % 4];
      const format = [undefined, 'markdown', 'plain', 'html'][Math.floor(index / 4) % 4];
      const parts = [
        { type: 'text', text: words, ...(format ? { format } : {}) },
        { type: 'card', title: words, description: words, action: { type: 'link', label: words, url: words } },
        { type: 'attachment', url: words, name: words },
      ];
      const attachments = [
        { url: words, name: words, type: words },
        { url: `https://a.example/${words}`, name: words },
      ];
      const message = {
        id: `t${index}`,
        author,
        name: words,
        parts,
        attachments,
        delivery: 'delivered',
        streaming: false,
        createdAt: index,
      };
      widget.chat.receive({ type: 'message-added', message });
    }
    const write = async (format: string) => [format, await widget.exportConversation({ format })] as const;
    return Object.fromEntries(await Promise.all(['text', 'markdown', 'json', 'html'].map(write)));
  }, everything);

  for (const [format, content] of Object.entries(files))
    expect(content, format).not.toMatch(/[\u200b\u202a-\u202e\u2066-\u2069]/);
  const { messages } = JSON.parse(files['json'] ?? '') as { messages: readonly unknown[] };
  expect(messages).toHaveLength(everything.length);
  const heads = (files['text'] ?? '').split('\n').filter((line) => line && !line.startsWith('  '));
  const title = 2;
  expect(heads, 'nobody speaks for somebody else').toHaveLength(everything.length + title);

  const pages = { html: files['html'] ?? '', markdown: await marked.parse(files['markdown'] ?? '') };
  for (const [format, content] of Object.entries(pages)) {
    const reader = await page.context().newPage();
    const errors: string[] = [];
    reader.on('pageerror', ({ message }) => errors.push(message));
    await reader.addInitScript(() => {
      for (const name of ['alert', 'confirm', 'prompt', 'pwned', 'print'])
        Reflect.set(window, name, () => Reflect.set(window, 'ran', name));
    });
    // No policy but the file's own.
    const path = `${site.url}/transcript.${format}`;
    await reader.route(path, (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body: content }));
    await reader.goto(path);
    const live = await reader.evaluate(() => [
      ...[...document.querySelectorAll('*')].flatMap((element) =>
        [...element.attributes]
          .filter(({ name, value }) => /^on/i.test(name) || /^\s*(javascript|data|vbscript|file):/i.test(value))
          .map(({ name, value }) => `${element.localName} ${name}=${value}`),
      ),
      ...[
        ...document.querySelectorAll(
          'script,img,iframe,svg,math,form,input:not([type=checkbox]),object,embed,base,link,video,audio,details',
        ),
      ].map(({ outerHTML }) => outerHTML),
      ...(Reflect.has(window, 'ran') ? ['ran'] : []),
    ]);
    expect.soft(live, format).toEqual([]);
    expect.soft(errors, format).toEqual([]);
    await reader.close();
  }
  expect(stage.foreign.filter((line) => !line.startsWith('a window'))).toEqual([]);
});

test('what a backend knows of a link', async ({ page, site }) => {
  test.setTimeout(60_000);
  const stage = await openStage(page, site);
  const payloads = [...of('url'), ...texts.filter((_, index) => index % 4 === 0)].map(({ payload }) => payload);
  for (let at = 0; at < payloads.length; at += 30) {
    const some = payloads.slice(at, at + 30);
    const findings = await page.evaluate(async (words) => {
      const widget = document.querySelector('chat-widget') as unknown as {
        transport: object;
        open: () => Promise<void>;
      };
      widget.transport = {
        open: async (emit: (event: object) => void) => emit({ type: 'connection-changed', state: 'open' }),
        send: async () => undefined,
        close: async () => undefined,
        unfurl: async (url: string) => {
          const text = words[Number(new URL(url).pathname.slice(1))] ?? '';
          return { url: text, title: text || 'x', description: text, siteName: text, image: text };
        },
      };
      await widget.open();
      await window.oracle.draw(words.map((_, index) => ({ type: 'text', text: `https://page.example/${index}` })));
      await window.oracle.draw(
        words.map((text) => ({ type: 'text', text: `See https://page.example/0 and <${text}>` })),
      );
      await window.oracle.touch();
      return window.oracle.findings(words);
    }, some);
    expect.soft([...new Set([...findings, ...stage.foreign])], some[0]).toEqual([]);
  }
});

test('JSON on the wire: nothing of it reaches a prototype, and the chat goes on', async ({ page, site }) => {
  test.setTimeout(60_000);
  await openStage(page, site);
  const answers = of('json').flatMap(({ payload }) => [
    payload,
    `{"response":${payload}}`,
    `{"outputSpeech":${payload},"displays":[${payload}]}`,
    `{"outputSpeech":{"displayText":"still here","suggestions":${payload}},"displays":[{"type":"LIST","items":[${payload}]},{"type":"CARD","title":${payload},"buttons":[${payload}]},{"type":"ChatPart","part":${payload}},{"type":"FORM","steps":[${payload}]}]}`,
  ]);
  let turn = 0;
  await page.route('**/hostile-backend', (route) =>
    route.fulfill({ contentType: 'application/json', body: answers[turn++ % answers.length] ?? '{}' }),
  );
  const findings = await page.evaluate(async (count) => {
    const widget = document.querySelector('chat-widget') as unknown as Record<string, unknown> & {
      sendMessage: (text: string) => Promise<string>;
      open: () => Promise<void>;
      chat: { busy: { get: () => boolean } };
    };
    widget['config'] = { url: '/hostile-backend' };
    widget['transport'] = 'direct';
    await widget.open();
    for (let index = 0; index < count; index++) {
      await widget.sendMessage(`${index}`);
      while (widget.chat.busy.get()) await new Promise((resolve) => setTimeout(resolve, 0));
      if (index % 40 === 39) {
        await window.oracle.settled();
        await window.oracle.clear();
      }
    }
    await window.oracle.settled();
    return window.oracle.findings([]);
  }, answers.length);
  expect(findings).toEqual([]);
  expect(turn).toBeGreaterThanOrEqual(answers.length);
});
