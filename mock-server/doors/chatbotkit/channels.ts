import type { Clock } from '../../clock.js';
import { Problem } from '../../problem.js';
import { isObject, type JsonObject } from '../json.js';

/** Milliseconds that a function of the page may take. */
const PATIENCE = 60_000;

/** What a page says of a function that it was asked to run. */
export type ChannelMessage =
  { readonly result: unknown } | { readonly error: string } | { readonly abort: true; readonly reason?: string };

/** Where the bot waits for what the pages' functions say. A channel is one conversation's, and takes one message. */
export interface Channels {
  /** Waits for the message; undefined when the signal is aborted first. */
  readonly wait: (conversation: string, channel: string, signal: AbortSignal) => Promise<ChannelMessage | undefined>;
  /** Whether anybody waited for it there. */
  readonly publish: (conversation: string, channel: string, message: ChannelMessage) => boolean;
}

export function createChannels({ sleep }: Clock): Channels {
  const waiting = new Map<string, (message: ChannelMessage) => void>();
  const nameOf = (conversation: string, channel: string) => `${conversation} ${channel}`;
  return {
    async wait(conversation, channel, signal) {
      const name = nameOf(conversation, channel);
      if (waiting.has(name)) return { error: 'Another function is waited for on that channel.' };
      const over = new AbortController();
      const heard = new Promise<ChannelMessage | undefined>((resolve) => {
        waiting.set(name, resolve);
        if (signal.aborted) resolve(undefined);
        else signal.addEventListener('abort', () => resolve(undefined), { once: true, signal: over.signal });
        void sleep(PATIENCE, over.signal).then(() => resolve({ error: 'The function did not answer in time.' }));
      });
      return heard.finally(() => {
        waiting.delete(name);
        over.abort();
      });
    },
    publish(conversation, channel, message) {
      const resolve = waiting.get(nameOf(conversation, channel));
      waiting.delete(nameOf(conversation, channel));
      resolve?.(message);
      return resolve !== undefined;
    },
  };
}

const words = (value: unknown): string =>
  typeof value === 'string' ? value : isObject(value) && typeof value['message'] === 'string' ? value['message'] : JSON.stringify(value); // prettier-ignore

/** What was published: `{ message: { result } }`, `{ message: { error } }` or `{ message: { abort: true } }`. */
export function readChannelMessage({ message }: JsonObject): ChannelMessage {
  if (isObject(message)) {
    const { abort, reason, error } = message;
    if (abort === true) return { abort, ...(typeof reason === 'string' && { reason }) };
    if (error !== undefined && error !== null) return { error: words(error) };
    if (Object.hasOwn(message, 'result')) return { result: message['result'] };
  }
  throw new Problem(400, 'bad-request', 'A “message” has a “result”, an “error”, or “abort”: true.');
}
