// KaTeX's fonts lie beside the formula's chunk, wherever that lies: next to the sources, in the package, on the CDN.
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = join(dirname(fileURLToPath(import.meta.resolve('katex'))), 'fonts');
const fonts = readdirSync(folder).filter((name) => name.endsWith('.woff2'));
const address = /\/components\/parts\/math\/fonts\/([\w-]+\.woff2)(?:\?|$)/;

/** Where the file lies that a page of sources asks for; nothing for any other address. */
export function katexFontFile(url) {
  const name = address.exec(url)?.[1];
  return name && fonts.includes(name) ? join(folder, name) : undefined;
}

/** For vite: ships the fonts below `place` of a build, and serves them to a page of sources. */
export function katexFonts(place = '') {
  return {
    name: 'katex-fonts',
    generateBundle() {
      for (const name of fonts)
        this.emitFile({ type: 'asset', fileName: `${place}/${name}`, source: readFileSync(join(folder, name)) });
    },
    // The remark is for this build, which would put the fonts into the script. A page's own build shall find them.
    renderChunk: (code) =>
      /new URL\(\s*\/\* @vite-ignore \*\//.test(code)
        ? { code: code.replace(/(new URL\(\s*)\/\* @vite-ignore \*\//g, '$1'), map: null }
        : null,
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const file = katexFontFile(request.url ?? '');
        if (!file) return next();
        response.writeHead(200, { 'content-type': 'font/woff2', 'access-control-allow-origin': '*' });
        response.end(readFileSync(file));
      });
    },
  };
}
