import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { composer, expect, launcher, messages, say, test, type Site } from './site.js';

const script = '<script type="module" src="/chat-widget.js"></script>';
const bot = (page: Page, text: string) => page.locator('chat-message[author=bot]').filter({ hasText: text }).first();

interface Logged {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}
const log = async (site: Site): Promise<readonly Logged[]> =>
  (await (await fetch(`${site.url}/__mock/requests`)).json()) as Logged[];

/** Every key and value of every storage of the page. */
const everything = (page: Page) =>
  page.evaluate(async () => {
    const found: { where: string; key: string; value: string }[] = [];
    for (const [where, shelf] of Object.entries({ localStorage, sessionStorage }))
      for (const key of Object.keys(shelf)) found.push({ where, key, value: shelf.getItem(key) ?? '' });
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error(name));
      });
      for (const store of database.objectStoreNames) {
        const table = database.transaction(store).objectStore(store);
        const read = <T>(request: IDBRequest<T[]>) =>
          new Promise<readonly T[]>((resolve) => (request.onsuccess = () => resolve(request.result)));
        const [keys, values] = await Promise.all([read(table.getAllKeys()), read(table.getAll())]);
        keys.forEach((key, at) =>
          found.push({ where: 'IndexedDB', key: String(key), value: JSON.stringify(values[at]) }),
        );
      }
      database.close();
    }
    return found;
  });

test('every key in any storage is in the list of what is kept', async ({ page, site }) => {
  await page.goto(site.page(`<chat-widget url="/stentor" consent="gate" persist="always"></chat-widget>${script}`));
  await launcher(page).click();
  await page.getByRole('button', { name: 'Agree and start' }).click();
  await say(page, 'show form');
  await page.getByRole('radio', { name: 'Garden room' }).focus();
  await page.keyboard.press('ArrowRight');
  await composer(page).fill('half a thought');
  const keys = async () => (await everything(page)).map(({ where, key }) => `${where} ${key}`);
  for (const part of ['/session', '/message/', '/draft', '/parts', '/consent'])
    await expect.poll(async () => (await keys()).filter((key) => key.includes(part)).length, part).toBeGreaterThan(0);
  const { table, present } = await page.evaluate(async () => {
    const described = await document.querySelector('chat-widget')?.describeStorage();
    return { table: described?.table ?? [], present: described?.present ?? [] };
  });
  const patterns = table
    .filter(({ key }) => key)
    .map(
      ({ where, key }) => new RegExp(`^${where} ${key.replace('SCOPE', 'chat-widget:direct:.*').replace('ID', '.+')}$`),
    );
  expect((await keys()).filter((key) => !patterns.some((pattern) => pattern.test(key)))).toEqual([]);
  expect(present.map(({ where, key }) => `${where} ${key}`).sort()).toEqual((await keys()).sort());
});

test('delete my data: after a question nothing is left, and the conversation begins anew', async ({
  page,
  site,
  watch,
}) => {
  watch.dismiss('what was said is to be gone');
  await page.goto(site.page(`<chat-widget url="/stentor" persist="always"></chat-widget>${script}`));
  await launcher(page).click();
  await say(page, 'my secret');
  await expect(bot(page, 'my secret')).toBeVisible();
  const menu = page.getByRole('button', { name: 'More options' });
  await menu.click();
  await page.getByRole('menuitem', { name: 'Delete my data' }).click();
  await expect(page.getByRole('alertdialog', { name: 'Delete your data?' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(messages(page).filter({ hasText: 'my secret' }).first()).toBeVisible();
  await menu.click();
  await page.getByRole('menuitem', { name: 'Delete my data' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
  await expect(messages(page).filter({ hasText: 'my secret' })).toHaveCount(0);
  await expect(composer(page)).toBeFocused();
  await expect
    .poll(async () => (await everything(page)).filter(({ value }) => value.includes('my secret')))
    .toEqual([]);
  await page.reload();
  await launcher(page).click();
  await expect(messages(page).filter({ hasText: 'my secret' })).toHaveCount(0);
});

test('downloads work without a network, in four formats', async ({ page, site, context }) => {
  await page.goto(site.page(`<chat-widget url="/stentor"></chat-widget>${script}`));
  await launcher(page).click();
  for (const text of ['one', 'two', 'three']) {
    await say(page, text);
    await expect(bot(page, text)).toBeVisible();
  }
  await page.waitForLoadState('networkidle');
  await context.setOffline(true);
  const save = async (name: string): Promise<string> => {
    await page.getByRole('button', { name: 'More options' }).click();
    await page.getByRole('menuitem', { name: 'Download conversation' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name, exact: true }).click(),
    ]);
    return readFile(await download.path(), 'utf8');
  };
  expect(await save('Plain text')).toMatch(/^Conversation with .*\nSaved on /);
  expect(await save('Markdown')).toMatch(/^# Conversation/);
  expect(await save('Web page, to print')).toContain("default-src 'none'");
  const data = JSON.parse(await save('Data (JSON)')) as { version: number; messages: readonly unknown[] };
  expect(data.version).toBe(1);
  expect(data.messages.length).toBeGreaterThanOrEqual(6);
});

test('Global Privacy Control: the backend is told, the page’s address is cut, always is no longer than a session', async ({
  page,
  site,
}) => {
  await page.addInitScript(() => Object.defineProperty(navigator, 'globalPrivacyControl', { value: true }));
  await page.goto(
    site.page(`<chat-widget url="/stentor" persist="always" consent="gate"></chat-widget>${script}`) +
      '?mail=mara@example.org#me',
  );
  await launcher(page).click();
  await expect(page.getByRole('region', { name: 'Before we start' })).toContainText('for a while');
  await page.getByRole('button', { name: 'Agree and start' }).click();
  await say(page, 'hi');
  await expect(bot(page, 'hi')).toBeVisible();
  const sent = (await log(site)).filter(({ path }) => path.startsWith('/stentor'));
  expect(sent.length).toBeGreaterThan(0);
  for (const { body } of sent) {
    expect(body).toMatchObject({ attributes: { globalPrivacyControl: true } });
    expect(JSON.stringify(body)).not.toContain('mara@example.org');
    expect((body as { attributes: { currentUrl?: string } }).attributes.currentUrl).not.toMatch(/[?#]/);
  }
});

// The three parts of a token, so that a piece of it is found too.
const jwt = ['eyJhbGciOiJIUzI1NiJ9', 'eyJzdWIiOiJ3aWRnZXQtdmlzaXRvciJ9', 'c2lnbmF0dXJlLW9mLXRoZS10b2tlbg'];
const secrets = [...jwt, 'header-secret-42', 'account-key-42', 'page-token-42'];
for (const door of ['direct', 'websocket'] as const)
  test(`a token is found nowhere but where it is sent, by ${door}`, async ({ page, site }) => {
    const said: string[] = [];
    const addresses: string[] = [];
    page.on('console', (line) => said.push(line.text()));
    page.on('request', (request) => addresses.push(request.url(), request.headers()['referer'] ?? ''));
    page.on('websocket', (socket) => addresses.push(socket.url()));
    const setup = `<script>
      const widget = document.createElement('chat-widget');
      Object.assign(widget, {
        config: {
          transport: '${door}', url: '${door === 'direct' ? '/stentor' : '/stentor/ws'}', persist: 'always', verbose: true,
          token: '${jwt.join('.')}', accountKey: 'account-key-42', headers: { 'x-secret': 'header-secret-42' },
        },
      });
      ${door === 'direct' ? '' : "widget.getToken = async () => 'page-token-42';"}
      document.body.append(widget);
    </script>`;
    await page.goto(site.page(setup + script));
    await launcher(page).click();
    await say(page, 'hello');
    await expect(bot(page, 'hello')).toBeVisible();
    await expect.poll(async () => (await everything(page)).length).toBeGreaterThan(1);
    const exported = await page.evaluate(async () => {
      const widget = document.querySelector('chat-widget');
      const formats = ['text', 'markdown', 'json', 'html'] as const;
      const written: (string | undefined)[] = [];
      for (const format of formats) written.push(await widget?.exportConversation({ format }));
      return written;
    });
    const drawn = await page.evaluate(() => {
      const read = (root: ParentNode): string =>
        [...root.querySelectorAll('*:not(script)')]
          .map((each) => {
            const names = [...each.attributes].map(({ name, value }) => `${name}=${value}`).join(' ');
            return `${names} ${each.children.length ? '' : each.textContent} ${each.shadowRoot ? read(each.shadowRoot) : ''}`;
          })
          .join('\n');
      return read(document.body) + document.cookie + location.href + document.title;
    });
    const logged = (await log(site)).map(({ path }) => path);
    const places = { stored: await everything(page), said, addresses, exported, drawn, logged };
    expect(drawn).toContain('hello');
    for (const [where, found] of Object.entries(places))
      for (const secret of secrets) expect(JSON.stringify(found), where).not.toContain(secret);
  });

/** How each wire with tokens of its own is set up; what it is given counts as a secret, and so does what it is answered. */
const wires: Readonly<Record<string, object>> = {
  session: { url: '/demo/session' },
  chatbotkit: { url: '/v1', widgetId: 'demo' },
  airy: { url: '/', channelId: 'demo' },
  socketio: { url: '/', token: 'given-token-42' },
};
for (const [transport, config] of Object.entries(wires))
  test(`a token that a backend gives stays in this tab, by ${transport}`, async ({ page, site, watch }) => {
    if (transport === 'chatbotkit') watch.dismiss('only tokens are looked at here');
    const said: string[] = [];
    const addresses: string[] = [];
    const given = new Set<string>(transport === 'socketio' ? ['given-token-42'] : []);
    page.on('console', (line) => said.push(line.text()));
    page.on('request', (request) => addresses.push(request.url(), request.headers()['referer'] ?? ''));
    page.on('websocket', (socket) => addresses.push(socket.url()));
    const collect = (text: string): void => {
      for (const [token] of text.matchAll(/eyJ[\w-]+\.[\w-]+\.[\w-]+/g)) given.add(token);
    };
    page.on('response', async (response) => collect(await response.text().catch(() => '')));
    const setup = `<script>
      const widget = document.createElement('chat-widget');
      widget.config = ${JSON.stringify({ transport, persist: 'session', verbose: true, ...config })};
      document.body.append(widget);
    </script>`;
    await page.goto(site.page(setup + script));
    await launcher(page).click();
    await say(page, 'hello');
    await expect(messages(page).filter({ hasText: 'hello' }).first()).toBeVisible();
    await expect(page.locator('chat-message[author=bot]').first()).toBeVisible();
    // Browsers do not always have an answer at hand any more when they are asked for it; the tab has what was in it.
    await expect
      .poll(async () => {
        for (const { where, value } of await everything(page)) if (where === 'sessionStorage') collect(value);
        return given.size;
      })
      .toBeGreaterThan(0);
    const drawn = await page.evaluate(() => {
      const read = (root: ParentNode): string =>
        [...root.querySelectorAll('*:not(script)')]
          .map((each) => {
            const names = [...each.attributes].map(({ name, value }) => `${name}=${value}`).join(' ');
            return `${names} ${each.children.length ? '' : each.textContent} ${each.shadowRoot ? read(each.shadowRoot) : ''}`;
          })
          .join('\n');
      return read(document.body) + document.cookie + location.href + document.title;
    });
    const lasting = (await everything(page)).filter(({ where }) => where !== 'sessionStorage');
    expect(drawn).toContain('hello');
    for (const [where, found] of Object.entries({ lasting, said, addresses, drawn }))
      for (const token of given) expect(JSON.stringify(found), where).not.toContain(token);
  });
