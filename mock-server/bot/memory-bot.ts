import type { ChatCommand } from '../../src/protocol/commands.js';
import { TransportError } from '../../src/protocol/errors.js';
import type { Emit } from '../../src/protocol/events.js';
import type { Answer } from './answer.js';
import { answer } from './bot.js';

/** Milliseconds between two chunks: about as fast as a large model speaks. */
const PACE = 8;

export interface MemoryBotOptions {
  /** Milliseconds between two chunks. */
  readonly pace?: number;
  readonly now?: () => number;
}

/** Waits, or rejects with the signal's reason. */
const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const stop = () => (clearTimeout(timer), reject(signal.reason));
    const timer = setTimeout(() => (signal.removeEventListener('abort', stop), resolve()), ms);
    signal.addEventListener('abort', stop, { once: true });
  });

/** A text in the pieces a streaming backend would send: a word and the space after it. */
export const chunksOf = (text: string): readonly string[] => text.match(/\s*\S+\s*/g) ?? [];

async function* speak(text: string, pace: number, signal: AbortSignal): AsyncGenerator<string> {
  for (const chunk of chunksOf(text)) {
    signal.throwIfAborted();
    yield chunk;
    await pause(pace, signal);
  }
}

/** What can be said without a wire: markup becomes words, and a wire's own display its name. */
const wordsOf = ({ text, ssml = '', displays = [] }: Answer): string =>
  [
    text ?? ssml.replace(/<[^>]*>/g, '').replaceAll('&amp;', '&'),
    ...displays.map(({ type }) => `\`${type}\` is a display that only a stentor backend sends.`),
  ].join('\n\n');

function announce({ suggestions, handoff, permission, ended }: Answer, id: string, emit: Emit, now: () => number) {
  if (suggestions) emit({ type: 'message-updated', id, patch: { suggestions } });
  if (handoff) emit({ type: 'handoff-changed', handoff: 'requested', ...handoff });
  if (permission) emit({ type: 'permission-requested', request: { permission, askedAt: now() } });
  if (ended) emit({ type: 'conversation-ended' });
}

/** The bot as a server in a function: the page talks to it without any network, and it streams word by word. */
export function createMemoryBot({ pace = PACE, now = Date.now }: MemoryBotOptions = {}) {
  return async (command: ChatCommand, emit: Emit, signal: AbortSignal): Promise<void> => {
    const said = answer(command);
    if (said.delay) await pause(said.delay, signal);
    signal.throwIfAborted();
    if (said.fail)
      throw new TransportError('server-error', `The bot broke with status ${said.fail}.`, { status: said.fail });
    if (said.silent) return;
    const id = `${command.id}.reply`;
    emit({ type: 'message-started', id, author: 'bot', createdAt: now() });
    try {
      for await (const delta of speak(wordsOf(said), pace, signal)) emit({ type: 'text-delta', id, delta });
      for (const part of said.parts ?? []) emit({ type: 'part-added', id, part });
      announce(said, id, emit, now);
    } finally {
      emit({ type: 'message-completed', id });
    }
  };
}

/** `createMemoryBot()` as it comes: give it to the memory transport. */
export const memoryBot = createMemoryBot();
