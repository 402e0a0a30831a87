import { chromeLauncher } from '@web/test-runner-chrome';
import * as puppeteer from 'puppeteer-core';
import { summaryReporter } from './scripts/summary-reporter.mjs';
import chromium from './web-test-runner.config.mjs';

const launchOptions = {
  browser: 'firefox',
  executablePath: process.env.FIREFOX_PATH ?? '/usr/bin/firefox-esr',
  headless: true,
};

export default {
  ...chromium,
  browsers: [chromeLauncher({ puppeteer, concurrency: 1, launchOptions })],
  reporters: [chromium.reporters[0], summaryReporter({ label: 'firefox' })],
};
