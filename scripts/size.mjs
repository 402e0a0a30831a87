// What a visitor downloads at each moment, gzipped, counted on the built dist/cdn. Over budget fails.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

/** Budgets in bytes, from the first byte on; a moment adds its chunks to those of the moments before. */
const moments = [
  { name: 'embed.js', budget: 1_000, chunks: [] },
  { name: 'launcher visible', budget: 12_000, chunks: ['chat-widget'] },
  { name: 'composer usable', budget: 34_020, chunks: ['panel', 'direct-transport'] },
  { name: 'markdown answer', budget: 72_510, chunks: ['talk', 'turn', 'text'] },
];
/** Comes beside the first answer, and keeps what is said whatever happens to the page and its network. */
const beside = [
  { name: 'kept, resent and shared by tabs', budget: 12_500, chunks: ['line'] },
  { name: 'told to the page, to screen readers, and why it failed', budget: 8_460, chunks: ['late'] },
];
/** Each kind of content by itself, without what it shares with others. */
const PART_BUDGET = 4_000;
/** Libraries that come only with the content that needs them, our own few lines around them included. */
const libraries = {
  'components/parts/text/sanitise.ts': 12_500,
  'components/parts/text/yaml-blocks.ts': 16_000,
  'components/parts/math/math.ts': 82_000,
  'components/parts/code/highlight.ts': 10_500,
  'components/parts/form/fields/phone-number.ts': 31_000,
};
/** What each wire adds to the widget for those who speak it, its library included; a library fetched later is apart. */
const transports = {
  'src/transports/websocket/websocket-transport.ts': 10_200,
  'src/transports/socketio/socketio-transport.ts': 10_000,
  'src/transports/session/session-transport.ts': 7_500,
  'src/transports/chatbotkit/chatbotkit-transport.ts': 10_000,
  'src/transports/airy/airy-transport.ts': 15_500,
  'src/transports/opencx/opencx-transport.ts': 11_000,
  'src/transports/session/voice/call.ts': 12_000,
  'components/conversation/call/call.ts': 5_020,
  'components/chat-widget/snippets/snippets.ts': 2_500,
  'components/chat-widget/backend-options.ts': 2_500,
  'src/transports/more-loaders.ts': 600,
  'node_modules/socket.io-client/build/esm/index.js': 14_000,
};
/** Each language that the widget speaks, all its words. */
const LANGUAGE_BUDGET = 8_000;
const spoken = /^src\/i18n\/languages\//;
/** Each language that code is coloured in. */
const GRAMMAR_BUDGET = 5_000;
const grammar = /^node_modules\/highlight\.js\/.*\/languages\/(?=\w)/;

const cdn = new URL('../dist/cdn/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('manifest.json', cdn), 'utf8'));
const sizeOf = (file) => gzipSync(readFileSync(new URL(file, cdn)), { level: 9 }).length;

/** Adds a chunk to `files`, and all that it imports at once. */
function collect(chunk, files) {
  if (files.has(chunk.file)) return;
  files.add(chunk.file);
  for (const imported of chunk.imports ?? []) collect(manifest[imported], files);
}
function chunkNamed(name) {
  const chunk = Object.values(manifest).find((each) => each.name === name);
  if (!chunk)
    throw new Error(`dist/cdn has no chunk “${name}”: scripts/size.mjs names one that vite.config.ts does not make.`);
  return chunk;
}

const files = new Set(['embed.js']);
const sizeOfAll = () => [...files].reduce((sum, file) => sum + sizeOf(file), 0);
const measured = moments.map(({ name, budget, chunks }) => {
  for (const each of chunks) collect(chunkNamed(each), files);
  return { name, budget, size: sizeOfAll() };
});
const kept = beside.map(({ name, budget, chunks }) => {
  const before = sizeOfAll();
  for (const each of chunks) collect(chunkNamed(each), files);
  return { name, budget, size: sizeOfAll() - before };
});
const until = [measured.at(-1), ...kept];
const total = {
  name: 'all until the first answer',
  budget: until.reduce((sum, { budget }) => sum + budget, 0),
  size: sizeOfAll(),
};
const parts = Object.entries(manifest)
  .filter(([source, { file }]) => /^components\/parts\/[^/]+\//.test(source) && !files.has(file))
  .map(([source, { file }]) => ({ name: source, budget: libraries[source] ?? PART_BUDGET, size: sizeOf(file) }));

const wires = Object.entries(transports).map(([source, budget]) => {
  const chunk = manifest[source];
  if (!chunk) throw new Error(`dist/cdn has no chunk of ${source}, which scripts/size.mjs names.`);
  const own = new Set(files);
  collect(chunk, own);
  const added = [...own].filter((file) => !files.has(file));
  return { name: source, budget, size: added.reduce((sum, file) => sum + sizeOf(file), 0) };
});

const grammars = Object.entries(manifest)
  .filter(([source]) => grammar.test(source))
  .map(([source, { file }]) => ({
    name: source.replace(grammar, 'language '),
    budget: GRAMMAR_BUDGET,
    size: sizeOf(file),
  }));

const languages = Object.entries(manifest)
  .filter(([source]) => spoken.test(source))
  .map(([source, { file }]) => ({ name: source, budget: LANGUAGE_BUDGET, size: sizeOf(file) }));

const rows = [...measured, ...kept, total, ...parts, ...wires, ...languages, ...grammars];
const over = rows.filter(({ size, budget }) => size > budget);
for (const { name, size, budget } of rows)
  console.log(`${size > budget ? '✗' : '✓'} ${name.padEnd(52)} ${String(size).padStart(6)} of ${budget} bytes`);
if (over.length) {
  console.error(`Over budget: ${over.map(({ name }) => name).join(', ')}`);
  process.exitCode = 1;
}
