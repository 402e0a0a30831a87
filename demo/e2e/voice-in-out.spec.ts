import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { composer, expect, launcher, messages, say, test, type Site } from './site.js';

// Nothing pulses: how things look can be judged at once.
test.use({ contextOptions: { reducedMotion: 'reduce' } });

const script = '<script type="module" src="/chat-widget.js"></script>';
const visit = async (page: Page, site: Site, attributes = '', open = true): Promise<void> => {
  await page.goto(site.page(`<chat-widget key="demo" ${attributes}></chat-widget>${script}`));
  if (!open) return;
  await launcher(page).click();
  await expect(messages(page)).toHaveCount(1);
};
const speak = (page: Page) => page.getByRole('button', { name: 'Speak', exact: true });
const listen = (page: Page) => page.getByRole('button', { name: 'Listen', exact: true });
/** Ears that hear what a test says: `ears.hear('words')`, `ears.fail('no-speech')`. */
const giveEars = (page: Page) =>
  page.addInitScript(() => {
    class Ears {
      static last: Ears | undefined;
      lang = '';
      onstart?: () => void;
      onresult?: (event: object) => void;
      onerror?: (event: object) => void;
      onend?: () => void;
      start() {
        Ears.last = this;
        this.onstart?.();
      }
      stop() {
        this.onend?.();
      }
      abort() {
        this.onend?.();
      }
    }
    Object.assign(globalThis, {
      SpeechRecognition: Ears,
      webkitSpeechRecognition: Ears,
      ears: {
        hear: (transcript: string) => Ears.last?.onresult?.({ resultIndex: 0, results: [[{ transcript }]] }),
        fail(error: string) {
          Ears.last?.onerror?.({ error });
          Ears.last?.onend?.();
        },
        language: () => Ears.last?.lang,
      },
    });
  });
interface Ears {
  readonly ears: { hear: (words: string) => void; fail: (error: string) => void; language: () => string };
}

/** A mouth that writes down what it says. */
const giveMouth = (page: Page) =>
  page.addInitScript(() => {
    const said: string[] = [];
    let now: SpeechSynthesisUtterance | undefined;
    const mouth = Object.assign(new EventTarget(), {
      getVoices: () => [{ lang: 'en-US', name: 'A', voiceURI: 'a', default: true, localService: true }],
      speak(utterance: SpeechSynthesisUtterance) {
        now = utterance;
        said.push(`${utterance.lang}: ${utterance.text}`);
      },
      cancel() {
        const utterance = now;
        now = undefined;
        utterance?.onerror?.({ error: 'interrupted' } as SpeechSynthesisErrorEvent);
      },
    });
    Object.defineProperty(globalThis, 'speechSynthesis', { value: mouth });
    Object.assign(globalThis, {
      SpeechSynthesisUtterance: class {
        constructor(readonly text: string) {}
      },
      said,
      finish: () => now?.onend?.({} as SpeechSynthesisEvent),
    });
  });
interface Mouth {
  readonly said: readonly string[];
  readonly finish: () => void;
}
const said = (page: Page) => page.evaluate(() => [...(globalThis as unknown as Mouth).said]);

test('what is spoken is written, corrected and sent; the microphone is asked for by the button alone', async ({
  page,
  site,
}) => {
  await giveEars(page);
  await visit(page, site, 'voice-in');
  await expect(speak(page)).toBeVisible();
  expect(await page.evaluate(() => (globalThis as unknown as Ears).ears.language())).toBeUndefined();
  await speak(page).click();
  await expect(speak(page)).toHaveAttribute('aria-pressed', 'true');
  await page.evaluate(() => (globalThis as unknown as Ears).ears.hear('show me a carousel'));
  await expect(composer(page)).toHaveValue('show me a carousel');
  await composer(page).fill('Thank you');
  await composer(page).press('Enter');
  await expect(speak(page)).toHaveAttribute('aria-pressed', 'false');
  await expect(messages(page).filter({ hasText: 'Thank you' }).first()).toBeVisible();
  await page.evaluate(() => (globalThis as unknown as Ears).ears.hear('a late word'));
  await expect(composer(page)).toHaveValue('');
});

test('what went wrong is a sentence, and Escape stops before it closes', async ({ page, site }) => {
  await giveEars(page);
  await visit(page, site, 'voice-in');
  await speak(page).click();
  await page.evaluate(() => (globalThis as unknown as Ears).ears.fail('not-allowed'));
  await expect(page.getByText(/^The microphone is blocked/).first()).toBeVisible();
  expect((await new AxeBuilder({ page }).include('chat-widget').analyze()).violations).toEqual([]);
  await speak(page).click();
  await page.keyboard.press('Escape');
  await expect(speak(page)).toHaveAttribute('aria-pressed', 'false');
  await expect(composer(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(composer(page)).toBeHidden();
});

test('answers are read on demand, by one mouth, and no longer than the chat is open', async ({ page, site }) => {
  await giveMouth(page);
  await visit(page, site, 'voice-out');
  await say(page, 'Hello there');
  await expect(listen(page)).toHaveCount(2);
  expect(await said(page)).toEqual([]);
  await listen(page).first().click();
  await expect.poll(async () => (await said(page)).length).toBe(1);
  await expect(page.getByRole('button', { name: 'Stop reading' })).toHaveCount(1);
  await listen(page).click();
  await expect.poll(async () => (await said(page)).length).toBe(2);
  await expect(page.getByRole('button', { name: 'Stop reading' })).toHaveCount(1);
  expect((await new AxeBuilder({ page }).include('chat-widget').analyze()).violations).toEqual([]);
  await page.getByRole('button', { name: 'Close chat' }).click();
  await launcher(page).click();
  await expect(listen(page)).toHaveCount(2);
});

test('without ears and a mouth there are no buttons', async ({ page, site }) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(globalThis, 'webkitSpeechRecognition');
    Reflect.deleteProperty(globalThis, 'SpeechRecognition');
    Object.defineProperty(globalThis, 'speechSynthesis', { value: undefined });
  });
  await visit(page, site, 'voice-in voice-out');
  await say(page, 'Hello');
  await expect(messages(page)).toHaveCount(3);
  await expect(speak(page)).toHaveCount(0);
  await expect(listen(page)).toHaveCount(0);
});

test('a note stands beside the launcher, counts, and leads into the chat', async ({ page, site }) => {
  await visit(page, site, 'title-notice', false);
  await expect(launcher(page)).toBeVisible();
  await page.evaluate(() => document.querySelector('chat-widget')?.notify({ id: 'sale', text: 'Questions about it?' }));
  const note = page.getByRole('button', { name: 'Questions about it?' });
  await expect(note).toBeVisible();
  await expect(page.getByRole('button', { name: 'Open chat, 1 unread message' })).toBeVisible();
  await expect(page).toHaveTitle('(1) A page');
  expect((await new AxeBuilder({ page }).include('chat-widget').analyze()).violations).toEqual([]);
  await note.click();
  await expect(composer(page)).toBeVisible();
  await expect(note).toHaveCount(0);
  await expect(page).toHaveTitle('A page');
  await expect(messages(page).filter({ hasText: 'Questions about it?' })).toHaveCount(1);
});

test('the title of the page is its own unless it was asked for', async ({ page, site }) => {
  await visit(page, site);
  await page.getByRole('button', { name: 'Close chat' }).click();
  await page.evaluate(() => document.querySelector('chat-widget')?.notify({ text: 'Hello' }));
  await expect(page.getByRole('button', { name: /^Open chat, / })).toBeVisible();
  await expect(page).toHaveTitle('A page');
});

test('who looks at another tab is told by the title of what comes into an open chat, until they are back', async ({
  page,
  site,
}) => {
  await visit(page, site, 'title-notice');
  const look = (hidden: boolean) =>
    page.evaluate((value) => {
      Object.defineProperty(document, 'hidden', { value, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }, hidden);
  const speak = (text: string) =>
    page.evaluate((words) => document.querySelector('chat-widget')?.notify({ text: words }), text);
  await speak('You see this');
  await expect(messages(page).filter({ hasText: 'You see this' })).toHaveCount(1);
  await look(true);
  await speak('Are you there?');
  await expect(page).toHaveTitle('(1) A page');
  await speak('Hello?');
  await expect(page).toHaveTitle('(2) A page');
  await look(false);
  await expect(page).toHaveTitle('A page');
  await expect(composer(page)).toBeVisible();
});

/** A page with a sound, which says on its console when it plays; a visitor has used it who has pressed something there. */
const loudPage = (site: Site) =>
  site.page(
    `<chat-widget key="demo" transport="websocket" url="/stentor/ws" message-peek="false" sound sound-effect-files='{"messageArrived":"/ding.mp3"}'></chat-widget><h1>A shop</h1>${script}`,
    {
      head: `<script>
        let hasBeenActive = false;
        addEventListener('pointerdown', () => (hasBeenActive = true), true);
        Object.defineProperty(navigator, 'userActivation', { get: () => ({ hasBeenActive }) });
        globalThis.Audio = class {
          constructor(url) { this.url = url; }
          async play() { console.log('plays ' + this.url); }
        };
      </script>`,
    },
  );
const playsOf = (page: Page): readonly string[] => {
  const plays: string[] = [];
  page.on('console', (line) => line.text().startsWith('plays ') && plays.push(line.text()));
  return plays;
};
const push = (site: Site, text: string) =>
  fetch(`${site.url}/__mock/push`, { method: 'POST', body: JSON.stringify({ text }) });
/** What is said to screen readers of a closed chat, in the moment of the sound. */
const isSaid = (page: Page, words: string) =>
  expect(page.getByRole('status').filter({ hasText: 'unread' })).toHaveText(words);

test('nothing sounds before the visitor has used the page', async ({ page, site }) => {
  const plays = playsOf(page);
  await page.goto(loudPage(site));
  await page.evaluate(() => document.querySelector('chat-widget')?.open());
  await expect(messages(page)).toHaveCount(1);
  await page.evaluate(() => document.querySelector('chat-widget')?.close());
  await push(site, 'Is this heard?');
  await isSaid(page, '1 unread message');
  await page.getByRole('heading', { name: 'A shop' }).click();
  await push(site, 'And this?');
  await isSaid(page, '2 unread messages');
  await expect.poll(() => plays).toEqual(['plays /ding.mp3']);
});

test('of all tabs one sounds', async ({ page, context, site }) => {
  const address = loudPage(site);
  const tabs = [page, await context.newPage()];
  const plays = tabs.map(playsOf);
  for (const tab of tabs) {
    await tab.goto(address);
    await launcher(tab).click();
    await expect(messages(tab)).toHaveCount(1);
    await tab.getByRole('button', { name: 'Close chat' }).click();
  }
  const held = () =>
    page.evaluate(
      async () => (await navigator.locks.query()).held?.filter(({ name }) => name?.endsWith('/sound')).length,
    );
  for (const [times, words] of [
    [1, '1 unread message'],
    [2, '2 unread messages'],
  ] as const) {
    await push(site, `Message ${times}`);
    for (const tab of tabs) await isSaid(tab, words);
    await expect.poll(() => plays.flat()).toHaveLength(times);
    // Until it is let go the others find it taken.
    await expect.poll(held).toBe(0);
  }
  expect(plays.flat()).toHaveLength(2);
});

test('what visitors set for themselves counts at once, after a reload and in other tabs, and is forgotten with them', async ({
  page,
  context,
  site,
}) => {
  const size = (of: Page) => composer(of).evaluate((box) => parseFloat(getComputedStyle(box).fontSize));
  await visit(page, site);
  const usual = await size(page);
  const address = page.url();
  const other = await context.newPage();
  await other.goto(address);
  await launcher(other).click();
  await expect(composer(other)).toBeVisible();

  const menu = page.getByRole('button', { name: 'More options' });
  await menu.click();
  await page.getByRole('menuitem', { name: 'Comfort settings' }).click();
  const settings = page.getByRole('dialog', { name: 'Comfort settings' });
  await expect(settings).toBeVisible();
  expect((await new AxeBuilder({ page }).include('chat-widget').analyze()).violations).toEqual([]);
  await settings.getByRole('radio', { name: 'Largest' }).check({ force: true });
  await settings.getByRole('radio', { name: 'Begins a new line' }).check();
  await page.keyboard.press('Escape');
  await expect(settings).toHaveCount(0);
  await expect(menu).toBeFocused();
  await expect.poll(() => size(page)).toBeCloseTo(usual * 1.5, 1);
  await expect.poll(() => size(other)).toBeCloseTo(usual * 1.5, 1);

  await composer(page).fill('one');
  await composer(page).press('Enter');
  await composer(page).pressSequentially('two');
  await expect(composer(page)).toHaveValue('one\ntwo');
  await composer(page).press('Control+Enter');
  await expect(composer(page)).toHaveValue('');

  await page.reload();
  await launcher(page).click();
  await expect(composer(page)).toBeVisible();
  expect(await size(page)).toBeCloseTo(usual * 1.5, 1);
  await page.evaluate(() => document.querySelector('chat-widget')?.eraseData());
  await expect.poll(() => size(page)).toBe(usual);
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.endsWith('/comforts')))).toEqual([]);
});

test('every choice of the comfort settings does what it says', async ({ page, site }) => {
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await visit(page, site);
  const styleOf = (selector: string, name: string) =>
    page.locator(selector).evaluate((element, property) => getComputedStyle(element).getPropertyValue(property), name);
  const announced = page.locator('[part=announcer]');
  const add = (text: string) =>
    page.evaluate((words) => document.querySelector('chat-widget')?.addMessage({ text: words }), text);
  const choose = async (group: string, name: string) => {
    await page.getByRole('button', { name: 'More options' }).click();
    await page.getByRole('menuitem', { name: 'Comfort settings' }).click();
    await page.getByRole('group', { name: group }).getByRole('radio', { name }).check({ force: true });
    await page.keyboard.press('Escape');
  };

  expect(await styleOf('chat-composer .field', 'transition-duration')).toMatch(/^0\.16s/);
  await choose('Motion', 'Less');
  await expect.poll(() => styleOf('chat-composer .field', 'transition-duration')).toMatch(/^0s/);

  expect(await styleOf('chat-composer textarea', 'color')).not.toBe('rgb(0, 0, 0)');
  await choose('Contrast', 'More');
  await expect.poll(() => styleOf('chat-composer textarea', 'color')).toBe('rgb(0, 0, 0)');

  await add('This is heard.');
  await expect(announced).toContainText('This is heard.');
  await choose('Messages read by screen readers', 'Not at all');
  await add('This is read by the eye.');
  await expect(messages(page).filter({ hasText: 'This is read by the eye.' })).toHaveCount(1);
  await expect(announced).not.toContainText('by the eye');
});

test('no pause ends a conversation that its visitor wants to keep', async ({ page, site }) => {
  // Every reload is a longer pause.
  await visit(page, site, 'session-duration="1"');
  await page.getByRole('button', { name: 'More options' }).click();
  await page.getByRole('menuitem', { name: 'Comfort settings' }).click();
  await page
    .getByRole('group', { name: 'The conversation is kept' })
    .getByRole('radio', { name: 'Until I delete it' })
    .check({ force: true });
  await page.keyboard.press('Escape');
  await composer(page).fill('half a sentence');
  await page.reload();
  await launcher(page).click();
  await expect(messages(page)).toHaveCount(1);
  await expect(composer(page)).toHaveValue('half a sentence');
});
