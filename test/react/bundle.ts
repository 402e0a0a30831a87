import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type BuildOptions } from 'esbuild';
import type * as server from './server.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const from = (path: string): string => join(root, path);

type Server = typeof server;

/** Where each React that is tested lies. */
const homes = { 18: 'test/react-18/node_modules', 19: 'node_modules' } as const;
export type ReactVersion = keyof typeof homes;
export const reactVersions: readonly ReactVersion[] = [18, 19];

const options = (version: ReactVersion): BuildOptions => ({
  bundle: true,
  jsx: 'automatic',
  target: 'es2022',
  logLevel: 'error',
  tsconfig: from('tsconfig.json'),
  define: { 'process.env.NODE_ENV': '"development"' },
  alias: {
    react: from(`${homes[version]}/react`),
    'react-dom': from(`${homes[version]}/react-dom`),
  },
});

/** The page of the tests, as one module. */
export async function pageWith(version: ReactVersion): Promise<string> {
  const entryPoints = [from('test/react/page.tsx')];
  const { outputFiles } = await build({ ...options(version), entryPoints, format: 'esm', write: false });
  return outputFiles[0]?.text ?? '';
}

/** The server of the tests, as Node runs it: where there is no document. */
export async function serverWith(version: ReactVersion): Promise<Server> {
  const folder = await mkdtemp(join(tmpdir(), 'chat-widget-react-'));
  try {
    // There, no test runner translates it again.
    const outfile = join(folder, 'node_modules/server.cjs');
    const entryPoints = [from('test/react/server.tsx')];
    // The element stays where it is: a server that asked for it would fail here.
    const external = [from('src/index.ts')];
    await build({ ...options(version), entryPoints, outfile, external, platform: 'node', format: 'cjs' });
    return createRequire(import.meta.url)(outfile) as Server;
  } finally {
    await rm(folder, { recursive: true });
  }
}
