import type { Page } from '@playwright/test';
import { answer, isDelivered } from './faulty-site.js';
import { composer, expect, launcher, messages, say, test } from './site.js';
import type { Watch } from './history.js';

// Where a wire has no place for the id of a message, the checker of histories cannot know which commit is whose.
test.beforeEach(({ watch }) => watch.dismiss('Not every vendor’s wire has ids.'));

/** A page's own globals, before any script of ours. */
const before = `<script>window.known = new Set(Object.getOwnPropertyNames(window))</script>`;
/** What of ours is global now, besides what the page itself said. */
const added = (page: Page, said: readonly string[] = []): Promise<readonly string[]> =>
  page.evaluate(
    (ignored) => {
      const known = Reflect.get(window, 'known') as Set<string>;
      return Object.getOwnPropertyNames(window).filter((name) => !known.has(name) && !ignored.includes(name));
    },
    ['known', ...said],
  );
/** What all foreign snippets bring, so that pages may call them before they are there. */
const NAMED = ['ChatWidget', 'chatbotkitWidget', 'initOpenScript'];
/** Names of libraries, which they ask for themselves. */
const versions = /^(lit|reactiveElement|litHtml|litElement)/;

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await launcher(page).click();
  await expect(composer(page)).toBeVisible();
}
async function talk(page: Page, text: string): Promise<void> {
  await say(page, text);
  await isDelivered(page, text);
  await expect(answer(page, text)).toHaveCount(1, { timeout: 20_000 });
}
const paths = async (watch: Watch): Promise<readonly string[]> => (await watch.requests()).map(({ path }) => path);
const globals = async (page: Page, said: readonly string[] = []): Promise<readonly string[]> =>
  (await added(page, said)).filter((name) => !versions.test(name)).sort();

test.describe('XAPP', () => {
  const tag = `<script
    id="xapp-js"
    src="/embed.js?key=demo"
  ></script>`;
  const configured = (config: object) => `<script>window.xaConfig = ${JSON.stringify(config)}</script>${tag}`;

  test('its snippet alone: the widget of that key', async ({ page, site, watch }) => {
    await open(page, site.page(before + tag));
    await talk(page, 'by the key alone');
    expect((await watch.connections()).mostSockets).toBe(0);
    expect(await paths(watch)).toContain('/stentor');
    await expect(page.locator('chat-widget')).toHaveCount(1);
    expect(await globals(page)).toEqual(NAMED);
  });

  const wires = [
    ['direct', '/stentor', 0],
    ['websocketraw', '/stentor/ws', 1],
    ['websocket', '/', 1],
  ] as const;
  for (const [type, serverUrl, sockets] of wires)
    test(`connection “${type}”: what the page says stands before what its key brings`, async ({
      page,
      site,
      watch,
    }) => {
      const config = {
        connection: { type, serverUrl },
        botName: 'Penny',
        attributes: { plan: 'gold' },
        userId: 'user-7',
      };
      await open(page, site.page(before + configured(config)));
      await expect(page.getByRole('dialog', { name: 'Penny' })).toBeVisible();
      await talk(page, `by ${type}`);
      const { mostSockets } = await watch.connections();
      expect(mostSockets).toBe(sockets);
      expect((await paths(watch)).includes('/stentor')).toBe(type === 'direct');
      expect(await globals(page, ['xaConfig'])).toEqual(NAMED);
      if (type === 'direct') {
        const [asked] = (await watch.requests()).filter(({ path }) => path === '/stentor');
        expect(asked?.body).toMatchObject({ userId: 'user-7', attributes: { plan: 'gold' } });
      }
    });

  test('“disabled” stops it', async ({ page, site }) => {
    await page.goto(site.page(configured({ disabled: true })));
    await page.waitForFunction(() => customElements.get('chat-widget'));
    await expect(page.locator('chat-widget')).toHaveCount(0);
    await expect(launcher(page)).toHaveCount(0);
  });
});

test.describe('Airy', () => {
  const snippet = (host: string, end = '/s.js') => `<script>
  (function(w, d, s, n) {
    w[n] = w[n] || {};
    w[n].cid = "demo";
    w[n].h = "${host}";
    var f = d.getElementsByTagName(s)[0],
      j = d.createElement(s);
    j.async = true;
    j.src = w[n].h + "${end}";
    f.parentNode.insertBefore(j, f);
  })(window, document, "script", "airy");
</script>`;
  const ways = [
    ['/s.js', []],
    ['/embed.js', NAMED],
  ] as const;

  for (const [end, names] of ways) {
    test(`its snippet, ${end} in the head: one socket, one widget`, async ({ page, site, watch }) => {
      await open(page, site.page('<p>Hello</p>', { head: before + snippet(site.url, end) }));
      await talk(page, 'by the plugin');
      expect((await watch.connections()).mostSockets).toBe(1);
      expect((await paths(watch)).filter((path) => path === '/chatplugin.authenticate')).toHaveLength(1);
      await expect(page.locator('chat-widget')).toHaveCount(1);
      expect(await globals(page, ['airy'])).toEqual(names);
    });

    test(`a resume token leaves the address bar before anybody opens the chat, ${end}`, async ({
      page,
      site,
      watch,
    }) => {
      const enter = await fetch(`${site.url}/chatplugin.authenticate`, {
        method: 'POST',
        body: JSON.stringify({ channel_id: 'demo' }),
      });
      const { token } = (await enter.json()) as { readonly token: string };
      const post = (path: string, body: object) =>
        fetch(site.url + path, { method: 'POST', headers: { authorization: token }, body: JSON.stringify(body) });
      await post('/chatplugin.send', { message: { text: 'said on the phone' } });
      const made = (await (await post('/chatplugin.resumeToken', {})).json()) as { readonly resume_token: string };

      await page.goto(`${site.page(snippet(site.url, end))}?a=1&resume_token=${made.resume_token}#there`);
      await expect(launcher(page)).toBeVisible();
      await expect(page).toHaveURL(/\?a=1#there$/);
      expect((await paths(watch)).filter((path) => path.startsWith('/chatplugin.auth'))).toHaveLength(1);
      await launcher(page).click();
      await expect(messages(page).filter({ hasText: 'said on the phone' }).first()).toBeVisible({ timeout: 20_000 });
    });
  }

  test('the newer words, and what they set', async ({ page, site }) => {
    const config = { headerText: 'Ask Airy', bubbleState: 'expanded', welcomeMessage: { text: 'Ahoy' } };
    const airy = { channelId: 'demo', host: site.url, config };
    await page.goto(
      site.page(`<script>window.airy = ${JSON.stringify(airy)}</script><script async src="/embed.js"></script>`),
    );
    await expect(page.getByRole('dialog', { name: 'Ask Airy' })).toBeVisible();
    await expect(messages(page).filter({ hasText: 'Ahoy' })).toBeVisible();
    await talk(page, 'by the newer words');
  });

  test('an element that happens to be called airy is not a snippet', async ({ page, site }) => {
    const options = { token: 'demo', apiUrl: site.url };
    await open(
      page,
      site.page(
        `<a id="airy">A lamp</a><script src="/embed.js"></script><script>initOpenScript(${JSON.stringify(options)})</script>`,
      ),
    );
    await talk(page, 'by another wire');
  });
});

test.describe('OpenCX', () => {
  const options = (site: string, more: object = {}) =>
    JSON.stringify({
      token: 'demo',
      apiUrl: site,
      user: { external_id: 'user-9', name: 'Ada', email: 'ada@example.com' },
      bot: { name: 'Open Penny' },
      initialMessages: ['Hello there', 'How can I help?'],
      ...more,
    });
  const begun = (known: readonly string[]) => known.filter((path) => path === '/backend/widget/v2/create-session');

  test('its snippet, called for somebody else: nothing of the one before goes along', async ({ page, site }) => {
    const ann = options(site.url, { user: { email: 'ann@example.com', customData: { plan: 'Ann’s' } }, isOpen: true });
    await page.goto(site.page(`<script src="/embed.js"></script><script>window.initOpenScript(${ann})</script>`));
    await talk(page, 'from Ann');
    const bob = options(site.url, { user: { email: 'bob@example.com' }, isOpen: true });
    await page.evaluate(`initOpenScript(${bob})`);
    await expect(page.getByText('from Ann')).toHaveCount(0);
    await talk(page, 'from Bob');
    const attributes = () =>
      Reflect.get(document.querySelector('chat-widget') ?? {}, 'attributesForRequests') as unknown;
    expect(await page.evaluate(attributes)).toBeUndefined();
  });

  const times: Readonly<Record<string, (call: string) => string>> = {
    'at once': (call) => `<script>window.${call}</script>`,
    'when the page is ready': (call) =>
      `<script>document.addEventListener('DOMContentLoaded', () => window.${call})</script>`,
  };
  for (const [when, write] of Object.entries(times))
    test(`its snippet, called ${when}`, async ({ page, site, watch }) => {
      const call = write(`initOpenScript(${options(site.url)})`);
      await open(page, site.page(`${before}<script src="/embed.js"></script>${call}`));
      await expect(messages(page).filter({ hasText: 'Hello there' })).toBeVisible();
      await talk(page, 'by the open script');
      expect(begun(await paths(watch))).toHaveLength(1);
      await expect(page.locator('chat-widget')).toHaveCount(1);
      expect(await globals(page)).toEqual([...NAMED, 'openCXWidgetVersion'].sort());
    });

  test('nothing is to be seen before it is called; later is early enough', async ({ page, site }) => {
    await page.goto(site.page('<script src="/embed.js"></script>'));
    await page.waitForFunction(() => 'openCXWidgetVersion' in window);
    await page.evaluate(() => document.querySelector('chat-widget')?.whenReady);
    await expect(launcher(page)).toHaveCount(0);
    const start = (more: object) =>
      page.evaluate(
        (said) => {
          (Reflect.get(window, 'initOpenScript') as (options: unknown) => void)(JSON.parse(said));
        },
        options(site.url, more),
      );
    await start({ isOpen: true });
    await expect(composer(page)).toBeVisible();
    await page.getByRole('button', { name: 'Close chat' }).click();
    await expect(composer(page)).toBeHidden();
    await start({ isOpen: true });
    await expect(composer(page)).toBeVisible();
    await talk(page, 'later');
  });

  test('a script without a key that says whom to talk to is no snippet', async ({ page, site }) => {
    await open(page, site.page('<script src="/embed.js" data-transport="direct" data-url="/stentor"></script>'));
    await talk(page, 'without a key');
  });
});

test.describe('ChatBotKit', () => {
  const tag = (more = '') => `<script src="/embed.js" data-widget="demo" ${more}></script>`;
  const sessions = (known: readonly string[]) => known.filter((path) => path.endsWith('/session/create'));

  test('its snippet: one session, one widget, and its names', async ({ page, site, watch }) => {
    await open(page, site.page(before + tag('data-bartitle="Ask the bot"')));
    await expect(page.getByRole('dialog', { name: 'Ask the bot' })).toBeVisible();
    await talk(page, 'by the kit');
    expect(sessions(await paths(watch))).toHaveLength(1);
    await expect(page.locator('chat-widget')).toHaveCount(1);
    expect(await globals(page)).toEqual(NAMED);
    expect(await page.evaluate(() => window.chatbotkitWidget?.instance === document.querySelector('chat-widget'))).toBe(
      true,
    );
  });

  test('is open at once where the page says so, and asks nobody else first', async ({ page, site, watch }) => {
    await page.goto(site.page(tag('data-open')));
    await expect(composer(page)).toBeVisible();
    await talk(page, 'open already');
    const known = await paths(watch);
    expect(sessions(known)).toHaveLength(1);
    expect(known.filter((path) => path.startsWith('/stentor'))).toEqual([]);
    expect(site.sent.filter(({ path }) => path.includes('direct'))).toEqual([]);
  });

  test('what its page calls and hears', async ({ page, site, watch }) => {
    await page.goto(
      site.page(`<script>
        window.heard = [];
        window.chatbotkitWidgetInit = (widget) => {
          heard.push('init');
          for (const type of ['ready', 'send', 'receive'])
            widget.addEventListener(type, ({ data }) => heard.push(type + ' ' + (data.text ?? '')));
        };
        addEventListener('chatbotkitWidgetInit', () => heard.push('event'));
      </script>${tag()}`),
    );
    await page.evaluate(async () => {
      const widget = (await window.chatbotkitWidget?.instancePromise) as {
        readonly readyPromise: Promise<void>;
        readonly initiateMessage: (said: object) => Promise<unknown>;
        readonly assignContact: (contact: object) => void;
        readonly registerFunctions: (functions: object) => void;
        readonly sendMessage: (said: object) => Promise<unknown>;
        readonly functions: object;
        readonly contact: object;
        open: boolean;
      };
      await widget.readyPromise;
      widget.assignContact({ name: 'Ada', email: 'ada@example.com' });
      widget.registerFunctions({ now: { description: 'The time', parameters: {}, handler: () => 'noon' } });
      widget.open = true;
      await widget.initiateMessage({ text: 'Can I help?' });
      await widget.sendMessage({ text: 'from the page' });
      Object.assign(window, { has: [Object.keys(widget.functions), widget.contact] });
    });
    await expect(messages(page).filter({ hasText: 'Can I help?' })).toBeVisible();
    await isDelivered(page, 'from the page');
    await expect(answer(page, 'from the page')).toHaveCount(1);
    const heard = () => page.evaluate(() => Reflect.get(window, 'heard') as readonly string[]);
    await expect.poll(heard).toEqual(expect.arrayContaining(['event', 'init', 'ready ', 'send from the page']));
    await expect.poll(async () => (await heard()).join()).toMatch(/receive [^,]*from the page/);
    expect(await page.evaluate(() => Reflect.get(window, 'has') as unknown)).toEqual([
      ['now'],
      { name: 'Ada', email: 'ada@example.com' },
    ]);
    expect(sessions(await paths(watch))).toHaveLength(1);
  });

  test('hides, shows, grows, shrinks and begins anew; a note counts as unread', async ({ page, site }) => {
    await open(page, site.page(tag()));
    await talk(page, 'the first time');
    const call = (method: string) =>
      page.evaluate(async (name) => {
        const widget = (await window.chatbotkitWidget?.instancePromise) as Record<string, () => unknown>;
        await widget[name]?.();
      }, method);
    await call('hide');
    await expect(composer(page)).toBeHidden();
    await call('show');
    await expect(composer(page)).toBeVisible();
    const panel = page.locator('chat-panel');
    const width = async () => (await panel.boundingBox())?.width ?? 0;
    // It grows into its place.
    await expect.poll(() => panel.evaluate((each) => each.getAnimations().length)).toBe(0);
    const usual = await width();
    await call('maximize');
    await expect.poll(width).toBeGreaterThan(usual);
    await call('minimize');
    await expect.poll(width).toBe(usual);
    await call('restartConversation');
    await expect(messages(page).filter({ hasText: 'the first time' })).toHaveCount(0);
    await page.evaluate(async () => {
      const widget = (await window.chatbotkitWidget?.instancePromise) as object;
      Reflect.set(widget, 'open', false);
      Reflect.set(widget, 'notifications', { hello: { text: 'Still there?' } });
    });
    await launcher(page)
      .or(page.getByRole('button', { name: /unread/ }))
      .first()
      .click();
    await expect(messages(page).filter({ hasText: 'Still there?' })).toBeVisible();
  });

  test('its element: ours stands in its place', async ({ page, site, watch }) => {
    await page.goto(
      site.page(
        `<main><chatbotkit-widget widget="demo" layout="inline" bartitle="In the page"></chatbotkit-widget></main><script src="/embed.js"></script>`,
      ),
    );
    await expect(page.locator('main chat-widget')).toHaveCount(1);
    await expect(page.getByRole('region', { name: 'In the page' })).toBeVisible();
    await talk(page, 'in its place');
    expect(sessions(await paths(watch))).toHaveLength(1);
    await expect(page.locator('chat-widget')).toHaveCount(1);
  });

  test('a server elsewhere is named by data-host', async ({ page, site }) => {
    const other = site.url.replace('127.0.0.1', 'localhost');
    const asked = page.waitForRequest((request) => request.url().startsWith(`${other}/v1/`));
    await page.goto(site.page(tag(`data-host="${other}" data-open`)));
    await expect(composer(page)).toBeVisible();
    await say(page, 'to whom?');
    await asked;
  });
});
