import type { Page } from '@playwright/test';
import { composer, expect, isLed, launcher, messages, say, test, type Site } from './site.js';

const doors = {
  direct: '<chat-widget key="demo" attachments></chat-widget>',
  websocket: '<chat-widget key="demo" attachments transport="websocket" url="/stentor/ws"></chat-widget>',
};
const script = '<script type="module" src="/chat-widget.js"></script>';
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);
const pdf = { name: 'vaccination.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 and so on') };
const png = { name: 'dog.png', mimeType: 'image/png', buffer: pixel };
const own = (page: Page) => page.locator('chat-message[author=user]').last();
const row = (page: Page, name: string) => page.locator('chat-attached-file').filter({ hasText: name });

async function open(page: Page, site: Site, body: string = doors.direct): Promise<void> {
  await page.goto(site.page(body + script));
  await launcher(page).click();
  await expect(page.getByRole('button', { name: 'Attach files' })).toBeVisible({ timeout: 15_000 });
}
async function pick(page: Page, ...files: readonly (typeof pdf)[]): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Attach files' }).click();
  await (await chooser).setFiles([...files]);
}
const fault = (page: Page, site: Site, data: object) => page.request.post(`${site.url}/__mock/faults`, { data });

interface Logged {
  readonly transport: string;
  readonly method: string;
  readonly status: number;
  readonly body: { readonly attachments?: unknown; readonly data?: { readonly attachments?: unknown } };
}
const logged = async (page: Page, site: Site): Promise<readonly Logged[]> =>
  (await page.request.get(`${site.url}/__mock/requests`)).json();
const uploads = async (page: Page, site: Site) =>
  (await logged(page, site))
    .filter(({ transport, method }) => transport === 'uploads' && method === 'POST')
    .map(({ status }) => status);

for (const door of ['direct', 'websocket'] as const)
  test(`files that were picked reach the bot by ${door}, and come back`, async ({ page, site }) => {
    await open(page, site, doors[door]);
    await pick(page, pdf, png);
    await expect(row(page, 'vaccination.pdf')).toContainText('18 byte');
    await expect(row(page, 'dog.png').locator('img')).toBeVisible();
    await say(page, 'Here you are');
    await expect(own(page)).toHaveAttribute('delivery', 'delivered');
    await expect(page.locator('chat-attached-file')).toHaveCount(0);
    await expect(own(page).locator('chat-attachment')).toHaveCount(2);
    await expect(own(page).getByRole('link', { name: 'vaccination.pdf' })).toHaveAttribute(
      'href',
      /\/uploads\/.*\/vaccination\.pdf$/,
    );
    expect(
      await own(page)
        .locator('chat-picture img')
        .evaluate((image: HTMLImageElement) => image.src.slice(0, 5)),
    ).toBe('blob:');

    const sent = (await logged(page, site))
      .map(({ body }) => body?.attachments ?? body?.data?.attachments)
      .filter(Boolean);
    expect(sent).toEqual([
      [
        { url: expect.stringMatching(/\/uploads\/[\da-f-]+\/vaccination\.pdf$/), type: 'application/pdf' },
        { url: expect.stringMatching(/\/uploads\/[\da-f-]+\/dog\.png$/), type: 'image/png' },
      ],
    ]);
    expect(await uploads(page, site)).toEqual([201, 201]);
    const answer = page.locator('chat-message[author=bot]').last();
    await expect(answer).toContainText('vaccination.pdf');
    await expect(answer.locator('chat-attachment')).toHaveCount(2);
    await expect(answer.locator('chat-picture img')).toBeVisible();
  });

test('a file alone is a message', async ({ page, site }) => {
  await open(page, site);
  await pick(page, pdf);
  await composer(page).press('Enter');
  await expect(own(page)).toHaveAttribute('delivery', 'delivered');
  await expect(own(page).locator('[part=bubble]')).toHaveCount(0);
  await expect(page.locator('chat-message[author=bot]').last()).toContainText('You sent');
});

test('files are dropped on the panel, pasted into the text, and put there by the page', async ({ page, site }) => {
  await open(page, site);
  const transfer = await page.evaluateHandle(() => {
    const data = new DataTransfer();
    data.items.add(new File(['plain words'], 'note.txt', { type: 'text/plain' }));
    return data;
  });
  const panel = page.getByRole('dialog');
  await panel.dispatchEvent('dragover', { dataTransfer: transfer });
  const place = page.getByText('Drop files to attach them');
  await expect(place).toBeVisible();
  const [all, drop] = await Promise.all([
    panel.boundingBox(),
    page.locator('chat-attachment-tray .drop').boundingBox(),
  ]);
  expect(drop).toEqual(all);
  await panel.dispatchEvent('drop', { dataTransfer: transfer });
  await expect(place).toHaveCount(0);
  await expect(row(page, 'note.txt')).toContainText('11 byte');

  await composer(page).fill('some words');
  await composer(page).evaluate((box) => {
    const data = new DataTransfer();
    data.items.add(new File(['more words'], 'pasted.txt', { type: 'text/plain' }));
    box.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, composed: true, cancelable: true }),
    );
  });
  await expect(row(page, 'pasted.txt')).toBeVisible();
  await expect(composer(page)).toHaveValue('some words');

  await page.evaluate(() =>
    document
      .querySelector('chat-widget')
      ?.setComposerValue({ text: 'other words', files: [new File(['third'], 'page.txt', { type: 'text/plain' })] }),
  );
  await expect(row(page, 'page.txt')).toBeVisible();
  await expect(composer(page)).toHaveValue('other words');
  await page.getByRole('button', { name: 'Send message' }).click();
  await expect(own(page).locator('chat-attachment')).toHaveCount(3);
  await expect(own(page)).toHaveAttribute('delivery', 'delivered');
});

test('the page sends files by itself', async ({ page, site }) => {
  await page.goto(site.page('<chat-widget key="demo"></chat-widget>' + script));
  await launcher(page).click();
  await page.evaluate(() =>
    document
      .querySelector('chat-widget')
      ?.sendMessage({ text: 'From the page', files: [new File(['log'], 'page.txt', { type: 'text/plain' })] }),
  );
  await expect(own(page)).toHaveAttribute('delivery', 'delivered');
  await expect(own(page)).toContainText('page.txt');
  expect(await uploads(page, site)).toEqual([201]);
});

test('what the limits forbid never leaves the device, and the visitor reads why', async ({ page, site }) => {
  const lines: string[] = [];
  page.on('console', (line) => line.type() === 'warning' && lines.push(line.text()));
  await open(
    page,
    site,
    '<chat-widget key="demo" attachments attachment-max-size="100" attachment-max-count="2"></chat-widget>',
  );
  const text = (name: string, words: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(words) });
  await pick(
    page,
    { name: 'setup\u202Egpj.exe', mimeType: 'application/x-msdownload', buffer: Buffer.from('MZ') },
    text('long.txt', 'x'.repeat(101)),
    text('empty.txt', ''),
    text('1.txt', 'one'),
    text('2.txt', 'two'),
    text('3.txt', 'three'),
  );
  for (const sentence of [
    '“setupgpj.exe” cannot be sent here. You can send PNG, JPEG, GIF, WEBP, PDF, or TXT.',
    '“long.txt” is too large. A file may have 100 bytes.',
    '“empty.txt” is empty.',
    '“3.txt” was left out. A message takes at most 2 files.',
  ])
    await expect(page.getByRole('listitem').filter({ hasText: sentence })).toBeVisible();
  await expect(page.locator('chat-attached-file')).toHaveCount(2);
  await expect(row(page, '2.txt')).toContainText('3 byte');
  expect(await uploads(page, site)).toEqual([201, 201]);
  expect(lines.filter((line) => line.startsWith('[chat-widget]'))).toHaveLength(4);
});

test('a message whose file fails is not delivered; a retry uploads only what is missing', async ({ page, site }) => {
  await open(page, site);
  await pick(page, png);
  await expect(row(page, 'dog.png')).toContainText('byte');
  await fault(page, site, { path: '/uploads', status: 500, count: 2 });
  await pick(page, pdf);
  await expect(row(page, 'vaccination.pdf')).toContainText('Not uploaded');
  await say(page, 'Both of them');
  await expect(own(page)).toContainText('Not delivered');
  await expect(own(page)).toContainText('The file could not be sent.');
  await expect(own(page)).toHaveAttribute('delivery', 'failed');
  await own(page).getByRole('button', { name: 'Retry' }).click();
  await expect(own(page)).toHaveAttribute('delivery', 'delivered');
  expect(await uploads(page, site)).toEqual([201, 500, 500, 201]);
  await expect(messages(page).filter({ hasText: 'Both of them' }).and(page.locator('[author=user]'))).toHaveCount(1);
});

test('an upload is seen on its way, cancelled and begun again', async ({ page, site, isMobile }) => {
  await open(page, site);
  await fault(page, site, { path: '/uploads', latency: 60_000, count: 1 });
  await pick(page, pdf);
  await expect(page.getByRole('progressbar', { name: 'vaccination.pdf' })).toBeVisible();
  await expect(row(page, 'vaccination.pdf')).toContainText(/Uploading · \d+\s?%/);
  await page.getByRole('button', { name: 'Cancel vaccination.pdf' }).click();
  await expect(row(page, 'vaccination.pdf')).toContainText('Cancelled');
  await page.getByRole('button', { name: 'Upload vaccination.pdf again' }).click();
  await expect(row(page, 'vaccination.pdf')).toContainText('18 byte');
  await page.getByRole('button', { name: 'Remove vaccination.pdf' }).click();
  await expect(page.locator('chat-attached-file')).toHaveCount(0);
  // Nobody asked for a keyboard over the conversation.
  await expect(isMobile ? page.getByRole('button', { name: 'Attach files' }) : composer(page)).toBeFocused();
});

test('sent while it uploads, a message waits for its files; stopped, it says so', async ({ page, site }) => {
  await open(page, site);
  await fault(page, site, { path: '/uploads', latency: 60_000, count: 1 });
  await pick(page, pdf);
  await say(page, 'Wait for it');
  await expect(own(page)).toHaveAttribute('delivery', 'pending');
  await expect(own(page).getByRole('progressbar', { name: 'vaccination.pdf' })).toBeVisible();
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(own(page)).toHaveAttribute('delivery', 'failed');
  await expect(own(page)).toContainText('You stopped this.');
  await own(page).getByRole('button', { name: 'Retry' }).click();
  await expect(own(page)).toHaveAttribute('delivery', 'delivered');
  await expect(own(page).getByRole('link', { name: 'vaccination.pdf' })).toBeVisible();
});

test('what the server refuses is said at the file: too large, and of another kind than it claims', async ({
  page,
  site,
}) => {
  await open(page, site, '<chat-widget key="demo" attachments attachment-max-size="20000000"></chat-widget>');
  await pick(page, { name: 'big.txt', mimeType: 'text/plain', buffer: Buffer.alloc(10 * 1024 * 1024 + 1, 'x') });
  await expect(row(page, 'big.txt')).toContainText('Not uploaded: Too large for this chat', { timeout: 15_000 });
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  await pick(page, { name: 'cat.png', mimeType: 'image/png', buffer: Buffer.from(svg) });
  await expect(row(page, 'cat.png')).toContainText('Not uploaded: This kind of file is not accepted');
  expect(await uploads(page, site)).toEqual([413, 415]);
});

test('a file that is opened as a page runs nothing', async ({ page, site }) => {
  const form = {
    file: { name: 'page.gif', mimeType: 'text/html', buffer: Buffer.from('GIF89a<script>window.ran=1</script>') },
  };
  const { url } = await (await page.request.post(`${site.url}/uploads`, { multipart: form })).json();
  await page.goto(url).catch(() => undefined);
  expect(await page.evaluate(() => 'ran' in window)).toBe(false);
});

test('nothing of it is there, and nothing is fetched, where the switch is off', async ({ page, site }) => {
  await page.goto(site.page('<chat-widget key="demo" attachments="false"></chat-widget>' + script));
  await launcher(page).click();
  await isLed(page);
  await expect(page.getByRole('button', { name: 'Attach files' })).toHaveCount(0);
  await page.waitForLoadState('networkidle');
  expect(site.sent.map(({ path }) => path).filter((path) => /attach|upload|outgoing/.test(path))).toEqual([]);
});
