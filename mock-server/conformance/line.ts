import { WebSocket } from 'ws';
import { claim, type Ground } from './rule.js';

/** A socket, and everything that was heard on it. */
export interface Line {
  /** Texts as they came, oldest first. */
  readonly heard: readonly string[];
  /** The close code; undefined as long as it is open. */
  readonly code: () => number | undefined;
  readonly say: (text: string) => void;
  /** The first thing found, now or later. Rejects with `otherwise` when the socket closes or the time is over. */
  readonly until: <T>(find: () => T | undefined, otherwise: string) => Promise<T>;
  readonly end: () => void;
}

/** Dials as the page would. Rejects when it is not let in. */
export async function dial(
  { target, signal }: Ground,
  url: string,
  protocols: readonly string[] = [],
): Promise<Line & { readonly protocol: string }> {
  const socket = new WebSocket(url.replace(/^http/, 'ws'), [...protocols], { origin: target.origin });
  const heard: string[] = [];
  let code: number | undefined;
  const waiting = new Set<() => void>();
  const wake = (): void => waiting.forEach((each) => each());
  const end = (): void => socket.terminate();
  socket.on('message', (data) => {
    heard.push(String(data));
    wake();
  });
  socket.on('close', (given) => {
    code = given;
    wake();
  });
  signal.addEventListener('abort', () => {
    wake();
    end();
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => resolve());
    socket.on('error', (error) => reject(new Error('The socket is not let in.', { cause: error })));
  });
  return {
    heard,
    protocol: socket.protocol,
    code: () => code,
    say: (text) => socket.send(text),
    async until(find, otherwise) {
      for (;;) {
        const found = find();
        if (found !== undefined) return found;
        claim(!signal.aborted, otherwise);
        claim(code === undefined, `${otherwise} The socket closed with ${code}.`);
        await new Promise<void>((resolve) => {
          const on = (): void => {
            waiting.delete(on);
            resolve();
          };
          waiting.add(on);
        });
      }
    },
    end,
  };
}
