import type { Page } from '@playwright/test';
import { composer, expect, launcher, say, test, type Site } from './site.js';

const script = '<script type="module" src="/chat-widget.js"></script>';
const by = (page: Page, author: string) => page.locator(`chat-message[author=${author}]`);
const requests = async (page: Page, site: Site) =>
  (await (await page.request.get(`${site.url}/__mock/requests`)).json()) as readonly {
    readonly method: string;
    readonly path: string;
  }[];
const control = (page: Page, site: Site, data: object) => page.request.post(`${site.url}/__mock/faults`, { data });
const MESSAGES = '/hyponema/sessions/[^/]+/messages';

/** The page keeps no key: it asks its own server, which has one. */
const asking = `<chat-widget transport="session" heading="Northwind"></chat-widget><script>
  window.asked = [];
  const widget = document.querySelector('chat-widget');
  widget.getSession = async (reason) => {
    window.asked.push(reason);
    const answer = await fetch('/demo/session', { method: 'POST', body: '{}' });
    return answer.json();
  };
</script>${script}`;
const addressed = `<chat-widget transport="session" url="/demo/session" heading="Northwind"></chat-widget>${script}`;

async function open(page: Page, site: Site, body: string): Promise<void> {
  await page.goto(site.page(body));
  await launcher(page).click();
  await expect(composer(page)).toBeVisible();
}

for (const [name, body] of [
  ['a function of the page', asking],
  ['the page’s own server', addressed],
] as const)
  test(`a conversation in a session from ${name}`, async ({ page, site, watch }) => {
    await open(page, site, body);
    expect((await requests(page, site)).filter(({ path }) => path.includes('session'))).toEqual([]);
    await say(page, 'Is there breakfast?');
    await expect(by(page, 'bot').last()).toContainText('Is there breakfast?');
    await expect(by(page, 'user').last()).toHaveAttribute('delivery', 'delivered');
    await say(page, 'guard redirect');
    await expect(by(page, 'bot').last()).toHaveText(/I cannot talk about that\./);
    await say(page, 'guard escalate');
    await expect(by(page, 'bot').last()).toContainText('I ask a colleague');
    const made = (await requests(page, site)).filter(({ path }) => path === '/demo/session');
    expect(made).toHaveLength(1);
    watch.secrets.push('eyJ');
  });

test('an answer that breaks in the middle goes on by itself, and is said once', async ({ page, site }) => {
  await open(page, site, addressed);
  await control(page, site, { path: MESSAGES, method: 'SSE', event: 8, reset: true, count: 1 });
  await say(page, 'one two three four five six seven eight nine ten');
  await expect(by(page, 'bot').last()).toContainText('one two three four five six seven eight nine ten');
  await expect(by(page, 'bot')).toHaveCount(1);
  const turns = (await requests(page, site)).filter(({ path }) => path.endsWith('/messages'));
  expect(turns.map(({ method }) => method)).toEqual(['POST', 'GET']);
});

test('a session that is refused is replaced without a word of the visitor’s lost', async ({ page, site }) => {
  await open(page, site, asking);
  await say(page, 'First');
  await expect(by(page, 'bot').last()).toContainText('First');
  await control(page, site, { path: MESSAGES, status: 401, count: 1 });
  await say(page, 'Second');
  await expect(by(page, 'bot').last()).toContainText('Second');
  await expect(by(page, 'user').last()).toHaveAttribute('delivery', 'delivered');
  await expect(by(page, 'system')).toHaveCount(1);
  expect(await page.evaluate(() => Reflect.get(window, 'asked') as unknown)).toEqual(['first', 'refused']);
});

test('after a reload the conversation goes on in the session it had', async ({ page, site }) => {
  await open(page, site, addressed);
  await say(page, 'Before');
  await expect(by(page, 'bot').last()).toContainText('Before');
  await page.reload();
  await composer(page).or(launcher(page)).first().waitFor();
  if (!(await composer(page).isVisible())) await launcher(page).click();
  await say(page, 'After');
  await expect(by(page, 'bot').last()).toContainText('After');
  await expect(by(page, 'system')).toHaveCount(0);
  expect((await requests(page, site)).filter(({ path }) => path === '/demo/session')).toHaveLength(1);
});
