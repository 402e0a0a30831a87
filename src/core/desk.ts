import type { Platform } from '../platform/platform.js';
import type { ChatCommand } from '../protocol/commands.js';
import { toChatError, TransportError, type ChatError } from '../protocol/errors.js';
import type { ChatEvent, Emit } from '../protocol/events.js';
import type { Message } from '../protocol/message.js';
import type { Session } from '../protocol/session.js';
import type { Transport } from '../protocol/transport.js';
import type { Kept } from './kept.js';
import { createOutbox, type Outbox, type OutboxOptions, type Pause, type Queued } from './outbox.js';
import type { Room } from './room.js';

export interface DeskOptions {
  readonly transport: Transport;
  readonly platform: Platform;
  readonly room: Room;
  /** Asks the backend to speak first, once per conversation. */
  readonly launch: boolean;
  /** First wait between two attempts, in milliseconds. */
  readonly backoff: number;
  /** What happens, for all tabs. */
  readonly receive: Emit;
  readonly kept: Kept;
  readonly launched: (launched: boolean) => void;
  /** It is sent now: whoever leads next has to know, and the record may not have been written. */
  readonly trying: (id: string) => void;
  /** Nobody is told of a failure but the developer, and the banner where no message shows it. */
  readonly report: (error: ChatError, command?: ChatCommand) => void;
  readonly changed: () => void;
  /** A message arrived, its files need not be held any more. */
  readonly arrived: (id: string) => void;
}

/** What comes with a command that is handed over. */
export interface Handed {
  readonly attempts: number;
  /** The session it was said in. */
  readonly sessionId: string;
  /** Its bubble and where it stands, for a leader that was not there when it was said. */
  readonly shown?: Message | undefined;
  readonly place?: number;
}

/** What is only asked by the page itself, or means nothing after a reload. */
const fleeting: ReadonlySet<ChatCommand['type']> = new Set([
  'launch',
  'restart',
  'report-action',
  'tool-result',
  'erase-data',
  'end-session',
]);
/** Survives the page: its record is written before its first byte is sent. */
export const outlives = ({ type }: ChatCommand): boolean => !fleeting.has(type);

/** How long the backend has to say that it forgot the visitor, in milliseconds. */
const ERASURE = 10_000;

/** Where the leading tab talks to the backend: one connection, one line of commands. */
export type Desk = ReturnType<typeof createDesk>;

export function createDesk(options: DeskOptions) {
  const { transport, platform, launch, receive, report } = options;
  const { conversation, session, activity } = options.room;
  /** What was taken away: a tab that was away meanwhile may still have it. */
  const removed = new Set<string>();
  let opening: Promise<void> | undefined;
  /** Counts connections: what an earlier one says late is not listened to. */
  let connection = 0;
  let saidWaiting = false;
  /** The launch that is on its way. */
  let launching: string | undefined;
  /** The tab that spoke last: it is where the visitor is. */
  let speaker: string | undefined;

  const road: OutboxOptions = {
    platform,
    backoff: options.backoff,
    idempotent: () => transport.capabilities?.idempotent ?? false,
    async acquainted() {
      await connect();
      if (!transport.capabilities?.idempotent && conversation.state.get().connection !== 'open')
        throw new TransportError('unreachable', 'There is no connection yet.', { outcome: 'not-sent' });
    },
    attempting: async ({ command, attempts }: Queued) => {
      if (!outlives(command)) return;
      const shown = conversation.read(command.id);
      const createdAt = shown?.createdAt ?? platform.now();
      const place = options.room.place(command.id);
      await options.kept.command({ command, sessionId: session.get().id, createdAt, attempts, place, hidden: !shown });
      options.trying(command.id);
    },
    async send(command, signal) {
      await connect();
      const before = conversation.state.get().streaming;
      try {
        await transport.send(command, signal);
      } catch (reason) {
        if (!signal.aborted) interrupt(before);
        throw reason;
      }
    },
    precedes(id, other) {
      const ids = conversation.order.get();
      const index = ids.lastIndexOf(id);
      return index >= 0 && index < ids.lastIndexOf(other);
    },
    renew: (refused) => transport.renew?.() ?? Promise.reject(refused),
    reconcile: async (id, signal) => transport.reconcile?.(id, signal),
    settled(command, error) {
      if (saidWaiting) receive({ type: 'connection-changed', state: 'open' });
      if (command.id === launching) {
        launching = undefined;
        options.launched(!error);
      }
      const delivery = error ? 'failed' : 'delivered';
      receive({ type: 'delivery-changed', id: command.id, delivery, ...(error ? { reason: error.code } : {}) });
      if (!error) {
        options.arrived(command.id);
        // Of a launch there is no record, but its greeting is to be written now, too.
        options.kept.removeCommand(command.id);
        return;
      }
      if (error.code !== 'aborted') report(error, command);
    },
  };
  const outbox = createOutbox(road);
  /** A backend may wait for a result before it has done with the message that led to the call. */
  const results = createOutbox(road);
  const boxes: readonly Outbox[] = [outbox, results];
  for (const { current, pause } of boxes) {
    current.subscribe(options.changed);
    pause.subscribe(tellPause);
  }

  /** What a socket says of itself, a backend over HTTP says by not being there. */
  function tellPause(pause: Pause | undefined): void {
    if (!pause || !['open', 'waiting'].includes(conversation.state.get().connection)) return;
    if (conversation.state.get().connection === 'waiting' && !saidWaiting) return;
    const { error, retryIn } = pause;
    const asked = error.retryAfter !== undefined;
    receive({ type: 'connection-changed', state: 'waiting', retryIn, reason: error.code, ...(asked ? { asked } : {}) });
    saidWaiting = true;
  }

  function hear(event: ChatEvent): void {
    if (event.type === 'connection-changed') {
      saidWaiting = false;
      if (event.state !== 'open' && event.state !== 'connecting') interrupt([]);
    }
    receive(event);
    if (event.type === 'connection-changed' && event.state === 'open') for (const box of boxes) box.wake();
  }
  /** Answers that were being spoken, besides those that another road carries. */
  function interrupt(others: readonly string[]): void {
    for (const id of conversation.state.get().streaming)
      if (!others.includes(id)) receive({ type: 'message-interrupted', id });
  }

  function connect(): Promise<void> {
    if (opening) return opening;
    const mine = ++connection;
    opening = (async () => {
      receive({ type: 'connection-changed', state: 'connecting' });
      await transport.open((event) => {
        if (mine === connection) hear(event);
      }, session.get());
    })().catch((reason: unknown) => {
      const error = toChatError(reason);
      // One that was hung up says nothing of the one after it.
      if (mine === connection) {
        opening = undefined;
        receive({ type: 'connection-changed', state: 'closed', reason: error.code });
      }
      throw error;
    });
    return opening;
  }
  async function hangUp(): Promise<void> {
    const connected = opening;
    opening = undefined;
    connection++;
    // What was never opened is not ours to close: the page may have given it to another chat meanwhile.
    if (connected) await transport.close().catch(() => undefined);
  }

  /** A page that is gone before the greeting came asks for it again, by the same id: it is said once for each session. */
  function begin(by: Session): void {
    const id = `${by.id}.launch`;
    if (!launch || activity.get().launched || launching === id) return;
    launching = id;
    // The session is kept from now on, without a greeting as yet.
    options.launched(false);
    void outbox.add({ type: 'launch', id });
  }

  function forget(): void {
    for (const box of boxes) box.clear();
    saidWaiting = false;
  }

  function show(message: Message | undefined): void {
    if (!message || conversation.read(message.id)) return;
    const { id } = message;
    receive(removed.has(id) ? { type: 'message-removed', id } : { type: 'message-added', message });
  }

  const deeds = {
    /** A bubble that another tab has, should it be unknown here. */
    show,
    /** `greet`: the visitor has said nothing yet. After their first words a greeting would come too late. */
    async open(greet: boolean): Promise<void> {
      if (greet) begin(session.get());
      for (const box of boxes) box.wake();
      // A launch on its way tells by itself why it failed.
      const told = outbox.current.get()?.type === 'launch';
      await connect().catch((reason: unknown) => {
        if (!told) report(toChatError(reason));
      });
    },
    send(command: ChatCommand, { attempts, sessionId, shown, place }: Handed): Promise<void> {
      const { id } = command;
      if (place !== undefined) options.room.place(id, place);
      show(shown);
      // An earlier leader, gone before it was done, said so: the answer was still on its way, the question was not.
      if (removed.has(id) || conversation.read(id)?.delivery === 'delivered') {
        options.kept.removeCommand(id);
        return Promise.resolve();
      }
      if (sessionId === session.get().id) return outbox.add(command, attempts);
      // Said to another session, which may have had it.
      outbox.hold(command);
      receive({ type: 'delivery-changed', id, delivery: 'failed', reason: 'stale' });
      return Promise.resolve();
    },
    result: (command: ChatCommand): Promise<void> => results.add(command),
    retry(id: string): void {
      if (outbox.retry(id)) receive({ type: 'delivery-changed', id, delivery: 'pending' });
    },
    remove(id: string): void {
      removed.add(id);
      outbox.remove(id);
      options.kept.removeCommand(id);
      receive({ type: 'message-removed', id });
    },
    stop(): void {
      const { streaming } = conversation.state.get();
      const asked = outbox.current.get();
      // An answer that has begun is evidence that the question arrived.
      if (asked && streaming.length) receive({ type: 'delivery-changed', id: asked.id, delivery: 'delivered' });
      outbox.abort();
      for (const id of streaming) receive({ type: 'message-completed', id });
    },
    /** The old session is over by its own time; what was said stays. */
    renew(next: Session): void {
      void outbox.add({ type: 'restart', id: platform.newId(), session: next });
    },
    restart(next: Session): void {
      forget();
      void options.kept.clear();
      void outbox.add({ type: 'restart', id: platform.newId(), session: next });
      options.launched(false);
      begin(next);
    },
    /** Whether the backend says that it forgot the visitor, too. */
    async erase(): Promise<boolean> {
      forget();
      const erased = await forgotten();
      await options.kept.clear();
      return erased;
    },
    disconnect: async (): Promise<void> => {
      await hangUp();
      // Dialled again meanwhile: that one tells how it stands.
      if (!opening) receive({ type: 'connection-changed', state: 'closed' });
    },
  };
  async function forgotten(): Promise<boolean> {
    const controller = new AbortController();
    const cancel = platform.after(ERASURE, () => controller.abort());
    try {
      await connect();
      await transport.send({ type: 'erase-data', id: platform.newId() }, controller.signal);
      return transport.capabilities?.erasure ?? false;
    } catch {
      return false;
    } finally {
      cancel();
    }
  }

  return {
    /** What other tabs may ask for; `by` is the one that asks. */
    deedsFor(by: string): typeof deeds {
      const spoke = (): void => void (speaker = by);
      return {
        ...deeds,
        open: (greet) => (spoke(), deeds.open(greet)),
        send: (...said) => (spoke(), deeds.send(...said)),
        retry: (id) => (spoke(), deeds.retry(id)),
      };
    },
    /** Where the visitor spoke last. */
    speaker: () => speaker,
    /** A tab that came after the one where they spoke had gone. */
    inherit: (id: string) => void (speaker = id),
    atWork: (): boolean => outbox.current.get() !== undefined,
    /** Another tab sends it. */
    tried: (id: string): void => outbox.mark(id, true),
    /** What another tab was told by the server holds for this one, should it lead. */
    heed(event: ChatEvent): void {
      if (event.type === 'delivery-changed' && event.delivery !== 'pending') outbox.mark(event.id, false);
      if (event.type === 'message-removed') removed.add(event.id);
      if (event.type === 'connection-changed' && event.asked) for (const box of boxes) box.heed(event.retryIn ?? 0);
    },
    /** What an earlier page, or an earlier leader, had in its line. */
    hold: (command: ChatCommand) => outbox.hold(command),
    knows: (id: string): boolean => outbox.knows(id),
    awaits: (id: string): boolean => outbox.awaits(id),
    go(): void {
      for (const box of boxes) box.go();
    },
    /** Another tab leads: nothing is sent from here. */
    async rest(): Promise<void> {
      for (const box of boxes) box.rest();
      await hangUp();
    },
    async close(): Promise<void> {
      forget();
      await hangUp();
    },
  };
}
