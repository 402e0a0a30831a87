import { crc32, deflateSync } from 'node:zlib';
import type { BuiltSubject } from './build.js';

const chunk = (name: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(name), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
};

const WIDTH = 200;
const HEIGHT = 120;

/** A picture of 24 kB that is always the same: the largest thing that a visitor sees of the page. */
export function picture(): Buffer {
  let seed = 1;
  const noise = () => (seed = (seed * 48_271) % 2_147_483_647) & 255;
  const rows = Array.from({ length: HEIGHT }, () => Buffer.from([0, ...Array.from({ length: WIDTH }, noise)]));
  const header = Buffer.alloc(13);
  header.writeUInt32BE(WIDTH, 0);
  header.writeUInt32BE(HEIGHT, 4);
  // Eight bits of grey.
  header[8] = 8;
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows), { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/**
 * Runs in the page before anything else: notes what the browser tells of the page's own fate. `__name` is what the
 * compiler of this tool puts into functions that are sent to pages.
 */
const watch = `{
globalThis.__name = (each) => each;
globalThis.watched = { shift: 0, lcp: 0, blocking: 0, errors: [] };
const observe = (type, see) =>
  new PerformanceObserver((list) => list.getEntries().forEach(see)).observe({ type, buffered: true });
observe('layout-shift', ({ value, hadRecentInput }) => { if (!hadRecentInput) watched.shift += value; });
observe('largest-contentful-paint', ({ startTime }) => { watched.lcp = startTime; });
observe('longtask', ({ duration }) => { watched.blocking += Math.max(0, duration - 50); });
addEventListener('error', ({ message }) => watched.errors.push(message));
addEventListener('unhandledrejection', ({ reason }) => watched.errors.push(String(reason)));
// With ?mount the page shows its chat as soon as it can, without anybody telling it.
const wanted = new URLSearchParams(location.search).get('mount');
if (wanted)
  globalThis.mounted = new Promise((done, fail) => {
    globalThis.mountNow = () => {
      if (wanted === 'closed' && !subject.launcher) return fail(new Error('has no launcher'));
      subject.mount({ open: wanted === 'open' }).then(async () => {
        if (wanted === 'open') await subject.composer();
        addEventListener('input', () => (watched.typed ??= performance.now()), true);
        requestAnimationFrame(() => setTimeout(() => { watched.painted = performance.now(); done(); }));
      }).catch(fail);
    };
  });
globalThis.mounted?.catch(() => {});
}`;

const paragraph =
  'Every lamp is made to order in our workshop by the harbour, from oak that was felled in the same valley. ' +
  'It leaves us after two weeks, wrapped in paper, and it can be sent back for as long as it is not scratched. ';

/** A shop's page with a headline, a picture and words, which carries a chat. */
export const hostPage = ({ head }: BuiltSubject): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Northwind Lamps</title>
<link rel="icon" href="data:,">
<style>
body { margin: 0 auto; max-width: 60rem; padding: 2rem; font: 16px/1.5 sans-serif; }
img { display: block; width: 600px; height: 360px; }
#chat { position: fixed; right: 16px; bottom: 16px; width: 400px; height: 600px; }
#chat:empty { display: none; }
</style>
<script>${watch}</script>
${head}
</head>
<body>
<h1>Lamps for long evenings</h1>
<img src="../picture.png" alt="A lamp on a table" width="600" height="360">
${Array.from({ length: 8 }, () => `<p>${paragraph.repeat(2)}</p>`).join('\n')}
<div id="chat"></div>
<script type="module" src="main.js"></script>
<script type="module">globalThis.mountNow?.();</script>
</body>
</html>`;
