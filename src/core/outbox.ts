import type { Platform } from '../platform/platform.js';
import type { ChatCommand } from '../protocol/commands.js';
import { ChatError, toChatError, TransportError } from '../protocol/errors.js';
import { isRoad, judge, waitFor } from './resend.js';
import { createStore, type ReadonlyStore } from './store.js';

/** A command that waits, and how often it was tried, in this page or an earlier one. */
export interface Queued {
  readonly command: ChatCommand;
  readonly attempts: number;
}
/** Why nothing is sent at the moment. */
export interface Pause {
  readonly error: ChatError;
  /** Milliseconds until the next attempt. */
  readonly retryIn: number;
}
export interface OutboxOptions {
  readonly platform: Pick<Platform, 'after' | 'attention' | 'elapsed' | 'random'>;
  readonly send: (command: ChatCommand, signal: AbortSignal) => Promise<void>;
  /** Gets a new token or session for the one that was refused. Rejects with the reason when there is none. */
  readonly renew: (refused: ChatError) => Promise<void>;
  /** Whether the backend has it; `undefined` when nobody can tell. */
  readonly reconcile: (id: string, signal: AbortSignal) => Promise<boolean | undefined>;
  readonly idempotent: () => boolean;
  /** Settles when it is known what the backend can do. Rejects while nobody is there. */
  readonly acquainted: () => Promise<void>;
  /** Writes down that it may be sent from now on; the first byte waits for that. */
  readonly attempting: (queued: Queued) => Promise<void>;
  /** Called once per command that has an end: `error` is absent when the backend has it. */
  readonly settled: (command: ChatCommand, error?: ChatError) => void;
  /** Whether this id was said before that one. */
  readonly precedes: (id: string, other: string) => boolean;
  /** First wait between two attempts, in milliseconds. */
  readonly backoff: number;
}

/** What is to be sent, in the order it was said: one in flight, and a failure never blocks the next. */
export interface Outbox {
  /** The command that is being sent. */
  readonly current: ReadonlyStore<ChatCommand | undefined>;
  /** Why the current one waits for its next attempt. */
  readonly pause: ReadonlyStore<Pause | undefined>;
  /** Settles when the command has an end. One that is known already is not sent twice. */
  readonly add: (command: ChatCommand, attempts?: number) => Promise<void>;
  /** A command that failed in an earlier page: it may be sent again by hand. */
  readonly hold: (command: ChatCommand) => void;
  /** Sends a failed command again, with the id it always had. False when it is not known to have failed. */
  readonly retry: (id: string) => boolean;
  readonly remove: (id: string) => void;
  /** Whether it waits, is on its way, has failed, or had its end here. */
  readonly knows: (id: string) => boolean;
  /** Whether it waits, is on its way, or has failed: it may still be sent. */
  readonly awaits: (id: string) => boolean;
  /** Gives up the one in flight. */
  readonly abort: () => void;
  /** The next attempt is made now, unless the server asked for the wait. */
  readonly wake: () => void;
  /** Another tab is about to send it, which may be gone before it is done; or it has had its end there. */
  readonly mark: (id: string, isTried: boolean) => void;
  /** Nothing is sent for so many milliseconds: the server said so, maybe to another tab. */
  readonly heed: (wait: number) => void;
  /** Somebody else sends from now on: nothing is known here any more, and nothing has an end. */
  readonly rest: () => void;
  readonly go: () => void;
  /** Gives up everything, silently. */
  readonly clear: () => void;
}

/** The server asked for a wait that is not over. */
const patienceAsked = (): ChatError =>
  new TransportError('rate-limited', 'The server asked for a wait.', { outcome: 'not-sent', retryAfter: 1 });

/** How many ids of commands that have an end are remembered: two tabs may hand over the same one. */
const REMEMBERED = 500;

export function createOutbox(options: OutboxOptions): Outbox {
  const { platform, send, settled, idempotent } = options;
  let queue: Queued[] = [];
  const failed = new Map<string, ChatCommand>();
  /** How often each command that has no end yet was tried, as far as is known here: no record need have said so. */
  const tried = new Map<string, number>();
  const ends = new Map<string, () => void>();
  const endings = new Map<string, Promise<void>>();
  const current = createStore<ChatCommand | undefined>(undefined);
  const pause = createStore<Pause | undefined>(undefined);
  let controller = new AbortController();
  let resting = false;
  /** By the clock that only goes forward. */
  let notBefore = 0;
  let hurry = (): void => {};

  function heed(wait: number): void {
    notBefore = Math.max(notBefore, platform.elapsed() + wait);
  }
  /** Waits, until it is worth trying again sooner. */
  async function wait(error: ChatError, retryIn: number, signal: AbortSignal): Promise<void> {
    // It may have been given up while the backend was asked about it.
    if (signal.aborted) return;
    if (error.retryAfter !== undefined) heed(retryIn);
    pause.set({ error, retryIn });
    await new Promise<void>((resolve) => {
      const end = (): void => {
        cancel();
        unwatch();
        signal.removeEventListener('abort', end);
        hurry = () => {};
        pause.set(undefined);
        resolve();
      };
      const sooner = (): void => {
        if (error.retryAfter === undefined) end();
      };
      const cancel = platform.after(retryIn, end);
      const unwatch = platform.attention.onWake(sooner);
      signal.addEventListener('abort', end);
      hurry = sooner;
    });
  }

  const stopped = (): ChatError => new ChatError('aborted', 'Stopped before it was sent.', { outcome: 'not-sent' });

  /** Settles with the reason for which it has failed for good. */
  async function deliver({ command, attempts: before }: Queued, signal: AbortSignal): Promise<ChatError | undefined> {
    let attempts = before;
    /** What was under way when an earlier page ended may have arrived. */
    let isDoubtful = before > 0;
    async function settleDoubt(): Promise<void> {
      await options.acquainted();
      if (!idempotent())
        throw new TransportError('unconfirmed', 'It was being sent when the page ended.', { outcome: 'unknown' });
      isDoubtful = false;
    }
    async function attempt(): Promise<ChatError | undefined> {
      try {
        if (platform.elapsed() < notBefore) await wait(patienceAsked(), notBefore - platform.elapsed(), signal);
        if (isDoubtful && !signal.aborted) await settleDoubt();
        if (signal.aborted) return stopped();
        tried.set(command.id, ++attempts);
        await options.attempting({ command, attempts });
        if (signal.aborted) return stopped();
        await send(command, signal);
        return undefined;
      } catch (reason) {
        return toChatError(reason);
      }
    }

    let error = await attempt();
    let answered = 0;
    let since: number | undefined;
    let renewed = false;
    for (let failures = 0; error && !signal.aborted; failures++) {
      if (!isRoad(error)) {
        answered++;
        since ??= platform.elapsed();
      }
      const age = since === undefined ? 0 : platform.elapsed() - since;
      const verdict = judge({ error, answered, age, renewed, idempotent: idempotent() });
      if (verdict === 'give-up') return error;
      if (verdict === 'renew') {
        renewed = true;
        const refused = await options.renew(error).then(() => undefined, toChatError);
        if (refused) return refused;
      } else {
        const arrived = verdict === 'reconcile' ? await reconciled(command.id, signal) : false;
        if (arrived) return undefined;
        if (arrived === undefined) return unconfirmed(error);
        isDoubtful &&= verdict !== 'reconcile';
        await wait(error, waitFor(error, failures, options.backoff, platform.random), signal);
      }
      if (signal.aborted) break;
      error = await attempt();
    }
    return error;
  }
  const reconciled = (id: string, signal: AbortSignal): Promise<boolean | undefined> =>
    options.reconcile(id, signal).catch(() => undefined);
  const unconfirmed = (error: ChatError): ChatError =>
    error.outcome === 'unknown' && error.code !== 'unconfirmed'
      ? new TransportError('unconfirmed', `It may have arrived: ${error.message}`, { cause: error, outcome: 'unknown' })
      : error;

  async function run(): Promise<void> {
    const queued = current.get() || resting ? undefined : queue.shift();
    if (!queued) return;
    const mine = (controller = new AbortController());
    const { command } = queued;
    current.set(command);
    const error = await deliver(queued, mine.signal);
    // Cleared or put to rest meanwhile: this attempt counts no more.
    if (mine !== controller) return;
    if (error) failed.set(command.id, command);
    current.set(undefined);
    end(command, error);
    void run();
  }
  function end(command: ChatCommand, error?: ChatError): void {
    tried.delete(command.id);
    settled(command, error);
    ends.get(command.id)?.();
    ends.delete(command.id);
  }
  function leave(): void {
    controller.abort();
    controller = new AbortController();
    current.set(undefined);
  }

  function forget(): void {
    queue = [];
    failed.clear();
    ends.clear();
    endings.clear();
  }

  function add(command: ChatCommand, attempts = 0): Promise<void> {
    const known = endings.get(command.id);
    if (known) return known;
    const ending = new Promise<void>((resolve) => ends.set(command.id, resolve));
    endings.set(command.id, ending);
    for (const id of endings.keys()) {
      if (endings.size <= REMEMBERED) break;
      if (!ends.has(id)) endings.delete(id);
    }
    // What comes late, from a tab that had been away, was not said late.
    let at = queue.length;
    while (at > 0 && options.precedes(command.id, queue[at - 1]?.command.id ?? '')) at--;
    queue.splice(at, 0, { command, attempts: Math.max(attempts, tried.get(command.id) ?? 0) });
    void run();
    return ending;
  }

  return {
    current,
    pause,
    add,
    hold: (command) => void failed.set(command.id, command),
    retry(id) {
      const command = failed.get(id);
      if (!command) return false;
      failed.delete(id);
      endings.delete(id);
      void add(command);
      return true;
    },
    remove(id) {
      failed.delete(id);
      queue = queue.filter(({ command }) => command.id !== id);
      // One that waits for its next attempt is given up; one that is on the road cannot be called back.
      if (current.get()?.id === id && pause.get()) {
        leave();
        void run();
      }
    },
    knows: (id) => endings.has(id) || failed.has(id),
    awaits: (id) => ends.has(id) || failed.has(id),
    abort: () => controller.abort(),
    wake: () => hurry(),
    mark: (id, isTried) => void (isTried ? tried.set(id, 1) : tried.delete(id)),
    heed,
    rest() {
      resting = true;
      leave();
      forget();
    },
    go() {
      resting = false;
      void run();
    },
    clear() {
      for (const resolve of ends.values()) resolve();
      leave();
      forget();
      tried.clear();
    },
  };
}
