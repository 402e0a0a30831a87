import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { findChromium, FLAGS } from '../../scripts/browser.mjs';
import { composer, expect as soon, messages, say, test, type Site } from './site.js';

/** Two voices take their time. */
const expect = soon.configure({ timeout: 15_000 });

const chrome = await findChromium();
/** A device that plays beeps for a microphone, and peers that may meet on the loopback. */
test.use({
  permissions: ['microphone'],
  launchOptions: {
    ...(chrome && chrome.via !== 'playwright' ? { executablePath: chrome.path } : {}),
    args: [...FLAGS, '--use-fake-device-for-media-stream', '--allow-loopback-in-peer-connection'],
  },
});

// What is spoken has no id on the wire by which the bot's side could be asked about it.
test.beforeEach(({ watch }) => watch.dismiss('Spoken words have no ids.'));
test.describe.configure({ timeout: 90_000 });

const widget = (site: Site, mode = 'voice+text', attributes = '') =>
  site.page(
    `<chat-widget open transport="session" url="/demo/session" mode="${mode}" ${attributes}></chat-widget>
     <script type="module" src="/chat-widget.js"></script>`,
  );
const start = (page: Page) => page.getByRole('button', { name: 'Start voice call' });
const end = (page: Page) => page.getByRole('button', { name: 'End voice call' });
const bar = (page: Page) => page.getByRole('group', { name: 'Voice call' });
const usage = async (site: Site) =>
  (
    (await (
      await fetch(`${site.url}/hyponema/agents/bot-1/usage`, { headers: { authorization: 'Bearer any' } })
    ).json()) as { readonly voice_minutes: number }
  ).voice_minutes;

/** Notes every peer and every track of a microphone that the page opens. */
const watchMedia = (page: Page) =>
  page.addInitScript(() => {
    const peers: RTCPeerConnection[] = [];
    const tracks: MediaStreamTrack[] = [];
    const Peer = RTCPeerConnection;
    globalThis.RTCPeerConnection = class extends Peer {
      constructor(options?: RTCConfiguration) {
        super(options);
        peers.push(this);
      }
    };
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (wanted) => {
      const stream = await ask(wanted);
      tracks.push(...stream.getTracks());
      return stream;
    };
    Object.assign(globalThis, { peers, tracks });
  });
interface Media {
  readonly peers: readonly RTCPeerConnection[];
  readonly tracks: readonly MediaStreamTrack[];
}
/** What is still open: nothing, after a call. */
const open = (page: Page) =>
  page.evaluate(() => {
    const { peers, tracks } = globalThis as unknown as Media;
    return [
      ...peers.filter(({ connectionState }) => connectionState !== 'closed'),
      ...tracks.filter(({ readyState }) => readyState !== 'ended'),
    ].length;
  });
/** Sound that went through the peers, both ways. */
const heard = (page: Page) =>
  page.evaluate(async () => {
    const { peers } = globalThis as unknown as Media;
    const stats = [...((await peers.at(-1)?.getStats())?.values() ?? [])] as Record<string, unknown>[];
    const of = (type: string) => stats.find((each) => each.type === type && each.kind === 'audio') ?? {};
    return {
      sent: Number(of('outbound-rtp').packetsSent ?? 0),
      received: Number(of('inbound-rtp').packetsReceived ?? 0),
      energy: Number(of('inbound-rtp').totalAudioEnergy ?? 0),
      own: Number(of('media-source').totalAudioEnergy ?? 0),
    };
  });

test('two voices, both heard and both written down; hanging up leaves nothing open', async ({ page, site }) => {
  await watchMedia(page);
  await page.goto(widget(site));
  const happened = page.evaluate(
    () =>
      new Promise<readonly unknown[]>((resolve) => {
        const events: unknown[] = [];
        const host = document.querySelector('chat-widget');
        for (const type of ['chat-voice-started', 'chat-voice-ended'])
          host?.addEventListener(type, (event) => {
            events.push(event.type, 'reason' in event ? event.reason : '');
            if (type === 'chat-voice-ended') resolve(events);
          });
      }),
  );
  await start(page).click();
  await expect(bar(page)).toBeVisible();
  await expect(messages(page).filter({ hasText: 'Hello. I am listening.' })).toBeVisible();
  await expect(messages(page).filter({ hasText: 'You said: Hello, is somebody there?' })).toBeVisible();
  // Once as it was said, once as it is quoted.
  await expect(messages(page).filter({ hasText: 'Hello, is somebody there?' })).toHaveCount(2);
  const flow = await heard(page);
  expect(flow.sent).toBeGreaterThan(50);
  expect(flow.received).toBeGreaterThan(20);
  expect(flow.energy).toBeGreaterThan(0);
  expect(flow.own).toBeGreaterThan(0);
  await end(page).click();
  await expect(start(page)).toBeFocused();
  await expect(page.getByText(/Call ended · 0:\d\d/).first()).toBeVisible();
  expect(await happened).toEqual(['chat-voice-started', '', 'chat-voice-ended', 'hung-up']);
  await expect.poll(() => open(page)).toBe(0);
  await expect.poll(() => usage(site)).toBeGreaterThan(0);
});

test('the meter moves with the voices, and muting is heard', async ({ page, site }) => {
  await watchMedia(page);
  await page.goto(widget(site));
  await start(page).click();
  const level = (side: string) =>
    bar(page).evaluate((element, name) => Number((element as HTMLElement).style.getPropertyValue(name)), side);
  await expect.poll(() => level('--bot')).toBeGreaterThan(0.1);
  await expect.poll(() => level('--user')).toBeGreaterThan(0.1);
  const mute = page.getByRole('button', { name: 'Mute microphone' });
  await mute.click();
  await expect(mute).toHaveAttribute('aria-pressed', 'true');
  await expect.poll(() => level('--user')).toBeLessThan(0.02);
  await mute.click();
  await expect.poll(() => level('--user')).toBeGreaterThan(0.1);
});

test('it goes by the keyboard alone: Enter calls, Escape hangs up before it closes the chat', async ({
  page,
  site,
}) => {
  await page.goto(widget(site));
  await start(page).focus();
  await page.keyboard.press('Enter');
  await expect(end(page)).toBeFocused();
  await expect(page.getByRole('button', { name: 'Mute microphone' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(start(page)).toBeFocused();
  await expect(composer(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(composer(page)).toBeHidden();
});

test('text goes on during a call and after it', async ({ page, site }) => {
  await page.goto(widget(site));
  await start(page).click();
  await expect(messages(page).filter({ hasText: 'Hello. I am listening.' })).toBeVisible();
  await say(page, 'written meanwhile');
  await expect(messages(page).filter({ hasText: /said[^]*written meanwhile/ })).toBeVisible();
  await end(page).click();
  await say(page, 'written afterwards');
  await expect(messages(page).filter({ hasText: /said[^]*written afterwards/ })).toBeVisible();
});

for (const [what, act] of [
  ['removed', "document.querySelector('chat-widget').remove()"],
  ['closed', "document.querySelector('chat-widget').close()"],
  ['told to hang up', "document.querySelector('chat-widget').disconnect()"],
  ['restarted', "document.querySelector('chat-widget').restartConversation()"],
] as const)
  test(`a widget that is ${what} listens no more`, async ({ page, site }) => {
    await watchMedia(page);
    await page.goto(widget(site));
    await start(page).click();
    await expect(page.getByRole('button', { name: 'Mute microphone' })).toBeVisible();
    expect(await open(page)).toBeGreaterThan(0);
    await page.evaluate(act);
    await expect.poll(() => open(page)).toBe(0);
  });

test('a chat for voice alone has nothing to write in', async ({ page, site }) => {
  await page.goto(widget(site, 'voice'));
  await expect(start(page)).toBeVisible();
  await expect(composer(page)).toBeHidden();
  await start(page).click();
  await expect(messages(page).filter({ hasText: 'Hello. I am listening.' })).toBeVisible();
});

test('a chat for text alone has no button to call', async ({ page, site }) => {
  await page.goto(widget(site, 'text'));
  await say(page, 'hello');
  await expect(messages(page).filter({ hasText: /said[^]*hello/ })).toBeVisible();
  await expect(start(page)).toHaveCount(0);
});

test('the server hangs up: the visitor hears of it, and nothing stays open', async ({ page, site }) => {
  await watchMedia(page);
  await page.goto(widget(site));
  await start(page).click();
  await expect(page.getByRole('button', { name: 'Mute microphone' })).toBeVisible();
  await fetch(`${site.url}/__mock/reset`, { method: 'POST' });
  await expect(page.getByText('The other side hung up.').first()).toBeVisible();
  await expect.poll(() => open(page)).toBe(0);
});

for (const [what, fault, words] of [
  ['refused for good', { status: 403 }, 'Calls are not available at the moment.'],
  ['too many', { status: 429 }, 'All lines are busy.'],
] as const)
  test(`a call that is ${what} says so, and text goes on`, async ({ page, site }) => {
    await watchMedia(page);
    await fetch(`${site.url}/__mock/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ path: '.*/webrtc', ...fault }),
    });
    await page.goto(widget(site));
    await start(page).click();
    await expect(page.getByText(words).first()).toBeVisible();
    await expect.poll(() => open(page)).toBe(0);
    await say(page, 'then in words');
    await expect(messages(page).filter({ hasText: /said[^]*then in words/ })).toBeVisible();
  });

test('idle, live and over: axe finds nothing', async ({ page, site }) => {
  await page.goto(widget(site));
  const check = async () =>
    expect((await new AxeBuilder({ page }).include('chat-widget').analyze()).violations).toEqual([]);
  await expect(start(page)).toBeVisible();
  await check();
  await start(page).click();
  await expect(page.getByRole('button', { name: 'Mute microphone' })).toBeVisible();
  await check();
  await end(page).click();
  await expect(start(page)).toBeVisible();
  await check();
});

test('a microphone that is denied: how to allow it, and the composer', async ({ page, context, browser, site }) => {
  await context.clearPermissions();
  await watchMedia(page);
  await page.goto(widget(site));
  const devtools = await browser.newBrowserCDPSession();
  await devtools.send('Browser.setPermission', {
    permission: { name: 'microphone' },
    setting: 'denied',
    origin: site.url,
  });
  await start(page).click();
  await expect(page.getByText(/The microphone is blocked\. Allow it/).first()).toBeVisible();
  await expect(start(page)).toBeFocused();
  expect(await open(page)).toBe(0);
  await say(page, 'then in words');
  await expect(messages(page).filter({ hasText: /said[^]*then in words/ })).toBeVisible();
});
