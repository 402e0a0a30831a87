import { minify } from 'terser';
import type { Plugin } from 'vite';

/** Presses once more what the bundler has minified: some hundred bytes of what every visitor downloads. */
export const terserPlugin = (): Plugin => ({
  name: 'terser',
  apply: 'build',
  async generateBundle(_, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== 'chunk') continue;
      const { code, map } = await minify(chunk.code, {
        module: true,
        ecma: 2020,
        compress: { passes: 3 },
        ...(chunk.map ? { sourceMap: { content: JSON.stringify(chunk.map), asObject: true } } : {}),
      });
      if (code === undefined) throw new Error(`${chunk.fileName} could not be made smaller.`);
      chunk.code = code;
      const beside = chunk.sourcemapFileName ? bundle[chunk.sourcemapFileName] : undefined;
      if (beside?.type === 'asset' && map) beside.source = JSON.stringify(map);
    }
  },
});
