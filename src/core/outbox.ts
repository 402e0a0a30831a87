import type { ChatCommand } from '../protocol/commands.js';
import { toChatError, type ChatError } from '../protocol/errors.js';
import { createStore, type ReadonlyStore } from './store.js';

export interface OutboxOptions {
  readonly send: (command: ChatCommand, signal: AbortSignal) => Promise<void>;
  /** Called once per command that has an end: `error` is absent when the backend has it. */
  readonly settled: (command: ChatCommand, error?: ChatError) => void;
}

/** What is to be sent, in the order it was said: one in flight, and a failure never blocks the next. */
export interface Outbox {
  /** The command that is being sent. */
  readonly current: ReadonlyStore<ChatCommand | undefined>;
  readonly add: (command: ChatCommand) => void;
  /** Sends a failed command again, with the id it always had. False when it is not known to have failed. */
  readonly retry: (id: string) => boolean;
  readonly remove: (id: string) => void;
  /** Gives up the one in flight. */
  readonly abort: () => void;
  /** Gives up everything, silently. */
  readonly clear: () => void;
}

export function createOutbox({ send, settled }: OutboxOptions): Outbox {
  let queue: readonly ChatCommand[] = [];
  const failed = new Map<string, ChatCommand>();
  const current = createStore<ChatCommand | undefined>(undefined);
  let controller = new AbortController();

  async function run(): Promise<void> {
    const command = queue[0];
    if (!command || current.get()) return;
    queue = queue.slice(1);
    const mine = (controller = new AbortController());
    current.set(command);
    let error: ChatError | undefined;
    try {
      await send(command, mine.signal);
    } catch (reason) {
      error = toChatError(reason);
    }
    // Cleared meanwhile: this attempt belongs to a conversation that is gone.
    if (mine !== controller) return;
    if (error) failed.set(command.id, command);
    current.set(undefined);
    settled(command, error);
    void run();
  }

  const add = (command: ChatCommand): void => {
    queue = [...queue, command];
    void run();
  };

  return {
    current,
    add,
    retry(id) {
      const command = failed.get(id);
      if (!command) return false;
      failed.delete(id);
      add(command);
      return true;
    },
    remove(id) {
      failed.delete(id);
      queue = queue.filter((command) => command.id !== id);
    },
    abort: () => controller.abort(),
    clear() {
      queue = [];
      failed.clear();
      controller.abort();
      controller = new AbortController();
      current.set(undefined);
    },
  };
}
