import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { defineConfig, transformWithOxc, type Plugin, type Rolldown, type UserConfig } from 'vite';
import manifest from './package.json' with { type: 'json' };
import { entries } from './scripts/entries.js';
import { katexFonts } from './scripts/katex-fonts.mjs';
import { otherLicencesPlugin } from './scripts/other-licences-plugin.js';
import { terserPlugin } from './scripts/terser-plugin.js';

const dependencies = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
const isDependency = (id: string) => dependencies.some((name) => id === name || id.startsWith(`${name}/`));

/** The documentation of settings is for people: visitors never download it. */
const withoutDocs = (): Plugin => ({
  name: 'without-docs',
  transform: {
    filter: { id: /\/src\/config\// },
    handler: (code) => ({
      code: code.replace(/,?\s*\bdoc`[^`]*`(?=,?\s*\))/g, '').replace(/\bdoc`[^`]*`/g, "''"),
      map: null,
    }),
  },
});

/** Templates without what only their authors need. Outside of them the same changes mean nothing. */
const smallTemplates = (): Plugin => ({
  name: 'small-templates',
  transform: {
    filter: { id: /\/components\// },
    handler: (code) => ({
      code: code.replace(/\n[ \t]+/g, '\n').replace(/(\bcss|\/\* css \*\/ )`[^`]*`/g, (sheet) =>
        sheet
          .replace(/\/\*(?! css)[^]*?\*\//g, '')
          .replace(/\s+/g, ' ')
          .replace(/ ?([{;,]) ?/g, '$1')
          .replace(/([:}]) /g, '$1')
          .replace(/;? ?}/g, '}'),
      ),
      map: null,
    }),
  },
});

/** Patterns of the markdown parser that only what writes HTML, or another dialect, asks for. */
const forOthers =
  /\b(?:outputLinkReplace|listReplaceNesting|pedantic\w+|escape(?:Test|Replace)\w*|percentDecode|spaceLine|notSpaceStart|endingNewline):[^]*?,(?=\w+:)/g;

/**
 * Of the markdown parser its lexer, and of its dialects GitHub's: statements at its end hold on to all the rest, and
 * rules that are made at its beginning to dialects that we have no use for.
 */
export const lexerOnly = () => ({
  name: 'lexer-only',
  transform: {
    filter: { id: /\/marked\/lib\/marked\.esm\.js$/ },
    handler(code: string) {
      const lexer = /\b(\w+) as Lexer\b/.exec(code)?.[1];
      const end = code.search(/var (\w+)=new \w+;function \w+\(\w+,\w+\)\{return \1\.parse\(/);
      const dialects =
        /(\w+)=\{normal:\w+,gfm:(\w+),pedantic:(\w+)\},(\w+)=\{normal:\w+,gfm:(\w+),breaks:(\w+),pedantic:(\w+)\}/;
      const [, block, gfm, pedantic, inline, gfmInline, ...others] = dialects.exec(code) ?? [];
      if (!lexer || end < 0 || !pedantic)
        throw new Error('marked is built in another way now: see “lexer-only” in vite.config.ts.');
      const own = [pedantic, ...others].reduce(
        (rest, name) => rest.replace(new RegExp(`,${name}=\\{\\.{3}[^]*?\\}(?=,\\w+=|;)`), ''),
        code
          .slice(0, end)
          .replace(dialects, `${block}={normal:${gfm},gfm:${gfm}},${inline}={normal:${gfmInline},gfm:${gfmInline}}`)
          .replace(/this\.options\.(?:pedantic|breaks|silent)/g, '!1')
          .replace(/this\.options\.gfm/g, '!0'),
      );
      return { code: `${own.replace(forOthers, '')}export{${lexer} as Lexer};`, map: null };
    },
  },
});

/** One chunk for each thing a visitor does, with all that it needs at once: fewer requests, and they pack better. */
const moments = {
  launcher: ['components/chat-widget/chat-widget.ts'],
  panel: ['components/chat-widget/start.ts', 'src/net/address.ts'],
  talk: ['components/shell/talk.ts', 'components/parts/part-element.ts'],
};
/** What almost every wire needs; what comes with others takes nothing of it along. */
const wires = {
  net: ['src/net/http.ts', 'src/net/untrusted.ts', 'src/net/retry-after.ts'],
  wire: ['src/net/patience.ts', 'src/net/settled-or-aborted.ts'],
};
/** What comes right after these, and what several kinds of content or wires have in common: one file instead of many. */
const afterwards = {
  line: ['src/core/line.ts', 'src/core/called-tools.ts', 'src/core/system-lines.ts', 'components/chat-widget/keep.ts'],
  turn: ['src/transports/direct/turn.ts'],
  text: ['components/parts/text/text.ts'],
  late: [
    'src/net/failures.ts',
    'components/shell/status-banner/status-banner.ts',
    'components/chat-widget/company.ts',
    'components/chat-widget/requests.ts',
    'components/conversation/announcer/announcements.ts',
    'components/foundation/events/part-requests.ts',
    'components/foundation/events/search-request.ts',
  ],
  socket: ['src/net/reconnecting-socket.ts'],
  receipts: ['src/transports/websocket/losses.ts', 'src/transports/websocket/receipts.ts'],
  rich: [
    'components/parts/card/card-template.ts',
    'components/parts/card/card.styles.ts',
    'components/parts/card/offer.styles.ts',
    'components/parts/picture/picture.ts',
  ],
};
const chunkBy =
  (chunks: Readonly<Record<string, readonly string[]>>) =>
  (id: string, graph: Pick<Rolldown.PluginContext, 'getModuleInfo'>): string | null => {
    const leadsTo = (from: string, seen = new Set<string>()): boolean =>
      from === id ||
      (!seen.has(from) &&
        !!seen.add(from) &&
        !!graph.getModuleInfo(from)?.importedIds.some((next) => leadsTo(next, seen)));
    return (
      Object.entries(chunks).find(([, sources]) =>
        sources.some((source) => leadsTo(`${import.meta.dirname}/${source}`)),
      )?.[0] ?? null
    );
  };

/**
 * What the bundler itself needs at run time, a hundred bytes, it puts into a file of its own. All who need it have the
 * panel anyway: there it costs no request. Nothing moves, so that source maps stay true.
 */
const runtimeInPanel = (): Plugin => ({
  name: 'runtime-in-panel',
  enforce: 'pre',
  generateBundle(_options, bundle) {
    const chunks = Object.values(bundle).filter((each) => each.type === 'chunk');
    const runtime = chunks.find(({ name }) => name === 'rolldown-runtime');
    const panel = chunks.find(({ name }) => name === 'panel');
    const [, local, code] = /^var (\w+)=Object\.defineProperty,t=(.*);export\{t\};\s*$/.exec(runtime?.code ?? '') ?? [];
    if (!runtime || !panel || !local || !code)
      throw new Error('The bundler has another runtime now: see “runtime-in-panel” in vite.config.ts.');
    const asked = /import\{t as (\w+)\}from"\.\/rolldown-runtime-[\w-]+\.js";/;
    for (const chunk of chunks) {
      const [line, name] = asked.exec(chunk.code) ?? [];
      if (!line || !name) continue;
      const from = chunk === panel ? '' : `import{$t as ${name}}from"./${basename(panel.fileName)}";`;
      chunk.code = chunk.code.replace(line, () => from.padEnd(line.length));
      chunk.imports = [...new Set(chunk.imports.map((file) => (file === runtime.fileName ? panel.fileName : file)))];
      if (chunk !== panel) continue;
      const helper = `function ${name}${code.replace('=>', '').replaceAll(`${local}(`, 'Object.defineProperty(')}`;
      chunk.code = chunk.code.replace(/export\{(?=[^}]*\};\s*$)/, () => `${helper}export{${name} as $t,`);
    }
    delete bundle[runtime.fileName];
  },
});

/** The highlighter is published as CommonJS: as a module it needs no loader, which every visitor would download. */
const highlighterAsModules = (): Plugin => ({
  name: 'highlighter-as-modules',
  transform: {
    filter: { id: /\/node_modules\/highlight\.js\/lib\/(?:core|languages\/\w+)\.js$/ },
    handler: (code) => ({ code: code.replace(/^module\.exports = (\w+);$/m, 'export default $1;'), map: null }),
  },
});

/** Not for the mock server: it quotes the parts' examples and draws none, and keeps its resources without json-server's pages. */
const withoutPages = (): Plugin => ({
  name: 'without-pages',
  enforce: 'pre',
  resolveId: (id, importer = '', { kind }) =>
    (kind === 'dynamic-import' && importer.endsWith('.part.ts')) ||
    (id === './defaults' && importer.includes('/json-server/'))
      ? '\0none'
      : undefined,
  load: (id) => (id === '\0none' ? 'export {};' : undefined),
});

/** Package names lead to the sources, so that the demo imports like a stranger and still reloads at every change. */
const sources = entries.map(({ name, source }) => ({
  find: new RegExp(`^${name}$`),
  replacement: `${import.meta.dirname}/${source}`,
}));

/** What a page asks the CDN for, made from the sources at each request. */
const cdnFromSources = (): Plugin => ({
  name: 'cdn-from-sources',
  apply: 'serve',
  configureServer(server) {
    const files: Record<string, () => Promise<string>> = {
      '/embed.js': async () => {
        const file = `${import.meta.dirname}/src/embed.ts`;
        return `const LAUNCHER = 'chat-widget.js';${(await transformWithOxc(await readFile(file, 'utf8'), file)).code}`;
      },
      '/chat-widget.js': async () => `export * from '/@fs${import.meta.dirname}/src/index.ts';`,
      '/snippets.js': async () =>
        `export * from '/@fs${import.meta.dirname}/components/chat-widget/snippets/snippets.ts';`,
    };
    server.middlewares.use((request, response, next) => {
      const path = request.url?.split('?')[0] ?? '';
      if (!Object.hasOwn(files, path)) return next();
      files[path]?.().then((code) => {
        response.writeHead(200, { 'content-type': 'text/javascript', 'cache-control': 'no-cache' });
        response.end(code);
      }, next);
    });
  },
});

/** The classic script knows the file that the build beside it made of the launcher. */
const launcherByName = (): Plugin => ({
  name: 'launcher-by-name',
  config: ({ build }) => ({ define: { LAUNCHER: JSON.stringify(launcherOf(build?.outDir ?? 'dist/cdn')) } }),
});

/** The file in which a build has the launcher. */
function launcherOf(cdn: string): string {
  const manifest = JSON.parse(readFileSync(`${cdn}/manifest.json`, 'utf8')) as Record<
    string,
    { name?: string; file: string }
  >;
  const launcher = Object.values(manifest).find(({ name }) => name === 'launcher');
  if (!launcher) throw new Error(`${cdn} has no launcher: “vite build --mode cdn” makes it.`);
  return launcher.file;
}

const target = 'es2022';
/** The licence of each package that is inside of a build, made from what really is. */
const license = { fileName: 'THIRD-PARTY-LICENSES.md' };
const shared = { publicDir: false, logLevel: 'warn' } satisfies UserConfig;

const modes: Record<string, () => UserConfig> = {
  /** Unbundled modules for bundlers: dependencies stay imports, every module stays a file. */
  npm: () => ({
    ...shared,
    plugins: [katexFonts('components/parts/math/fonts')],
    build: {
      target,
      outDir: 'dist/npm',
      emptyOutDir: true,
      sourcemap: true,
      minify: false,
      lib: {
        entry: entries.map(({ source }) => source).filter((source) => source.startsWith('src/')),
        formats: ['es'],
      },
      rolldownOptions: {
        external: isDependency,
        output: { preserveModules: true, preserveModulesRoot: '.', entryFileNames: '[name].js' },
      },
    },
  }),

  /** The mock server for Node, with all it needs at run time inside: the published package has no use for its dependencies. */
  mock: () => ({
    ...shared,
    plugins: [withoutPages(), otherLicencesPlugin(license.fileName)],
    ssr: { noExternal: true },
    build: {
      target: 'node20',
      ssr: true,
      outDir: 'dist/npm/mock-server',
      emptyOutDir: true,
      license,
      minify: true,
      rolldownOptions: {
        input: {
          index: 'mock-server/index.ts',
          cli: 'mock-server/cli.ts',
          conformance: 'mock-server/conformance/cli.ts',
        },
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name].js' },
      },
    },
  }),

  /** Everything bundled, for pages without a build: one fixed name to load, hashed chunks behind it. */
  cdn: () => ({
    ...shared,
    base: './',
    plugins: [
      runtimeInPanel(),
      lexerOnly(),
      highlighterAsModules(),
      withoutDocs(),
      smallTemplates(),
      katexFonts('chunks/fonts'),
      terserPlugin(),
      otherLicencesPlugin(license.fileName),
    ],
    build: {
      target,
      outDir: 'dist/cdn',
      emptyOutDir: true,
      // Beside the files, not named in them: visitors' browsers have no use for the address.
      sourcemap: 'hidden',
      manifest: 'manifest.json',
      license,
      lib: {
        entry: {
          'chat-widget': 'components/chat-widget/chat-widget.ts',
          snippets: 'components/chat-widget/snippets/snippets.ts',
        },
        formats: ['es'],
      },
      rolldownOptions: {
        checks: { pluginTimings: false },
        output: {
          minify: true,
          comments: { annotation: false },
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
          codeSplitting: {
            groups: [
              { name: chunkBy(moments), debugName: 'moments', priority: 2 },
              { name: chunkBy(wires), debugName: 'wires', priority: 1 },
              { name: chunkBy(afterwards), debugName: 'afterwards', priority: 0 },
            ],
          },
        },
      },
    },
  }),

  /** The classic script; it comes after the build of the CDN. */
  embed: () => ({
    ...shared,
    plugins: [launcherByName(), terserPlugin()],
    build: {
      target,
      outDir: 'dist/cdn',
      emptyOutDir: false,
      sourcemap: 'hidden',
      minify: true,
      modulePreload: false,
      rolldownOptions: { input: 'src/embed.ts', output: { format: 'es', entryFileNames: 'embed.js' } },
    },
  }),

  /** `npm start`: the demo is the root, the sources are a level up. */
  development: () => ({
    root: 'demo',
    publicDir: false,
    appType: 'mpa',
    plugins: [cdnFromSources(), katexFonts()],
    resolve: { alias: sources },
    server: { fs: { allow: [import.meta.dirname] } },
  }),
};

export default defineConfig(({ mode }) => {
  const options = Object.hasOwn(modes, mode) ? modes[mode] : undefined;
  if (!options) throw new Error(`No vite mode “${mode}”: use one of ${Object.keys(modes).join(', ')}.`);
  return options();
});
