import { strict as assert } from 'node:assert';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import manifest from '../package.json' with { type: 'json' };
import { entries } from '../scripts/entries.js';

const exec = promisify(execFile);
const root = new URL('..', import.meta.url).pathname;

/** The package as a stranger gets it: packed, then installed with nothing but its dependencies. */
describe('the packed package', { timeout: 600_000 }, () => {
  let folder: string;
  const run = (file: string, ...values: string[]) => exec(file, values, { cwd: folder });
  /** Runs a module in the stranger's folder and answers what it printed. */
  const script = async (code: string) => (await run('node', '--input-type=module', '-e', code)).stdout.trim();

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'chat-widget-'));
    const { stdout } = await exec('npm', ['pack', '--json', '--pack-destination', folder], { cwd: root });
    const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
    await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
    await run('npm', 'install', '--prefer-offline', '--no-audit', '--no-fund', `./${filename}`);
    // Nobody gets it with the package: pages that draw with it have their own.
    assert(!existsSync(join(folder, 'node_modules/react')));
    await cp(join(root, 'node_modules/react'), join(folder, 'node_modules/react'), { recursive: true });
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('offers what the contract names, and nothing else', () => {
    const promised = ['.', './core', './react', './parts', './transports/*', './testing', './config', './mock-server'];
    const files = ['./embed.js', './custom-elements.json', './package.json'];
    assert.deepEqual(Object.keys(manifest.exports).sort(), [...promised, ...files].sort());
    const transports = entries.map(({ name }) => name).filter((name) => name.includes('/transports/'));
    assert.deepEqual(
      transports.sort(),
      ['airy', 'chatbotkit', 'direct', 'memory', 'opencx', 'session', 'socketio', 'websocket'].map(
        (name) => `chat-widget/transports/${name}`,
      ),
    );
  });

  for (const { name } of entries)
    it(`${name} can be imported where there is no document`, async () => {
      const names = JSON.parse(
        await script(`console.log(JSON.stringify(Object.keys(await import(${JSON.stringify(name)}))))`),
      ) as string[];
      assert.notEqual(names.length, 0);
      assert(!names.includes('default'));
    });

  it('brings the fonts of formulas, beside the module and beside the chunk', async () => {
    const parts = join(folder, 'node_modules/chat-widget/dist/npm/components/parts/math');
    const fonts = (await readdir(join(parts, 'fonts'))).sort();
    assert.equal(fonts.length, 20);
    assert.deepEqual((await readdir(join(folder, 'node_modules/chat-widget/dist/cdn/chunks/fonts'))).sort(), fonts);
    // As bundlers look for it; a remark to vite would tell the page's own vite to leave it.
    const code = await readFile(join(parts, 'fonts.js'), 'utf8');
    assert.match(code, /new URL\(`\.\/fonts\/\$\{\w+\}\.woff2`, import\.meta\.url\)/);
  });

  it('brings its own licence', async () => {
    const text = await readFile(join(folder, 'node_modules/chat-widget/LICENSE'), 'utf8');
    assert.match(text, new RegExp(`^${manifest.license} License\n\nCopyright \\(c\\) \\d{4} `));
  });

  it('brings the licence of each package that is inside of its builds', async () => {
    const dist = join(folder, 'node_modules/chat-widget/dist');
    /** What is said of each package, by its name. */
    const licences = async (build: string) => {
      const text = await readFile(join(dist, build, 'THIRD-PARTY-LICENSES.md'), 'utf8');
      const sections = text.split(/^## (?=\S+ - \d)/m).slice(1);
      return new Map(sections.map((section) => [/^\S+/.exec(section)?.[0], section]));
    };
    const maps = (await readdir(join(dist, 'cdn'), { recursive: true })).filter((file) => file.endsWith('.map'));
    const sources = await Promise.all(
      maps.map(async (file) => JSON.parse(await readFile(join(dist, 'cdn', file), 'utf8')) as { sources: string[] }),
    );
    const inside = new Set(
      sources.flatMap(({ sources }) =>
        sources.flatMap((source) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(source)?.[1] ?? []),
      ),
    );
    for (const name of ['lit-html', 'marked', 'dompurify', 'katex', '@stomp/stompjs']) assert(inside.has(name), name);
    const cdn = await licences('cdn');
    for (const name of inside) assert.match(cdn.get(name) ?? '', /\n\n[^]*(?:permission|permitted|licensed)/i, name);
    // What this one says of the world's telephone numbers is Google's.
    assert.match(cdn.get('libphonenumber-js') ?? '', /MIT License[^]*Apache License/);
    const server = await licences('npm/mock-server');
    for (const name of ['hono', 'jose', 'ws']) assert.match(server.get(name) ?? '', /permission/i, name);
  });

  for (const inside of [
    'src/index.js',
    'dist/npm/src/index.js',
    'transports/direct/codec',
    'transports/load',
    'core/chat',
  ])
    it(`keeps ${inside} to itself`, () =>
      assert.rejects(
        script(`await import('chat-widget/${inside}')`),
        /ERR_PACKAGE_PATH_NOT_EXPORTED|ERR_MODULE_NOT_FOUND/,
      ));

  it('brings its types, the classic script and the elements’ manifest', async () => {
    for (const { file } of entries)
      assert.match(
        await readFile(join(folder, 'node_modules/chat-widget', file.replace(/\.js$/, '.d.ts')), 'utf8'),
        /export/,
      );
    const [embed, elements] = await Promise.all(
      ['embed.js', 'custom-elements.json'].map(async (name) =>
        readFile(new URL(await script(`console.log(import.meta.resolve('chat-widget/${name}'))`)), 'utf8'),
      ),
    );
    assert.match(embed ?? '', /currentScript/);
    const { modules } = JSON.parse(elements ?? '') as { modules: { declarations: { tagName?: string }[] }[] };
    assert(modules.some(({ declarations }) => declarations.some(({ tagName }) => tagName === 'chat-widget')));
  });

  it('runs the mock server without anything else installed', async () => {
    const server = spawn('npx', ['--no-install', 'chat-widget-mock', '--port', '0', '--db', 'db.json'], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: true,
    });
    try {
      const [line] = (await once(createInterface(server.stdout), 'line')) as [string];
      const url = /^listening on (http:\S+)$/.exec(line)?.[1];
      assert(url, line);
      const config = await fetch(`${url}/config/demo`);
      assert.equal(config.status, 200);
      const embed = await fetch(`${url}/embed.js?key=demo`);
      assert.match(await embed.text(), /currentScript/);
      const session = await fetch(`${url}/v1/integration/widget/demo/session/create`, { method: 'POST' });
      assert.equal(session.status, 200);
    } finally {
      if (server.pid) process.kill(-server.pid);
      await once(server, 'close');
    }
  });
});
