import type { ChatCommand } from '../../src/protocol/commands.js';
import { TransportError } from '../../src/protocol/errors.js';
import type { Emit } from '../../src/protocol/events.js';
import type { Answer } from './answer.js';
import { answer } from './bot.js';
import { chunksOf, wordsIn } from './words.js';

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

async function* speak(text: string, pace: number, signal: AbortSignal): AsyncGenerator<string> {
  for (const chunk of chunksOf(text)) {
    signal.throwIfAborted();
    yield chunk;
    await pause(pace, signal);
  }
}

function announce({ suggestions, handoff, permission, ended }: Answer, id: string, emit: Emit, now: () => number) {
  if (suggestions) emit({ type: 'message-updated', id, patch: { suggestions } });
  if (handoff) emit({ type: 'handoff-changed', handoff: 'requested', ...handoff });
  if (permission) emit({ type: 'permission-requested', request: { permission, askedAt: now() } });
  if (ended) emit({ type: 'conversation-ended' });
}

/** Between two things that happen, so that they can be followed. */
const BREATHS = 60;

async function happenings({ happens = [] }: Answer, emit: Emit, pace: number, signal: AbortSignal): Promise<void> {
  for (const event of happens) {
    emit(event);
    await pause(pace * BREATHS, signal);
  }
}

async function show({ parts = [], steps = [] }: Answer, id: string, emit: Emit, pace: number, signal: AbortSignal) {
  for (const part of parts) emit({ type: 'part-added', id, part });
  for (const part of steps) {
    emit({ type: 'part-added', id, part });
    await pause(pace * BREATHS, signal);
  }
}

/** The bot as a server in a function: the page talks to it without any network, and it streams word by word. */
export function createMemoryBot({ pace = PACE, now = Date.now }: MemoryBotOptions = {}) {
  return async (command: ChatCommand, emit: Emit, signal: AbortSignal): Promise<void> => {
    const said = answer(command);
    if (said.delay) await pause(said.delay, signal);
    signal.throwIfAborted();
    if (said.fail)
      throw new TransportError('server-error', `The bot broke with status ${said.fail}.`, { status: said.fail });
    if (said.silent) return happenings(said, emit, pace, signal);
    const id = `${command.id}.reply`;
    emit({ type: 'message-started', id, author: 'bot', createdAt: now() });
    try {
      for await (const delta of speak(said.thoughts ?? '', pace * 4, signal))
        emit({ type: 'text-delta', id, delta, to: 'reasoning' });
      for await (const delta of speak(wordsIn(said), pace, signal)) emit({ type: 'text-delta', id, delta });
      await show(said, id, emit, pace, signal);
      announce(said, id, emit, now);
    } finally {
      emit({ type: 'message-completed', id });
    }
    for (const call of said.calls ?? []) emit({ type: 'tool-called', call: { ...call, messageId: id } });
    await happenings(said, emit, pace, signal);
  };
}

/** `createMemoryBot()` as it comes: give it to the memory transport. */
export const memoryBot = createMemoryBot();
