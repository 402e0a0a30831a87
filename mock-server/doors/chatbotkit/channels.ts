import type { Backend } from '../../backend.js';
import type { Conversation } from '../../conversations.js';
import { Problem } from '../../problem.js';
import { isObject, type JsonObject } from '../json.js';

/** Milliseconds that a function of the page may take. */
const PATIENCE = 60_000;

/** What a page says of a function that it was asked to run. */
export type ChannelMessage =
  { readonly result: unknown } | { readonly error: string } | { readonly abort: true; readonly reason?: string };

/** Somebody waits at a channel; undefined is that the signal was aborted first. */
export interface Ear {
  readonly heard: Promise<ChannelMessage | undefined>;
}

/** Where the bot waits for what the pages' functions say. A channel is one conversation's, and takes one message. */
export interface Channels {
  /** Waits from when this is there. */
  readonly listen: (conversation: string, channel: string, signal: AbortSignal) => Promise<Ear>;
  /** Whether anybody waited for it there, in whichever process. */
  readonly publish: (conversation: string, channel: string, message: ChannelMessage) => Promise<boolean>;
}

/** A message on its way to whoever waits, as a sign in their room. */
interface Sign extends JsonObject {
  readonly listener: string;
  readonly message: ChannelMessage;
}

export function createChannels({ clock, conversations, shelves }: Backend): Channels {
  /** Who waits at a channel. */
  const listeners = shelves.shelf<string>('channels');
  /** Nobody else may hold on to a room between the message that asks and the one that goes on. */
  const rooms = new Map<string, Conversation>();
  const nameOf = (conversation: string, channel: string) => `${conversation} ${channel}`;
  return {
    async listen(conversation, channel, signal) {
      const me = crypto.randomUUID();
      const name = nameOf(conversation, channel);
      const room = await conversations.join('chatbotkit', conversation);
      const over = new AbortController();
      const release = room.hold();
      rooms.set(me, room);
      function end(): void {
        over.abort();
        release();
        rooms.delete(me);
      }
      const heard = new Promise<ChannelMessage | undefined>((resolve) => {
        const unheed = room.heed((sign) => (sign as Sign).listener === me && resolve((sign as Sign).message));
        over.signal.addEventListener('abort', unheed);
        if (signal.aborted) resolve(undefined);
        else signal.addEventListener('abort', () => resolve(undefined), { once: true, signal: over.signal });
        void clock.sleep(PATIENCE, over.signal).then(() => resolve({ error: 'The function did not answer in time.' }));
      });
      const first = await listeners.first(name, me, PATIENCE).catch((reason: unknown) => {
        end();
        throw reason;
      });
      if (first !== me) {
        end();
        return { heard: Promise.resolve({ error: 'Another function is waited for on that channel.' }) };
      }
      return {
        heard: heard.finally(() => {
          end();
          // Where it cannot be reached now, it is over by itself.
          listeners.remove(name).catch(() => {});
        }),
      };
    },
    async publish(conversation, channel, message) {
      const name = nameOf(conversation, channel);
      const listener = await listeners.get(name);
      if (listener === undefined || !(await listeners.remove(name))) return false;
      const room = await conversations.join('chatbotkit', conversation);
      room.signal({ listener, message } satisfies Sign);
      return true;
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
