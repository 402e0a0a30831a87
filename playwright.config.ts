import { defineConfig } from '@playwright/test';
import { findChromium, FLAGS, HELP } from './scripts/browser.mjs';

const chrome = await findChromium();
if (!chrome) throw new Error(HELP);

const hostile = 'hostile*.spec.ts';
const faults = 'faults-*.spec.ts';
const chaos = 'chaos.spec.ts';
const kept = ['consent', 'contact', 'identity', 'privacy', 'storage', 'tabs'].map((name) => `${name}.spec.ts`);
const wires = ['airy', 'chatbotkit', 'opencx', 'session', 'snippets', 'socketio', 'voice'].map(
  (name) => `${name}.spec.ts`,
);
const react = 'react.spec.ts';
const visual = 'visual.spec.ts';
const people = [
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
].map((name) => `${name}.spec.ts`);
const content = ['attachments', 'form', 'math-and-code', 'parts', 'unfurl'].map((name) => `${name}.spec.ts`);

export default defineConfig({
  testDir: 'demo/e2e',
  outputDir: 'test-results',
  snapshotPathTemplate: '{testDir}/pictures/{arg}{ext}',
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  // A shared machine may stall for seconds; at a desk the first failure counts.
  retries: process.env.CI ? 1 : 0,
  timeout: 30_000,
  // What takes minutes has a command of its own.
  projects: [
    { name: 'chat', testIgnore: [...content, ...people, ...kept, ...wires, react, visual, hostile, faults, chaos] },
    { name: 'content', testMatch: content },
    { name: 'people', testMatch: people },
    { name: 'kept', testMatch: kept },
    { name: 'wires', testMatch: wires },
    { name: 'react', testMatch: react },
    { name: 'visual', testMatch: visual },
    { name: 'hostile', testMatch: hostile },
    { name: 'faults', testMatch: faults },
    { name: 'chaos', testMatch: chaos },
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
