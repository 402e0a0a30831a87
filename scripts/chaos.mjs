// `npm run chaos`: random walks through a simulated world, from seeds. One bundle first: what is fetched later in a
// browser is there at once, and nothing happens that the simulated clock does not know of.
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** Bundles a file of test/chaos, and answers the address to import it from. */
export async function bundled(name) {
  const outfile = at(`node_modules/.cache/chat-widget/chaos-${name}.mjs`);
  await build({
    entryPoints: [at(`test/chaos/${name}.ts`)],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    // What signs tokens is fetched at its first need, which takes real time wherever something reads modules along the way.
    alias: { jose: fileURLToPath(import.meta.resolve('jose')) },
    sourcemap: 'inline',
    logLevel: 'error',
  });
  return pathToFileURL(outfile).href;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.setSourceMapsEnabled(true);
  await import(await bundled('run'));
}
