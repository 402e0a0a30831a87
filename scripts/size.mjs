// What a visitor downloads at each moment, gzipped, counted on the built dist/cdn. Over budget fails.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const cdn = new URL('../dist/cdn/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('manifest.json', cdn), 'utf8'));
const sizeOf = (file) => gzipSync(readFileSync(new URL(file, cdn)), { level: 9 }).length;

/** A chunk by the source it is made from. */
const chunk = (source) => {
  if (!manifest[source]) throw new Error(`dist/cdn has no chunk made from ${source}`);
  return source;
};
/** What comes along with these: they and all that they import at once. */
function closure(sources, found = new Set()) {
  for (const source of sources) {
    if (found.has(source)) continue;
    found.add(source);
    closure(manifest[source].imports ?? [], found);
  }
  return found;
}
const bytes = (sources) => [...sources].reduce((sum, source) => sum + sizeOf(manifest[source].file), 0);

const embed = sizeOf('embed.js');
const launcher = closure([chunk('src/index.ts')]);
