import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { cp, mkdir, readFile, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { build } from 'esbuild';

/** What a subject's package says about itself, under “bench”. */
interface Description {
  /** The subject that it is a variant of: it has its packages, and is of its kind. */
  readonly of?: string;
  /** `floor` draws nothing, a `reference` is no product, and `own` is what all is done for. */
  readonly kind?: 'floor' | 'reference' | 'own' | 'peer';
  /** Files beside the bundle: name in the page's folder → place, from the subject's folder. */
  readonly files?: Readonly<Record<string, string>>;
}

/** A subject that a page can load. */
export interface BuiltSubject {
  /** Its folder in `bench/subjects`. */
  readonly name: string;
  readonly kind: NonNullable<Description['kind']>;
  /** Exact versions of what it is made of. */
  readonly versions: Readonly<Record<string, string>>;
  /** What its own documentation wants in the head of a page. */
  readonly head: string;
}

const HERE = import.meta.dirname;
/** Everything that was built, in one folder that git ignores. */
export const BUILT = `${HERE}/.built`;
const INSTALL_PATIENCE = 300_000;

/** All there are. */
export const subjectNames = (): readonly string[] =>
  readdirSync(`${HERE}/subjects`).filter((name) => existsSync(`${HERE}/subjects/${name}/main.js`));

async function run(command: string, args: readonly string[], signal: AbortSignal): Promise<void> {
  const lines: string[] = [];
  const child = spawn(command, args, {
    cwd: resolve(HERE, '..'),
    signal: AbortSignal.any([signal, AbortSignal.timeout(INSTALL_PATIENCE)]),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => lines.push(String(bytes)));
  await new Promise<void>((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) =>
      code === 0 ? done() : fail(new Error(`${command} ${args.join(' ')}:\n${lines.join('').slice(-2000)}`)),
    );
  });
}

/** The widget as a CDN has it, made of the sources at hand: an older build says nothing about them. */
async function buildWidget(signal: AbortSignal): Promise<void> {
  for (const mode of ['cdn', 'embed'])
    await run('npx', ['vite', 'build', '--mode', mode, '--outDir', `${BUILT}/cdn`], signal);
}

const changedAt = (file: string): number => (existsSync(file) ? statSync(file).mtimeMs : 0);

interface Package {
  readonly bench?: Description;
  readonly dependencies?: Readonly<Record<string, string>>;
}

async function describe(name: string) {
  const folder = `${HERE}/subjects/${name}`;
  const read = async (file: string) => JSON.parse(await readFile(file, 'utf8')) as Package;
  const own = await read(`${folder}/package.json`);
  const origin = own.bench?.of ? `${HERE}/subjects/${own.bench.of}` : folder;
  const { bench, dependencies = {} } = origin === folder ? own : await read(`${origin}/package.json`);
  return { folder, origin, dependencies, kind: 'peer' as const, files: {}, ...bench, ...own.bench };
}

/** Installs a subject's own packages where they are not yet, or not those of its lock file. */
async function install(folder: string, signal: AbortSignal): Promise<void> {
  if (changedAt(`${folder}/node_modules/.package-lock.json`) >= changedAt(`${folder}/package-lock.json`)) return;
  await run('npm', ['ci', '--prefix', folder, '--no-audit', '--no-fund', '--ignore-scripts'], signal);
}

async function bundle(folder: string, out: string): Promise<void> {
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  await build({
    entryPoints: [`${folder}/main.js`],
    outdir: out,
    bundle: true,
    splitting: true,
    format: 'esm',
    minify: true,
    target: 'es2022',
    legalComments: 'none',
    logLevel: 'silent',
    jsx: 'automatic',
    loader: { '.js': 'jsx', '.svg': 'dataurl', '.woff': 'file', '.woff2': 'file', '.ttf': 'file', '.png': 'file' },
    // Builds for developers are larger and slower: nobody ships them.
    define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
  });
}

/** Makes a subject ready: its packages, its bundle, and for our own the widget. */
export async function buildSubject(name: string, signal: AbortSignal): Promise<BuiltSubject> {
  const { folder, origin, dependencies, kind, files } = await describe(name);
  const out = `${BUILT}/${name}`;
  if (Object.keys(dependencies).length > 0) await install(origin, signal);
  await bundle(folder, out);
  if (kind === 'own') await buildWidget(signal);
  for (const [file, source] of Object.entries(files))
    await cp(resolve(folder, source), `${out}/${file}`, { recursive: true });
  const head = `${folder}/head.html`;
  const style = existsSync(`${out}/main.css`) ? '<link rel="stylesheet" href="main.css">' : '';
  return {
    name,
    kind,
    versions: dependencies,
    head: style + (existsSync(head) ? await readFile(head, 'utf8') : ''),
  };
}
