import { AxeBuilder } from '@axe-core/playwright';
import { composer, expect, launcher, messages, say, test } from './site.js';

for (const layout of ['bubble', 'inline', 'fullscreen', 'sidebar'])
  for (const scheme of ['light', 'dark'] as const)
    test(`axe finds nothing to say about a conversation: ${layout}, ${scheme}`, async ({ page, site }) => {
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
      const body = `<main><h1>A page</h1><chat-widget key="demo" layout="${layout}"></chat-widget></main>`;
      await page.goto(site.page(`${body}<script type="module" src="/chat-widget.js"></script>`));
      if (layout !== 'inline' && layout !== 'fullscreen') await launcher(page).click();
      await expect(composer(page)).toBeVisible();
      await say(page, 'show markdown');
      await expect(messages(page).locator('strong').first()).toBeVisible();
      await expect(page.locator('chat-message[streaming]')).toHaveCount(0);
      const { violations } = await new AxeBuilder({ page }).include('chat-widget').analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target.join(' '))])).toEqual([]);
    });
