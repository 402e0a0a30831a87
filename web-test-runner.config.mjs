import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { findChromium, FLAGS, HELP } from './scripts/browser.mjs';
import { katexFontFile } from './scripts/katex-fonts.mjs';
import { prebundle } from './scripts/prebundle.mjs';
import { summaryReporter } from './scripts/summary-reporter.mjs';

const chrome = await findChromium();
if (!chrome) throw new Error(HELP);

const path = (name) => fileURLToPath(new URL(name, import.meta.url));

// CommonJS, which browsers do not read.
const grammars = [
  ...readFileSync(path('components/parts/code/grammars.ts'), 'utf8').matchAll(/highlight\.js\/lib\/languages\/\w+/g),
].map(String);

export default {
  files: [
    'src/**/*.test.ts',
    'components/**/*.test.ts',
    'examples/plugins/**/*.test.ts',
    'mock-server/**/*.browser.test.ts',
    '!**/*.node.test.ts',
  ],
  nodeResolve: { exportConditions: ['browser', 'development'] },
  rootDir: path('.'),
  concurrency: 2,
  // A busy machine compiles the first file for half a minute, and draws for minutes what it draws without a graphics card.
  browserStartTimeout: 120_000,
  testsStartTimeout: 120_000,
  testsFinishTimeout: 600_000,
  browsers: [
    chromeLauncher({
      launchOptions: { executablePath: chrome.path, args: FLAGS, headless: true },
      // A window for each file: tabs behind another one have no frames.
      createPage: async ({ context }) => (await context.browser().createBrowserContext()).newPage(),
    }),
  ],
  plugins: [
    // Our own name leads to the sources, as in the demo: examples import like strangers.
    {
      name: 'sources',
      resolveImport: ({ source }) =>
        /^chat-widget\/(?:core|parts)$/.test(source) ? `/src${source.slice('chat-widget'.length)}.ts` : undefined,
    },
    await prebundle(['msw', 'msw/browser', '@open-wc/testing', 'lowlight', 'libphonenumber-js/core', ...grammars]),
    esbuildPlugin({ ts: true, json: true, target: 'es2022', tsconfig: path('./tsconfig.json') }),
  ],
  middleware: [
    // A service worker's scope is its own folder: msw's must look as if it lay at the root.
    (context, next) => {
      if (context.path === '/mockServiceWorker.js') context.url = '/node_modules/msw/lib/mockServiceWorker.js';
      return next();
    },
    (context, next) => {
      const font = katexFontFile(context.path);
      if (font) context.url = font.slice(path('.').length - 1);
      return next();
    },
  ],
  testFramework: { config: { ui: 'bdd', timeout: 15_000 } },
  reporters: [defaultReporter({ reportTestProgress: false, reportTestResults: true }), summaryReporter()],
  filterBrowserLogs: ({ args }) =>
    !args.some((arg) => typeof arg === 'string' && (arg.includes('Lit is in dev mode') || arg.includes('[MSW]'))),
};
