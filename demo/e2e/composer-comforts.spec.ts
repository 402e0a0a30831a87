import type { Page } from '@playwright/test';
import { composer, expect, launcher, messages, say, test, type Site } from './site.js';

const script = '<script type="module" src="/chat-widget.js"></script>';
const by = (page: Page, author: string) => page.locator(`chat-message[author=${author}]`);

async function open(page: Page, site: Site, attributes = ''): Promise<void> {
  await page.goto(site.page(`<chat-widget key="demo" ${attributes}></chat-widget>${script}`));
  await launcher(page).click();
  await expect(by(page, 'bot').filter({ hasText: 'welcome to Northwind' })).toHaveCount(1);
  // What makes writing easier comes with the first key.
  await composer(page).press('ArrowUp');
  await expect(composer(page)).toHaveAttribute('aria-autocomplete', 'list');
}

test('what was said comes back by arrow keys, and the draft with it', async ({ page, site }) => {
  await open(page, site);
  await say(page, 'one');
  await say(page, 'two');
  await expect(by(page, 'user').last()).toHaveAttribute('delivery', 'delivered');
  await composer(page).fill('a draft');
  await composer(page).press('Home');
  await composer(page).press('ArrowUp');
  await expect(composer(page)).toHaveValue('two');
  await composer(page).press('ArrowUp');
  await expect(composer(page)).toHaveValue('one');
  await composer(page).press('ArrowDown');
  await composer(page).press('ArrowDown');
  await expect(composer(page)).toHaveValue('a draft');
});

test('the first key brings back what was said, a reload the draft, and a look fetches nothing', async ({
  page,
  site,
}) => {
  await open(page, site);
  await say(page, 'one');
  await expect(by(page, 'user').last()).toHaveAttribute('delivery', 'delivered');
  await page.reload();
  await launcher(page).click();
  await expect(by(page, 'user')).toHaveCount(1);
  await composer(page).focus();
  await expect(composer(page)).toBeFocused();
  await expect(composer(page)).not.toHaveAttribute('aria-autocomplete', 'list');
  await composer(page).press('ArrowUp');
  await expect(composer(page)).toHaveValue('one');
  await composer(page).press('ArrowDown');
  await expect(composer(page)).toHaveValue('');

  await composer(page).fill('a draft');
  await composer(page).press('Home');
  await composer(page).press('ArrowUp');
  await expect(composer(page)).toHaveValue('one');
  await page.reload();
  await launcher(page).click();
  await expect(composer(page)).toHaveValue('a draft');
});

test('suggestions come from the address that the owner names, and nothing typed goes anywhere else', async ({
  page,
  site,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/suggest'))
      asked.push(`${request.url()} ${request.headers()['cookie'] ?? 'no cookie'}`);
  });
  await open(page, site);
  await composer(page).pressSequentially('breakfast');
  expect(asked).toEqual([]);

  await composer(page).fill('');

  await open(page, site, 'autocomplete-suggestions-url="/stentor/suggest"');
  await composer(page).pressSequentially('breakfast');
  const list = page.getByRole('listbox', { name: 'Suggestions' });
  await expect(list.getByRole('option')).toHaveText(['When is breakfast served?', 'Is breakfast included?']);
  await expect(list.locator('strong').first()).toHaveText('breakfast');
  expect(asked).toEqual([`${site.url}/stentor/suggest?size=5&queryText=breakfast no cookie`]);

  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(list.getByRole('option', { selected: true })).toHaveText('Is breakfast included?');
  await page.keyboard.press('Escape');
  await expect(list).toHaveCount(0);
  await expect(page.getByRole('dialog')).toBeVisible();
  await composer(page).press('Backspace');
  await expect(list.getByRole('option')).toHaveCount(2);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(by(page, 'user')).toContainText('Is breakfast included?');
  await expect(composer(page)).toHaveValue('');
});

test('a broken service of suggestions is one line on the console, and no more', async ({ page, site }) => {
  const lines: string[] = [];
  page.on('console', (line) => line.text().includes('suggestions-failed') && lines.push(line.text()));
  await open(page, site, 'autocomplete-suggestions-url="/nowhere/suggest"');
  await composer(page).pressSequentially('break');
  await expect.poll(() => lines.length).toBe(1);
  await composer(page).pressSequentially('fast');
  await say(page, 'still here?');
  await expect(by(page, 'bot').last()).toContainText('still here?');
  expect(lines).toHaveLength(1);
});

test('a command of the menu asks first, as the menu does', async ({ page, site }) => {
  await open(page, site);
  await say(page, 'hello');
  await expect(by(page, 'bot').last()).toContainText('hello');
  await composer(page).fill('/rest');
  await expect(page.getByRole('option', { selected: true })).toContainText('/restart');
  await composer(page).press('Enter');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Start anew' }).click();
  await expect(messages(page)).toHaveCount(1);
});

test('undo gives text and files back; a page that is left while a message waits has sent it', async ({
  page,
  site,
  watch,
}) => {
  watch.dismiss('The visitor takes back what was submitted.');
  await open(page, site, 'undo-send="8000" attachments');
  await page.locator('chat-composer input[type=file]').setInputFiles({
    name: 'note.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('a note'),
  });
  await expect(page.locator('chat-attached-file')).toHaveCount(1);
  await say(page, 'too early');
  await expect(by(page, 'user')).toHaveAttribute('delivery', 'pending');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(composer(page)).toHaveValue('too early');
  await expect(page.locator('chat-attached-file')).toHaveCount(1);
  await expect(by(page, 'user')).toHaveCount(0);
  await page.locator('chat-attached-file').getByRole('button').last().click();

  await say(page, 'on my way out');
  await expect(by(page, 'user')).toHaveAttribute('delivery', 'pending');
  await page.reload();
  await launcher(page).click();
  await expect(by(page, 'user').filter({ hasText: 'on my way out' })).toHaveAttribute('delivery', 'delivered');
  await expect(by(page, 'user')).toHaveCount(1);
});

/** What may happen in the seconds in which a message can be taken back. */
const meanwhile: Readonly<Record<string, (page: Page, site: Site) => Promise<void>>> = {
  async 'the chat is closed by Escape'(page) {
    await composer(page).press('Escape');
    await expect(composer(page)).toBeHidden();
  },
  async 'the chat is closed by its button'(page) {
    await page.getByRole('button', { name: 'Close chat' }).click();
    await expect(composer(page)).toBeHidden();
  },
  async 'the network goes, and comes back later'(page) {
    await page.context().setOffline(true);
    await expect(page.locator('[part=held]')).toHaveCount(0);
    await expect(by(page, 'user')).toHaveAttribute('delivery', 'pending');
    await page.context().setOffline(false);
  },
  async 'another page takes the place of this one'(page, site) {
    const address = page.url();
    await page.goto(site.page('<p>Another page</p>'));
    await page.goto(address);
  },
};
for (const [what, happens] of Object.entries(meanwhile))
  test(`nothing is lost while a message can be taken back: ${what}`, async ({ page, site }) => {
    test.setTimeout(60_000);
    await open(page, site, 'undo-send="3000" backoff-base="50"');
    await say(page, 'on its way');
    await expect(page.locator('[part=held]')).toHaveCount(1);
    await happens(page, site);
    await expect(launcher(page).or(composer(page))).toBeVisible();
    if (await launcher(page).isVisible()) await launcher(page).click();
    const mine = by(page, 'user').filter({ hasText: 'on its way' });
    await expect(mine).toHaveAttribute('delivery', 'delivered', { timeout: 30_000 });
    await expect(mine).toHaveCount(1);
    await expect(page.locator('[part=held]')).toHaveCount(0);
  });

test('what is taken back without a network is not sent when there is one', async ({ page, site, watch }) => {
  watch.dismiss('The visitor takes back what was submitted.');
  await open(page, site, 'undo-send="8000" backoff-base="50"');
  await page.context().setOffline(true);
  await say(page, 'a mistake');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(composer(page)).toHaveValue('a mistake');
  await page.context().setOffline(false);
  await composer(page).fill('the right words');
  await composer(page).press('Enter');
  await page.getByRole('button', { name: 'Send now' }).click();
  await expect(by(page, 'user')).toHaveAttribute('delivery', 'delivered', { timeout: 30_000 });
  const { commits } = await watch.journal();
  expect(commits.map(({ text }) => text).filter(Boolean)).toEqual(['the right words']);
});

test('what is pasted: rich text as its words, a picture as a file, too much of it whole', async ({ page, site }) => {
  await open(page, site, 'attachments max-length="50"');
  const paste = (kind: 'rich' | 'picture') =>
    composer(page).evaluate((box, what) => {
      const data = new DataTransfer();
      if (what === 'rich') {
        data.setData('text/plain', 'bold words');
        data.setData('text/html', '<b>bold</b> words');
        data.items.add(new File(['x'], 'look.png', { type: 'image/png' }));
      } else data.items.add(new File(['x'], 'shot.png', { type: 'image/png' }));
      const event = new ClipboardEvent('paste', {
        clipboardData: data,
        bubbles: true,
        composed: true,
        cancelable: true,
      });
      return box.dispatchEvent(event);
    }, kind);
  expect(await paste('rich'), 'the browser puts the words into the box').toBe(true);
  await expect(page.locator('chat-attached-file')).toHaveCount(0);
  expect(await paste('picture')).toBe(false);
  await expect(page.locator('chat-attached-file')).toHaveCount(1);
  await composer(page).fill('x'.repeat(60));
  await composer(page).press('Enter');
  await expect(page.getByText('a message may have 50 characters')).toBeVisible();
  await expect(composer(page)).toHaveValue('x'.repeat(60));
});
