import type { Config } from '../../src/config/config.js';
import type { Chat } from '../../src/core/chat.js';
import type { ReadonlyStore } from '../../src/core/store.js';
import type { ChatEvent } from '../../src/protocol/events.js';
import type { Message } from '../../src/protocol/message.js';
import type { Part, UnknownPart } from '../../src/protocol/part.js';

/** What an event says in words of ours, ids and numbers. Everything else may be somebody's, and is left out. */
const plain: ReadonlySet<string> = new Set([
  ...['id', 'about', 'author', 'delivery', 'state', 'code', 'reason', 'retryable', 'retryIn', 'attempt', 'cause'],
  ...['handoff', 'position', 'present', 'typing', 'resumes', 'streaming'],
]);
const plainly = (given: object): object =>
  Object.fromEntries(Object.entries(given).filter(([name]) => plain.has(name)));
const kindsOf = (parts: readonly (Part | UnknownPart)[]): readonly string[] => parts.map(({ type }) => type);
const outlineOf = (message: Message): object => ({ ...plainly(message), parts: kindsOf(message.parts) });

/** The rest of an event, as far as nobody's words, name or token is in it. */
const outlines: { readonly [name: string]: ((value: never) => unknown) | undefined } = {
  message: (value: Message | string) => (typeof value === 'string' ? undefined : outlineOf(value)),
  messages: (messages: readonly Message[]) => messages.map(outlineOf),
  part: ({ type }: Part | UnknownPart) => type,
  delta: ({ length }: string) => `${length} characters`,
  call: ({ id, name }: { readonly id: string; readonly name: string }) => ({ id, name }),
};
const outlined = (event: ChatEvent): object => ({
  ...plainly(event),
  ...Object.fromEntries(
    Object.entries(event).flatMap(([name, value]) => {
      const outline = Object.hasOwn(outlines, name) && outlines[name];
      return outline ? [[name, outline(value as never)]] : [];
    }),
  ),
});

/** Writes what happens on the console while the setting `verbose` is on, from `early` on. Its undo. */
export function logEvents(chat: Chat, config: ReadonlyStore<Config>, early: readonly ChatEvent[]): () => void {
  const log = (event: ChatEvent): void => {
    if (config.get().verbose) console.debug(`[chat-widget] ${event.type}`, outlined(event));
  };
  for (const event of early) log(event);
  return chat.on(log);
}
