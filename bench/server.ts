import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { gzipSync } from 'node:zlib';
import { BUILT, type BuiltSubject } from './build.js';
import { hostPage, picture } from './host-page.js';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
};
/** These are compressed already. */
const dense = new Set(['.png', '.woff', '.woff2']);

interface Stored {
  readonly type: string;
  readonly encoding?: 'gzip';
  readonly bytes: Buffer;
}

const store = (path: string, content: Buffer): Stored => {
  const type = types[extname(path)] ?? 'application/json';
  return dense.has(extname(path))
    ? { type, bytes: content }
    : { type, encoding: 'gzip', bytes: gzipSync(content, { level: 9 }) };
};

/** Serves the pages of all subjects over loopback, everything compressed beforehand as a CDN has it. */
export async function serve(subjects: readonly BuiltSubject[]) {
  const files = new Map<string, Stored>([['/picture.png', store('picture.png', picture())]]);
  for (const subject of subjects) {
    files.set(`/${subject.name}/`, store('index.html', Buffer.from(hostPage(subject))));
    const folder = `${BUILT}/${subject.name}`;
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || entry.name.endsWith('.map')) continue;
      const file = `${entry.parentPath}/${entry.name}`;
      files.set(`/${subject.name}${file.slice(folder.length)}`, store(file, await readFile(file)));
    }
  }
  const server = createServer((request, response) => {
    const stored = files.get(new URL(request.url ?? '/', 'http://localhost').pathname);
    if (!stored) return void response.writeHead(404).end();
    response.writeHead(200, {
      'content-type': stored.type,
      'content-length': stored.bytes.length,
      'cache-control': 'max-age=3600',
      ...(stored.encoding ? { 'content-encoding': stored.encoding } : {}),
    });
    response.end(stored.bytes);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    /** Where a subject's page is. */
    page: (subject: BuiltSubject): string =>
      `http://127.0.0.1:${(server.address() as AddressInfo).port}/${subject.name}/`,
    close: (): void => {
      server.close();
      server.closeAllConnections();
    },
  };
}
