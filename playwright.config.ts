import { defineConfig, devices } from '@playwright/test';
import { findChromium, FLAGS, HELP } from './scripts/browser.mjs';

const chrome = await findChromium();
if (!chrome) throw new Error(HELP);

const specs = (...names: readonly string[]): string[] => names.map((name) => `${name}.spec.ts`);
/** What takes minutes has a project and a command of its own, which .ci/run runs too; all the rest is `npm run test:e2e`. */
const apart = {
  content: specs('attachments', 'form', 'math-and-code', 'parts', 'unfurl'),
  costs: specs('leak', 'long-history', 'shifts', 'stream'),
  layouts: specs('in-front', 'layouts', 'phone'),
  people: specs(
    'accessible',
    'composer-comforts',
    'every-word',
    'heard',
    'languages',
    'peek',
    'search',
    'slots',
    'stops',
    'very-long-history',
    'voice-in-out',
    'zoom',
  ),
  kept: specs('consent', 'contact', 'identity', 'privacy', 'storage', 'tabs'),
  wires: specs('airy', 'chatbotkit', 'opencx', 'session', 'snippets', 'socketio', 'voice'),
  react: specs('react'),
  visual: specs('visual'),
  hostile: specs('hostile*'),
  faults: specs('bad-input', 'faults-*'),
  chaos: specs('chaos'),
};
/** What visitors do, again on a phone that is touched; what only a desk has says so by its tag. */
const again = specs(
  'accessible',
  'attachments',
  'composer-comforts',
  'consent',
  'contact',
  'form',
  'header',
  'in-front',
  'languages',
  'layouts',
  'math-and-code',
  'parts',
  'peek',
  'search',
  'stream',
  'talk',
  'unfurl',
  'voice-in-out',
);
const fingers = specs('fingers');
const phone = { ...devices['Pixel 5'], viewport: { width: 393, height: 851 }, deviceScaleFactor: 1 };

export default defineConfig({
  testDir: 'demo/e2e',
  outputDir: 'test-results',
  snapshotPathTemplate: '{testDir}/pictures/{arg}{ext}',
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  // A shared machine may stall for seconds: it has three times the patience, and one more go. At a desk the first
  // failure counts.
  retries: process.env.CI ? 1 : 0,
  timeout: process.env.CI ? 90_000 : 30_000,
  expect: { timeout: process.env.CI ? 15_000 : 5_000 },
  projects: [
    { name: 'chat', testIgnore: [...Object.values(apart).flat(), ...fingers] },
    ...Object.entries(apart).map(([name, testMatch]) => ({ name, testMatch })),
    { name: 'phone', testMatch: [...again, ...fingers], grepInvert: /@desk/, use: phone },
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
