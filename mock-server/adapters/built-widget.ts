import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, extname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Asset } from '../backend.js';

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.woff2': 'font/woff2',
};

function packageRoot(from: string): string {
  const above = dirname(from);
  return existsSync(join(from, 'package.json')) || above === from ? from : packageRoot(above);
}

/** Where `npm run build` puts the widget, seen from the sources or from the package. */
export const builtFolder = (): string => join(packageRoot(dirname(fileURLToPath(import.meta.url))), 'dist', 'cdn');

/** Reads files below a folder and nothing else: no way out, no dot files, no unknown kinds. */
export function builtWidget(folder: string): (name: string) => Promise<Asset | undefined> {
  const root = resolve(folder);
  return async (name) => {
    const file = resolve(root, name);
    const type = Object.hasOwn(types, extname(file)) ? types[extname(file)] : undefined;
    if (type === undefined || !file.startsWith(root + sep) || /(^|[\\/])\./.test(name)) return undefined;
    try {
      return { body: new Uint8Array(await readFile(file)), type };
    } catch {
      return undefined;
    }
  };
}
