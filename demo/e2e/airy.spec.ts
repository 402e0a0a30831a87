import type { Page } from '@playwright/test';
import { answer, by, control, isDelivered, mine, script } from './faulty-site.js';
import { expect, launcher, messages, say, test, type Site } from './site.js';

const attributes = 'transport="airy" channel-id="demo"';
const HASTE = 'ack-timeout="3000" heartbeat="2000" backoff-base="40" timeout="3000"';
const pageOf = (site: Site, more = ''): string =>
  site.page(`<chat-widget ${attributes} url="${site.url}" ${HASTE} ${more}></chat-widget>${script}`);

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await launcher(page).click();
}
async function talk(page: Page, text: string): Promise<void> {
  await say(page, text);
  await isDelivered(page, text);
  await expect(answer(page, text)).toHaveCount(1, { timeout: 20_000 });
}
/** The server gave a way back. */
const isSafe = async (site: Site): Promise<void> =>
  expect(async () => {
    const answer = await fetch(`${site.url}/__mock/requests`);
    const asked = (await answer.json()) as readonly { readonly path: string; readonly status: number }[];
    expect(asked.some(({ path, status }) => path === '/chatplugin.resumeToken' && status === 200)).toBe(true);
  }).toPass({ timeout: 15_000 });

test('talks, and shows each word once', async ({ page, site }) => {
  await open(page, pageOf(site));
  await talk(page, 'good morning');
  await talk(page, 'and again');
  await expect(messages(page)).toHaveCount(4);
});

test('what the bot offers: cards side by side, and replies that go back with their data', async ({
  page,
  site,
  watch,
}) => {
  await open(page, pageOf(site));
  await say(page, 'show carousel');
  await expect(page.locator('chat-carousel')).toHaveCount(1, { timeout: 20_000 });
  await say(page, 'suggestions');
  await page.getByRole('button', { name: 'Opening hours' }).click();
  await isDelivered(page, 'Opening hours');
  const sent = (await watch.requests()).filter(({ path }) => path === '/chatplugin.send').at(-1);
  expect(sent?.body).toMatchObject({ message: { text: 'Opening hours', postbackData: 'Opening hours' } });
});

test('a reload goes on where it was', async ({ page, site }) => {
  const address = pageOf(site, 'persist="session" open');
  await page.goto(address);
  await talk(page, 'before');
  await isSafe(site);
  await page.reload();
  await expect(mine(page, 'before')).toHaveCount(1, { timeout: 20_000 });
  await talk(page, 'after');
  await expect(messages(page)).toHaveCount(4);
});

test('two tabs show the same conversation, over one connection', async ({ page, site, context, watch }) => {
  const address = pageOf(site, 'persist="always"');
  await open(page, address);
  await talk(page, 'in the first');
  const second = await context.newPage();
  await open(second, address);
  await expect(mine(second, 'in the first')).toHaveCount(1, { timeout: 20_000 });
  await talk(second, 'in the second');
  await expect(mine(page, 'in the second')).toHaveCount(1);
  expect((await watch.connections()).sockets).toBe(1);
});

test('a person speaks unasked', async ({ page, site }) => {
  await open(page, pageOf(site));
  await talk(page, 'is anybody there?');
  await control(site).push('I am, **really**');
  await expect(by(page, 'agent')).toHaveText(/I am, really/, { timeout: 15_000 });
});

test('what was said while nobody could hear comes, once', async ({ page, site }) => {
  test.slow();
  await open(page, pageOf(site));
  await talk(page, 'hello');
  await isSafe(site);
  await control(site).fault({ offline: true });
  await control(site).push('While you were away');
  await say(page, 'from the tunnel');
  await expect(mine(page, 'from the tunnel')).toHaveAttribute('delivery', 'pending');
  await control(site).heal();
  await expect(by(page, 'agent')).toHaveText(/While you were away/, { timeout: 30_000 });
  await isDelivered(page, 'from the tunnel');
  await expect(answer(page, 'from the tunnel')).toHaveCount(1, { timeout: 20_000 });
});

test('never two bubbles of one’s own, in no frame, however late the answer is', async ({ page, site }) => {
  await open(page, pageOf(site));
  await talk(page, 'hello');
  await control(site).fault({ path: '/chatplugin\\.send', slow: { bytes: 40, interval: 60 } });
  await page.evaluate(() => {
    const list = document.querySelector('chat-widget')?.shadowRoot?.querySelector('chat-panel')?.shadowRoot;
    const count = () =>
      [...(list?.querySelectorAll('chat-message[author=user]') ?? [])].filter((each) =>
        (each.shadowRoot?.textContent ?? each.textContent)?.includes('only once'),
      ).length;
    Object.assign(window, { most: 0 });
    const look = () => {
      const known = window as unknown as { most: number };
      known.most = Math.max(known.most, count());
      requestAnimationFrame(look);
    };
    look();
  });
  await talk(page, 'only once');
  expect(await page.evaluate(() => (window as unknown as { most: number }).most)).toBeLessThanOrEqual(1);
  await expect(mine(page, 'only once')).toHaveCount(1);
});

test('a conversation from elsewhere: its token is in the address for no longer than it takes to read it', async ({
  page,
  site,
  watch,
}) => {
  const authenticated = await fetch(`${site.url}/chatplugin.authenticate`, {
    method: 'POST',
    body: JSON.stringify({ channel_id: 'demo' }),
  });
  const { token } = (await authenticated.json()) as { readonly token: string };
  const post = (path: string, body: object) =>
    fetch(site.url + path, { method: 'POST', headers: { authorization: token }, body: JSON.stringify(body) });
  await post('/chatplugin.send', { message: { text: 'said on the phone' } });
  const { resume_token: resume } = (await (await post('/chatplugin.resumeToken', {})).json()) as {
    readonly resume_token: string;
  };
  watch.dismiss('The first half was said by nobody’s page.');
  await open(page, `${pageOf(site)}?a=1&resume_token=${resume}#there`);
  await expect(mine(page, 'said on the phone')).toHaveCount(1, { timeout: 20_000 });
  await expect(page).toHaveURL(/\?a=1#there$/);
  const asked = (await watch.requests()).filter(({ path }) => !path.endsWith('.html'));
  expect(JSON.stringify(asked.map(({ path, search }) => path + search))).not.toContain(resume.split('.')[2]);
});

for (const address of ['/example.html?channel_id=demo-first', '/chatplugin/ui/example?channel_id=demo'])
  test(`a page with the vendor’s snippet has our widget: ${address}`, async ({ page, site }) => {
    await open(page, site.url + address);
    await say(page, 'by the old address');
    await isDelivered(page, 'by the old address');
    await expect(messages(page).filter({ hasText: 'by the old address' })).toHaveCount(2, { timeout: 20_000 });
    await expect(messages(page)).toHaveCount(2);
  });
