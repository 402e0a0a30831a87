import type { Page } from '@playwright/test';
import { composer, expect, isLed, launcher, messages, say, test, type Site } from './site.js';

interface Told {
  readonly body?: {
    readonly type?: string;
    readonly action?: string;
    readonly rawQuery?: string;
    readonly granted?: boolean;
    readonly userProfile?: object;
    readonly attributes?: { readonly data?: object; readonly userProfile?: object };
  };
}
const requests = async (page: Page, site: Site): Promise<readonly Told[]> =>
  (await page.request.get(`${site.url}/__mock/requests`)).json() as Promise<readonly Told[]>;
const contacts = async (page: Page, site: Site) =>
  (await requests(page, site)).flatMap(({ body }) => (body?.action === 'CONTACT' ? [body.attributes?.data] : []));
const start = (page: Page) => page.getByRole('button', { name: 'Start the chat' });
const name = (page: Page) => page.getByLabel('Name');
const email = (page: Page) => page.getByLabel('E-mail', { exact: true });

async function open(page: Page, site: Site, attributes: string, script = ''): Promise<void> {
  await page.goto(
    site.page(
      `<chat-widget key="demo" ${attributes}></chat-widget><script type="module">import '/chat-widget.js'; const chat = document.querySelector('chat-widget'); ${script}</script>`,
    ),
  );
  await launcher(page).click();
}

test('the form comes first, then the message; a reload does not ask again', async ({ page, site }) => {
  await open(page, site, 'contact-collection');
  await expect(name(page)).toBeVisible();
  await isLed(page, name(page));
  await expect(composer(page)).toBeHidden();
  await name(page).press('Enter');
  await expect(page.getByText('This is still empty.')).toHaveCount(2);
  await expect(name(page)).toBeFocused();
  await page.keyboard.type('Ann');
  await page.keyboard.press('Tab');
  await page.keyboard.type('ann@example.com');
  await page.keyboard.press('Enter');
  await isLed(page);
  await say(page, 'hello');
  await expect(messages(page).last()).toContainText('You said');
  const ann = { name: 'Ann', email: 'ann@example.com' };
  expect(await contacts(page, site)).toEqual([ann]);
  const told = await requests(page, site);
  const order = told.map(({ body }) => body?.action ?? body?.rawQuery ?? body?.type);
  expect(order.indexOf('CONTACT')).toBeLessThan(order.indexOf('hello'));
  expect(told.find(({ body }) => body?.rawQuery === 'hello')?.body?.attributes?.userProfile).toEqual(ann);

  await page.reload();
  await launcher(page).click();
  await expect(composer(page)).toBeVisible();
  await expect(start(page)).toHaveCount(0);
  await say(page, 'again');
  await expect(messages(page).last()).toContainText('You said');
  expect(await contacts(page, site)).toEqual([ann]);
});

test('it can be skipped where it may, and a reload remembers that', async ({ page, site }) => {
  await open(page, site, 'contact-collection');
  await page.getByRole('button', { name: 'Skip' }).click();
  await isLed(page);
  await page.reload();
  await launcher(page).click();
  await expect(composer(page)).toBeVisible();
  await expect(start(page)).toHaveCount(0);
  expect(await contacts(page, site)).toEqual([]);
});

test('what the visitor chose meanwhile waits for it', async ({ page, site }) => {
  await open(page, site, `contact-collection contact-optional="false" starters='["Is the sea room free?"]'`);
  await expect(page.getByRole('button', { name: 'Skip' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Is the sea room free?' }).click();
  await expect(page.getByText('This first, then your question is sent.')).toBeVisible();
  await isLed(page, name(page));
  expect((await requests(page, site)).filter(({ body }) => body?.rawQuery)).toEqual([]);
  await name(page).fill('Ann');
  await email(page).fill('ann@example.com');
  await start(page).click();
  await expect(page.locator('chat-message[author=user]')).toContainText('Is the sea room free?');
  await expect(composer(page)).toBeVisible();
});

test('a known visitor is asked for nothing, or for what is missing', async ({ page, site }) => {
  await open(page, site, 'contact-collection', `chat.contact = { name: 'Ann' };`);
  await expect(email(page)).toBeVisible();
  await expect(name(page)).toHaveCount(0);
  await page.evaluate(() => {
    const chat = document.querySelector('chat-widget');
    if (chat) Object.assign(chat, { contact: { name: 'Ann', email: 'ann@example.com' } });
  });
  await expect(composer(page)).toBeVisible();
  await expect(start(page)).toHaveCount(0);
  await expect.poll(async () => (await contacts(page, site)).at(-1)).toEqual({ name: 'Ann', email: 'ann@example.com' });
});

test('during the conversation it is asked after the first answer, and locks nothing', async ({ page, site }) => {
  await open(page, site, 'contact-collection contact-when="during" contact-fields="email"');
  await expect(composer(page)).toBeVisible();
  await expect(email(page)).toHaveCount(0);
  await say(page, 'hello');
  await expect(email(page)).toBeVisible();
  await expect(composer(page)).toBeFocused();
  await say(page, 'and another');
  await expect(messages(page).last()).toContainText('another');
  await email(page).fill('ann@example.com');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(email(page)).toHaveCount(0);
  await expect.poll(() => contacts(page, site)).toEqual([{ email: 'ann@example.com' }]);
});

test('fields of the page’s own, and phone numbers as people write them', async ({ page, site }) => {
  const fields = [
    'phone',
    { name: 'topic', label: 'Topic', type: 'select', options: { bill: 'A bill' }, required: true },
    { name: 'news', label: 'May we write to you?', type: 'checkbox' },
  ];
  await open(page, site, `contact-collection language="en-DE" contact-fields='${JSON.stringify(fields)}'`);
  await page.getByLabel('Phone').fill('12');
  await start(page).click();
  await expect(page.getByText('Try it with the country code')).toBeVisible();
  await expect(page.getByLabel('Phone')).toBeFocused();
  await page.getByLabel('Phone').fill('030 ٩٠١٨٢٠');
  await expect(page.getByText('Try it with the country code')).toBeHidden();
  await page.getByLabel('Topic').selectOption('A bill');
  await page.getByRole('checkbox', { name: 'Yes' }).check();
  await start(page).click();
  await expect.poll(() => contacts(page, site)).toEqual([{ phone: '+4930901820', topic: 'bill', news: 'true' }]);
});

test('without the numbering plans a plus and digits will do', async ({ page, site }) => {
  await page.route('**/phone-number*.js', (route) => route.abort());
  await open(page, site, 'contact-collection contact-fields="phone"');
  await page.getByLabel('Phone').fill('0049 30 901820');
  await start(page).click();
  await expect.poll(() => contacts(page, site)).toEqual([{ phone: '+4930901820' }]);
});

test('a backend that asks for the address gets what is known with one click', async ({ page, site }) => {
  await open(page, site, 'contact-collection contact-fields="email"');
  await email(page).fill('ann@example.com');
  await start(page).click();
  await say(page, 'permission email');
  await expect(page.getByRole('textbox', { name: 'E-mail address' })).toHaveValue('ann@example.com');
  await page.getByRole('button', { name: 'Allow' }).click();
  await expect(messages(page).last()).toContainText('I noted your email');
  await isLed(page);
  const [grant] = (await requests(page, site)).filter(({ body }) => body?.type === 'PERMISSION_GRANT');
  expect(grant?.body).toMatchObject({ granted: true, userProfile: { email: 'ann@example.com' } });
});
