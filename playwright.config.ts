import { defineConfig } from '@playwright/test';
import { findChromium, FLAGS, HELP } from './scripts/browser.mjs';

const chrome = await findChromium();
if (!chrome) throw new Error(HELP);

export default defineConfig({
  testDir: 'demo/e2e',
  outputDir: 'test-results',
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  timeout: 30_000,
  // The attacks take minutes: they have a command of their own.
  projects: [
    { name: 'chat', testIgnore: 'hostile*.spec.ts' },
    { name: 'hostile', testMatch: 'hostile*.spec.ts' },
  ],
  reporter: [['list'], ['./scripts/playwright-summary.ts']],
  use: {
    browserName: 'chromium',
    trace: 'retain-on-failure',
    launchOptions: {
      ...(chrome.via === 'playwright' ? {} : { executablePath: chrome.path }),
      args: [...FLAGS],
    },
  },
});
