import { setTimeout as sleep } from 'node:timers/promises';
import { createChatServer } from '../../mock-server/chat-server/chat-server.js';

/** What a server under load tells of itself: bytes, and microseconds of CPU. */
export interface Vitals {
  readonly rss: number;
  readonly heap: number;
  readonly cpu: number;
}

const [tokens = 50, pace = 20] = process.argv.slice(2).map(Number);

const server = await createChatServer({
  assets: false,
  rateLimit: 0,
  apiKey: 'bench',
  async *answer({ text }) {
    yield `${text}:`;
    for (let token = 1; token <= tokens; token += 1) {
      await sleep(pace);
      yield ` ${token}`;
    }
  },
});

process.on('message', () => {
  globalThis.gc?.();
  const { rss, heapUsed: heap } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  process.send?.({ rss, heap, cpu: user + system } satisfies Vitals);
});
process.on('disconnect', () => process.exit());
process.send?.({ url: server.url });
