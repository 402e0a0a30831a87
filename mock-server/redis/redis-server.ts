import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createConnection, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PLACES = ['/usr/bin/redis-server', '/usr/local/bin/redis-server', '/opt/homebrew/bin/redis-server'];

/** A Redis of a test's own. */
export interface RedisServer {
  readonly url: string;
  /** As after a crash: nothing of it is left. */
  readonly kill: () => Promise<void>;
  readonly start: () => Promise<void>;
  /** Ends it and removes its folder. */
  readonly end: () => Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}
async function answers(port: number): Promise<boolean> {
  const socket = createConnection(port, '127.0.0.1');
  return new Promise((resolve) => {
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
  }).finally(() => socket.destroy()) as Promise<boolean>;
}

/** Starts Redis on a free port of the loopback address; it writes nothing down. */
export async function redisServer(...flags: readonly string[]): Promise<RedisServer> {
  const program = PLACES.find((place) => existsSync(place));
  if (!program)
    throw new Error('These tests need Redis: “apt-get install redis-server” (Debian) or “brew install redis” (macOS).');
  const folder = await mkdtemp(join(tmpdir(), 'chat-redis-'));
  const port = await freePort();
  let running: ChildProcess | undefined;
  async function start(): Promise<void> {
    const where = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder];
    running = spawn(program ?? '', [...where, '--save', '', '--appendonly', 'no', ...flags], { stdio: 'ignore' });
    while (!(await answers(port))) await new Promise((resolve) => setTimeout(resolve, 20));
  }
  async function kill(): Promise<void> {
    const ending = running;
    running = undefined;
    if (!ending || ending.exitCode !== null) return;
    const over = once(ending, 'exit');
    ending.kill('SIGKILL');
    await over;
  }
  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    start,
    kill,
    async end() {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
