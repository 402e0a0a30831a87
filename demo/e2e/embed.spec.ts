import { composer, expect, launcher, messages, test } from './site.js';

const stub =
  '<script>window.ChatWidget = window.ChatWidget || function () { (ChatWidget.q ||= []).push(arguments) }</script>';

test.describe('the classic script', () => {
  test('asks for nothing but itself until the page has loaded', async ({ page, site }) => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    const url = site.page(`<img src="${site.slow.url}" alt=""><script src="/embed.js?key=demo"></script>`);
    await page.goto(url, { waitUntil: 'domcontentloaded' });
    await page.waitForFunction(() => window.ChatWidget?.loaded);
    await page.evaluate(() => new Promise((done) => requestIdleCallback(done)));
    expect(asked.sort()).toEqual(['/embed.js', new URL(url).pathname, '/slow.png'].sort());

    site.slow.release();
    await expect(launcher(page)).toBeVisible();
    expect(asked.filter((path) => path.includes('/chunks/launcher-'))).toHaveLength(1);
  });

  const places = {
    'in the head': { body: '<p>Hello</p>', head: '<script src="/embed.js?key=demo"></script>' },
    'in the head, async': { body: '<p>Hello</p>', head: '<script async src="/embed.js?key=demo"></script>' },
    'at the end of the body': { body: '<p>Hello</p><script src="/embed.js?key=demo"></script>', head: '' },
  };
  for (const [place, { body, head }] of Object.entries(places))
    test(`works ${place}`, async ({ page, site }) => {
      await page.goto(site.page(body, { head }));
      await launcher(page).click();
      await expect(composer(page)).toBeVisible();
      await expect(page.locator('body > chat-widget')).toHaveCount(1);
    });

  test('works when it is injected after the page has loaded', async ({ page, site }) => {
    await page.goto(site.page('<p>Hello</p>'));
    await page.evaluate(() => {
      const script = document.createElement('script');
      script.src = '/embed.js?key=demo';
      document.head.append(script);
      script.remove();
    });
    await expect(launcher(page)).toBeVisible();
  });

  test('comes from another origin, and asks that one for the configuration', async ({ page, site }) => {
    const own = site.url.replace('127.0.0.1', 'localhost');
    const url = site.page(`<script async src="${site.url}/embed.js?key=demo"></script>`).replace(site.url, own);
    const config = page.waitForRequest(`${site.url}/config/demo`);
    await page.goto(url);
    await config;
    await expect(page.locator('chat-widget')).toHaveAttribute('config-url', site.url);
    await expect(launcher(page)).toBeVisible();
  });

  test('does nothing the second time', async ({ page, site }) => {
    const script = '<script async src="/embed.js?key=demo"></script>';
    await page.goto(site.page(script + script));
    await expect(launcher(page)).toHaveCount(1);
    await expect(page.locator('chat-widget')).toHaveCount(1);
  });

  test('takes settings from its address and its data', async ({ page, site }) => {
    await page.goto(
      site.page(
        '<script src="/embed.js?key=demo&layout=inline" data-auto-scroll="false" data-heading="Ask us"></script>',
      ),
    );
    const widget = page.locator('chat-widget');
    await expect(widget).toHaveAttribute('key', 'demo');
    await expect(widget).toHaveAttribute('layout', 'inline');
    await expect(widget).toHaveAttribute('auto-scroll', 'false');
    await expect(page.getByRole('region', { name: 'Ask us' })).toBeVisible();
  });

  test('leaves out what would be code', async ({ page, site }) => {
    await page.goto(site.page('<script src="/embed.js?key=demo&onclick=alert(1)&style=color:red&a%20b=c"></script>'));
    await expect(launcher(page)).toBeVisible();
    const names = await page.locator('chat-widget').evaluate((widget) => widget.getAttributeNames());
    expect(names).not.toContain('onclick');
    expect(names).not.toContain('style');
  });

  test("uses the page's own element for the same key; what is written there wins", async ({ page, site }) => {
    await page.goto(
      site.page(
        '<chat-widget key="demo" layout="inline"></chat-widget><script src="/embed.js?key=demo&layout=bubble&position=top-left"></script>',
      ),
    );
    await expect(composer(page)).toBeVisible();
    await expect(page.locator('chat-widget')).toHaveCount(1);
    await expect(page.locator('chat-widget')).toHaveAttribute('layout', 'inline');
    await expect(page.locator('chat-widget')).toHaveAttribute('position', 'top-left');
  });

  test('runs the calls that were made before it came, in order', async ({ page, site }) => {
    await page.goto(
      site.page(`${stub}<script>
        ChatWidget('on', 'chat-message-sent', (event) => (window.heard = event.type));
        ChatWidget('open');
        ChatWidget('sendMessage', 'hi from the queue');
      </script><script async src="/embed.js?key=demo"></script>`),
    );
    await expect(composer(page)).toBeVisible();
    await expect(messages(page).filter({ hasText: 'hi from the queue' }).first()).toBeVisible();
    await page.waitForFunction(() => Reflect.get(window, 'heard') === 'chat-message-sent');
  });

  test('runs calls that are made later, through the old function too', async ({ page, site }) => {
    await page.goto(
      site.page(`${stub}<script>window.old = ChatWidget</script><script async src="/embed.js?key=demo"></script>`),
    );
    await expect(launcher(page)).toBeVisible();
    await page.evaluate(() => window.ChatWidget?.('open'));
    await expect(composer(page)).toBeVisible();
    await page.evaluate(() => void (Reflect.get(window, 'old') as (method: string) => void)('close'));
    await expect(composer(page)).toBeHidden();
  });

  test('with load=interaction waits for the visitor', async ({ page, site }) => {
    await page.goto(site.page('<script src="/embed.js?key=demo&load=interaction"></script>'));
    await page.waitForLoadState('networkidle');
    expect(site.sent.map(({ path }) => path)).toEqual(['/embed.js']);
    await page.keyboard.press('Tab');
    await expect(launcher(page)).toBeVisible();
  });

  test('with load=visible waits until its place is in view', async ({ page, site }) => {
    await page.goto(
      site.page('<div style="height: 300vh"></div><script src="/embed.js?key=demo" data-load="visible"></script>'),
    );
    await page.waitForLoadState('networkidle');
    expect(site.sent.map(({ path }) => path)).toEqual(['/embed.js']);
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await expect(launcher(page)).toBeVisible();
  });

  test('with load=eager does not wait for the rest of the page', async ({ page, site }) => {
    const url = site.page(`<img src="${site.slow.url}" alt=""><script src="/embed.js?key=demo&load=eager"></script>`);
    await page.goto(url, { waitUntil: 'domcontentloaded' });
    await expect(launcher(page)).toBeVisible();
  });

  test('says one line with a code when the widget cannot be loaded', async ({ page, site }) => {
    const lines: string[] = [];
    page.on('console', (line) => lines.push(line.text()));
    // A redirect leaves the script at an address that has no widget beside it.
    await page.route('**/missing/embed.js*', async (route) =>
      route.fulfill({ response: await route.fetch({ url: `${site.url}/embed.js` }) }),
    );
    await page.goto(
      site.page(`${stub}<script>ChatWidget('open')</script><script src="/missing/embed.js?key=demo"></script>`),
    );
    await expect.poll(() => lines.filter((line) => line.includes('[chat-widget]'))).toHaveLength(1);
    expect(lines.find((line) => line.includes('[chat-widget]'))).toContain('load-failed');
  });

  for (const comes of [true, false])
    test(`shows that the chat is on its way over a slow line, until it ${comes ? 'is there' : 'cannot come'}`, async ({
      page,
      site,
    }) => {
      let go = (): void => undefined;
      const late = new Promise<void>((resolve) => (go = resolve));
      await page.route('**/panel-*.js', async (route) => {
        await late;
        await (comes ? route.continue() : route.abort());
      });
      await page.goto(site.page('<script src="/embed.js?key=demo"></script>'));
      const button = page.locator('[part=launcher]');
      await button.click();
      await expect(button).toHaveCSS('opacity', '0.5');
      go();
      await expect(page.getByRole(comes ? 'dialog' : 'alert')).toBeVisible();
      await expect(button).toHaveCSS('opacity', '1');
    });

  test('of an earlier build finds the widget by its fixed name', async ({ page, site }) => {
    await page.route('**/embed.js*', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: (await response.text()).replace(/launcher-[\w-]+/, 'launcher-of-before') });
    });
    await page.goto(site.page('<script src="/embed.js?key=demo"></script>'));
    await expect(launcher(page)).toBeVisible();
    expect(site.sent.map(({ path }) => path)).toContain('/chat-widget.js');
  });

  test('lives in a page whose elements hide its globals', async ({ page, site }) => {
    await page.goto(
      site.page(`<a id="ChatWidget"></a><form name="currentScript"></form><img name="body" alt=""><img name="readyState" alt="">
        <img name="querySelectorAll" alt=""><img name="documentElement" alt="">
        <script src="/embed.js?key=demo"></script>`),
    );
    await expect(launcher(page)).toBeVisible();
  });
});
