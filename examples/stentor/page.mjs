import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import express from 'express';
import { listen } from './listen.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const WIDGET = fileURLToPath(new URL('../../dist/cdn', import.meta.url));

/** Builds the widget when nobody has yet. */
function buildWidget() {
  if (existsSync(`${WIDGET}/chat-widget.js`)) return;
  const { status } = spawnSync('npm', ['--prefix', ROOT, 'run', 'build'], {
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (status !== 0)
    throw new Error('The widget could not be built: run `npm ci` and `npm run build` in its repository.');
}

const page = (backend) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>Corner Bakery</title>
    <link rel="icon" href="data:,">
    <style>
      body { margin: 2rem auto; max-width: 26rem; padding: 0 1rem; font-family: system-ui, sans-serif; }
      chat-widget { display: block; height: 36rem; }
    </style>
    <script type="module" src="/widget/chat-widget.js"></script>
  </head>
  <body>
    <chat-widget transport="direct" url="${backend}" layout="inline" heading="Corner Bakery"></chat-widget>
  </body>
</html>
`;

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8789' },
    backend: { type: 'string', default: 'http://127.0.0.1:8788/stentor' },
  },
});
buildWidget();
const app = express().disable('x-powered-by').use('/widget', express.static(WIDGET));
app.get('/', (request, response) => response.send(page(new URL(values.backend).href)));

const origin = await listen(app, values.port);
console.log(`page on ${origin}/`);
