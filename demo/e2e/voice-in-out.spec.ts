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
