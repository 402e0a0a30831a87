import { summaryReporter } from './scripts/summary-reporter.mjs';
import { webdriverLauncher } from './scripts/webdriver-launcher.mjs';
import chromium from './web-test-runner.config.mjs';

const binary = process.env.WEBKIT_PATH ?? '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser';

export default {
  ...chromium,
  concurrency: 1,
  browsers: [
    webdriverLauncher({
      name: 'WebKitGTK',
      driver: '/usr/bin/WebKitWebDriver',
      // Its sandbox needs user namespaces, which containers do not give; there is no graphics card either.
      env: {
        WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
        WEBKIT_DISABLE_COMPOSITING_MODE: '1',
        LIBGL_ALWAYS_SOFTWARE: '1',
      },
      capabilities: { 'webkitgtk:browserOptions': { binary, args: ['--automation'] } },
    }),
  ],
  reporters: [chromium.reporters[0], summaryReporter({ label: 'webkit' })],
};
