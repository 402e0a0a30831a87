import { chunksOf } from '../../mock-server/bot/words.js';
import { TransportError, type ChatErrorOptions } from '../../src/protocol/errors.js';
import type { ChatEvent } from '../../src/protocol/events.js';
import type { MemoryServer } from '../../src/transports/memory/memory-transport.js';
import type { Road } from './exchange.js';
import type { Page } from './page.js';

const broken = (options: ChatErrorOptions) => new TransportError('unreachable', 'The road is broken.', options);

/** A function that never answers is one that thinks; this one asks a server, and gives up. */
const GIVES_UP = 30_000;

/** The bot in a function, over the same bad road: what is said twice is answered twice, and acted on once. */
export function memoryServerFor(page: Page, session: () => string, { time, weather, server }: Road): MemoryServer {
  const { strikes } = weather;
  const arrive = () => new Promise<void>((resolve) => time.after(weather.latency(), () => page.run(resolve)));

  const silence = async (): Promise<never> => {
    await new Promise<void>((resolve) => page.after(GIVES_UP, resolve));
    throw new TransportError('timeout', 'It was silent.', { outcome: 'unknown' });
  };

  return async (command, send) => {
    const emit = (event: ChatEvent) => page.run(() => send(event));
    if (!weather.online()) throw broken({ outcome: 'not-sent' });
    await time.sleep(weather.latency());
    if (!weather.online() || strikes('lost before it arrived')) throw broken({ outcome: 'unknown' });
    if (strikes('silence before it arrived')) return silence();
    if (strikes('status 429') || strikes('status 503'))
      throw new TransportError('rate-limited', 'Too many.', { outcome: 'not-sent', retryAfter: 3_000 });
    if (strikes('status 500')) throw new TransportError('server-error', 'Broken.', { outcome: 'unknown' });
    if (strikes('arrives twice')) await server.act(session(), command);
    const answer = (await server.act(session(), command)).reply.ready ?? {};
    await arrive();
    if (!weather.online() || strikes('lost after it arrived')) throw broken({ outcome: 'unknown' });
    if (strikes('silence after it arrived')) return silence();
    if (strikes('status 500 after it arrived'))
      throw new TransportError('server-error', 'Broken.', { outcome: 'unknown' });
    if (answer.silent) return;

    const id = `${command.id}.reply`;
    const chunks = chunksOf(answer.text ?? '');
    const cut = strikes('cut in the middle') || strikes('silence in the middle') ? chunks.length >> 1 : chunks.length;
    if (cut === chunks.length) {
      emit({
        type: 'message-added',
        message: {
          id,
          author: 'bot',
          parts: [{ type: 'text', text: answer.text ?? '' }],
          delivery: 'delivered',
          streaming: false,
        },
      });
      return;
    }
    emit({ type: 'message-started', id, author: 'bot' });
    for (const delta of chunks.slice(0, cut)) emit({ type: 'text-delta', id, delta });
    await arrive();
    emit({ type: 'message-interrupted', id });
    throw broken({ outcome: 'unknown' });
  };
}
