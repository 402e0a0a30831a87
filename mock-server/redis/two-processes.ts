import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, request as ask, type IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { RedisServer } from './redis-server.js';

/** One process of the server. */
export interface OneProcess {
  readonly url: string;
  /** Waits until it said that. */
  readonly until: (line: string) => Promise<void>;
  readonly said: (line: string) => number;
  /** As the machine does it that loses its power. */
  readonly kill: () => Promise<void>;
  readonly isAlive: () => boolean;
  readonly errors: () => string;
}

/** Starts a process of the server. */
export async function oneProcess({ url }: Pick<RedisServer, 'url'>, prefix: string): Promise<OneProcess> {
  const file = new URL('./one-process.ts', import.meta.url).pathname;
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', file, url, prefix], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  let errors = '';
  child.stderr?.on('data', (data: Buffer) => (errors += String(data)));
  if (child.stdout)
    createInterface(child.stdout).on('line', (line) => {
      lines.push(line);
      waiting.forEach((wake) => wake());
    });
  const isAlive = () => child.exitCode === null && child.signalCode === null;
  const find = (start: string) => lines.find((line) => line.startsWith(start));
  const until = async (start: string): Promise<void> => {
    while (find(start) === undefined) {
      if (!isAlive()) throw new Error(`The process is gone: ${errors}`);
      await new Promise<void>((resolve) => {
        waiting.add(resolve);
        child.once('exit', resolve);
      });
    }
  };
  await until('listening');
  return {
    url: find('listening')?.split(' ')[1] ?? '',
    until,
    said: (line) => lines.filter((each) => each === line).length,
    isAlive,
    errors: () => errors,
    async kill() {
      if (!isAlive()) return;
      const over = once(child, 'exit');
      child.kill('SIGKILL');
      await over;
    },
  };
}

/** A load balancer without a memory: every request and every socket goes to the next process that is there. */
export async function roundRobin(processes: () => readonly OneProcess[]) {
  let turn = 0;
  const sockets = new Set<Socket>();
  const next = (): URL => {
    const alive = processes().filter(({ isAlive }) => isAlive());
    return new URL(alive[(turn += 1) % alive.length]?.url ?? 'http://127.0.0.1:1');
  };
  const server = createServer((incoming, outgoing) => {
    const { port } = next();
    const { method, url, headers } = incoming;
    const going = ask({ host: '127.0.0.1', port, method, path: url, headers }, (answer: IncomingMessage) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.on('error', () => outgoing.destroy()).pipe(outgoing);
      answer.on('aborted', () => outgoing.destroy());
    });
    going.on('error', () => outgoing.destroy());
    outgoing.on('close', () => going.destroy());
    incoming.pipe(going);
  });
  server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    const { port } = next();
    const to = connect(Number(port), '127.0.0.1', () => {
      const lines = request.rawHeaders.flatMap((each, index, all) =>
        index % 2 === 0 ? `${each}: ${all[index + 1] ?? ''}` : [],
      );
      to.write(`${request.method} ${request.url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
      to.write(head);
      socket.pipe(to).pipe(socket);
    });
    for (const [one, other] of [
      [socket, to],
      [to, socket],
    ] as const) {
      sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    /** The next visitor goes to this one. */
    steer: (to: OneProcess) => {
      const alive = processes().filter(({ isAlive }) => isAlive());
      turn = alive.indexOf(to) - 1 + alive.length;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
