import type { Platform } from '../platform/platform.js';
import { within } from '../platform/within.js';
import type { ChatCommand } from '../protocol/commands.js';
import type { ChatError } from '../protocol/errors.js';
import type { ChatEvent, Emit } from '../protocol/events.js';
import type { Session } from '../protocol/session.js';
import type { Transport } from '../protocol/transport.js';
import { createCalledTools } from './called-tools.js';
import { createDeltas } from './deltas.js';
import { createDesk } from './desk.js';
import { createDock, type Dock } from './dock.js';
import { createHeldFiles } from './held-files.js';
import type { Keeping } from './keeping.js';
import { createOrphans } from './orphans.js';
import { renumber } from './renumber.js';
import type { Room, Snapshot } from './room.js';
import { createSystemLines } from './system-lines.js';
import { createTakeover, HANDING_OVER } from './takeover.js';
import { createTogether, type Together } from './together.js';
import type { ToolHost } from './tool-host.js';

export interface LineOptions {
  readonly transport: Transport;
  readonly platform: Platform;
  readonly room: Room;
  readonly home: Keeping;
  /** The page's functions. */
  readonly toolHost: (() => Promise<ToolHost>) | undefined;
  /** Changes when the conversation does: what belongs to one that is gone comes no more. */
  readonly life: () => unknown;
  /** Asks the backend to speak first, once per conversation. */
  readonly launch: boolean;
  /** First wait between two attempts, in milliseconds. */
  readonly backoff: number;
  /** What happens here. */
  readonly receive: Emit;
  /** What happened in another tab; `actor` is the one whose page does something about it. */
  readonly apply: (event: ChatEvent, actor: string | undefined) => void;
  readonly report: (error: ChatError, command?: ChatCommand) => void;
  /** Another tab began the conversation anew. */
  readonly forget: (next: Session) => void;
  readonly changed: () => void;
}

/**
 * What stands between what is said and the backend: the dock of this tab, the tabs together, and the desk of the one
 * that leads. Nothing of it is needed to draw a chat: it is fetched while the visitor writes.
 */
export type Line = ReturnType<typeof createLine>;
/** What the leader does. */
type Deeds = ReturnType<ReturnType<typeof createDesk>['deedsFor']> & {
  readonly snapshot: () => Snapshot;
  readonly lookAgain: () => void;
};

/** What happened in one tab, as the others hear of it. */
interface Told {
  readonly event: ChatEvent;
  readonly actor: string | undefined;
  /** Where a new message stands: said once, by whoever heard it first. Each tab by itself would find another place. */
  readonly place?: number;
}

/** How many messages two tabs may have put into different orders: those that were said while they could not hear each other. */
const TAIL = 100;
/** How long a tab that comes waits for the leader to tell it what was said, in milliseconds. */
const WELCOME = 1_000;

export function createLine(options: LineOptions) {
  const { transport, platform, room, home, toolHost, life, receive, report, changed } = options;
  const { conversation, session, activity, draft, seen, stays, leaderBusy } = room;
  const { tabs, kept } = home;
  let closed = false;
  const leads = (): boolean => !closed && tabs.leads();

  const ours = { platform, receive, report, conversation: life };
  const addLines = createSystemLines({ ...ours, order: conversation.order.get, read: conversation.read });
  const tools =
    toolHost &&
    createCalledTools({
      ...ours,
      ...home,
      session,
      host: toolHost,
      message: conversation.read,
      messages: conversation.messages,
      lateResults: () => transport.capabilities?.lateResults ?? false,
      answer: (command) => ask('result', command),
      changed,
    });
  const files = createHeldFiles(transport, platform, receive);
  const desk = createDesk({
    ...options,
    kept,
    launched(launched) {
      activity.set({ ...activity.get(), launched });
      takeover.writeSession();
    },
    trying: (id) => tell('tried', id),
    arrived: files.arrived,
  });
  const takeover = createTakeover({
    room,
    desk,
    platform,
    kept,
    me: tabs.id,
    leads,
    receive,
    holds: (id) => dock.holds(id),
  });

  const orphans = createOrphans({
    platform,
    conversation,
    waits: () => dock.waits(),
    awaits: desk.awaits,
    hold: desk.hold,
    leads,
    receive,
  });

  /** Brings the messages behind the first `from` into this order. */
  const arrange = (ids: readonly string[], from?: number): void =>
    conversation.load(
      ids.flatMap((id) => conversation.read(id) ?? []),
      conversation.state.get(),
      from,
    );

  /** What other tabs say. */
  const words = {
    event({ event, actor, place }: Told): void {
      if (place !== undefined && event.type === 'message-added') room.after(room.place(event.message.id, place));
      options.apply(event, actor);
      desk.heed(event);
      if (event.type !== 'message-added' || event.message.author !== 'user' || !leads()) return;
      together?.tell('tail', conversation.order.get().slice(-TAIL));
      orphans.watch();
    },
    tail(ids: readonly string[]): void {
      arrange(ids, ids.length < TAIL ? 0 : Math.max(0, conversation.order.get().lastIndexOf(ids[0] ?? '')));
    },
    led(ids: readonly string[]): void {
      arrange(ids);
      renumber(conversation);
    },
    tried: (id: string): void => desk.tried(id),
    busy(next: boolean): void {
      leaderBusy.set(next);
      changed();
    },
    draft: (text: string): void => room.hearing(() => draft.set(text)),
    seen: (at: number): void => room.hearing(() => seen.set(at)),
    consent: (word: readonly [string, boolean, (boolean | undefined)?]): void => tools?.heed(...word),
    stopped: (): void => tools?.stop(),
    restarted: (next: Session): void => options.forget(next),
  };
  let together: Together<Deeds, typeof words> | undefined;
  const ask: Together<Deeds, typeof words>['ask'] = (deed, ...args) =>
    together ? together.ask(deed, ...args) : Promise.resolve();
  const tell: Together<Deeds, typeof words>['tell'] = (word, value) => {
    deltas.flush();
    together?.tell(word, value);
  };
  const deltas = createDeltas(platform, (event) => together?.tell('event', { event, actor: undefined }));

  /** What the leader tells a tab that comes. What happens after its word is told as it happens. */
  async function greeted(): Promise<boolean> {
    const [own, typed] = [session.get(), draft.get()];
    const known = (await ask('snapshot').catch(() => undefined)) as Snapshot | undefined;
    if (!known || closed || leads()) return false;
    // One that was slow to answer has not heard of another conversation yet, nor of what is being written.
    if (session.get() !== own) return greeted();
    const isTyped = draft.get() !== typed;
    room.load(isTyped ? { ...known, draft: '' } : known);
    if (isTyped) tell('draft', draft.get());
    changed();
    handOver(new Set(known.messages.map(({ id }) => id)));
    return true;
  }
  /** The leader may have come after those who said it, and found nothing of it written down. */
  function handOver(heard?: ReadonlySet<string>): void {
    for (const message of conversation.pending()) if (!heard?.has(message.id)) void ask('show', message);
  }
  async function lead(): Promise<void> {
    await begun;
    await takeover.lead();
    if (!leads()) return;
    orphans.watch();
    tools?.look(true);
    leaderBusy.set(desk.atWork());
    tell('busy', leaderBusy.get());
    tell('led', conversation.order.get());
    desk.go();
    void desk.deedsFor(tabs.id).open(false);
  }

  /** In a while: whoever wrote something down may just be about to hand it over. */
  let cancelLook: (() => void) | undefined;
  function lookAgain(): void {
    cancelLook ??= platform.after(HANDING_OVER, () => {
      cancelLook = undefined;
      if (leads()) void takeover.lookAgain().then((more) => more && !closed && lookAgain());
    });
  }
  const unwatch = platform.attention.onWake(() => {
    if (leads() && tabs.others()) lookAgain();
  });

  /** Whoever is gone for good is asked nothing, and may have been at work. */
  const unhear = tabs.onGone(() => leads() && tools?.look(false));

  // In the background a lost connection is not looked for: nobody reads, and timers are slow.
  tabs.yieldWhen(() => conversation.state.get().connection === 'waiting');

  const isHere = (id: string): boolean => id === tabs.id || tabs.knows(id);

  /** Takes up what an earlier page left, or what the leader knows. */
  async function begin(): Promise<void> {
    await tabs.decided;
    together = createTogether<Deeds, typeof words>({
      tabs,
      words,
      deeds: (by) => ({
        ...desk.deedsFor(by),
        show(message) {
          desk.deedsFor(by).show(message);
          // Whoever said it may be gone, and the command with it.
          orphans.watch();
        },
        snapshot() {
          // Words that it has must not come once more.
          deltas.flush();
          // It may have been at work, and loaded anew.
          tools?.look(false);
          const last = desk.speaker();
          if (last !== undefined && !isHere(last)) desk.inherit(by);
          return room.snapshot();
        },
        lookAgain,
      }),
      begun: Promise.resolve().then(() => begun),
      changed: (next) => (next ? lead() : desk.rest()),
      joined: () => void greeted(),
    });
    const greeting = tabs.leads() ? Promise.resolve(false) : greeted();
    // One that is silent has less to say than the storage; one that is only slow is heard all the same.
    if (!(await within(platform.after, WELCOME, greeting).catch(() => false))) {
      await takeover.takeUp();
      if (!leads()) handOver();
    }
    // What a tab that is gone wrote down, and could not hand over.
    else void ask('lookAgain');
    if (leads()) tools?.look(true);
    orphans.watch();
    draft.subscribe((text) => {
      if (room.hears()) return;
      tell('draft', text);
      kept.draft(text);
    });
    stays.subscribe(takeover.writeSession);
    seen.subscribe((at) => {
      if (!room.hears()) tell('seen', at);
    });
  }
  const begun = begin();

  const dock: Dock = createDock({
    platform,
    files,
    kept,
    begun,
    changed,
    place: room.place,
    sessionId: () => session.get().id,
    isShown: (id) => conversation.read(id) !== undefined,
    hand: (command, sessionId) =>
      void ask('send', command, {
        attempts: 0,
        sessionId,
        shown: conversation.read(command.id),
        place: room.place(command.id),
      }),
    failed(command, error) {
      receive({ type: 'delivery-changed', id: command.id, delivery: 'failed', reason: error.code });
      if (error.code !== 'aborted') report(error, command);
    },
  });

  return {
    /** This tab. */
    me: tabs.id,
    /** Settles when what was said before is here. */
    begun,
    addLines,
    tools,
    files,
    dock,
    ask,
    tell,
    /** Tells all other tabs what happens here. */
    announce(event: ChatEvent, actor: string | undefined): void {
      if (event.type === 'text-delta') return tabs.others() ? deltas.add(event) : undefined;
      // One that the server has numbered, or that came late, may stand between others.
      const isLast = event.type === 'message-added' && event.message.order === undefined && event.ahead === undefined;
      tell('event', { event, actor, ...(isLast ? { place: room.place(event.message.id) } : {}) });
    },
    /** Whose page does something: where the visitor spoke last, or this one where that is gone. */
    actor(): string {
      const last = desk.speaker();
      return last !== undefined && isHere(last) ? last : tabs.id;
    },
    write: takeover.write,
    /** Whether there is something to send, here or at the leader. */
    atWork(): boolean {
      const atWork = desk.atWork();
      if (tabs.leads() && leaderBusy.get() !== atWork) {
        leaderBusy.set(atWork);
        tell('busy', atWork);
      }
      return leaderBusy.get() || atWork || dock.atWork() || (tools?.running() ?? false);
    },
    async close(): Promise<void> {
      closed = true;
      orphans.close();
      deltas.flush();
      unwatch();
      unhear();
      cancelLook?.();
      files.drop();
      dock.clear();
      if (together) together.close();
      else tabs.close();
      await Promise.all([desk.close(), kept.flush()]);
    },
  };
}
