import { defaultPlatform, type Platform } from '../platform/platform.js';
import { within } from '../platform/within.js';
import type { Action } from '../protocol/action.js';
import type { ChatCommand } from '../protocol/commands.js';
import { toChatError, type ChatError } from '../protocol/errors.js';
import type { ChatEvent } from '../protocol/events.js';
import { match, type Table } from '../protocol/match.js';
import type { Attachment, Message } from '../protocol/message.js';
import type { Session } from '../protocol/session.js';
import type { Capabilities, Transport } from '../protocol/transport.js';
import { createAmendments } from './amendments.js';
import { createCalledTools } from './called-tools.js';
import type { ConversationState } from './conversation-state.js';
import { createDesk } from './desk.js';
import { createDock } from './dock.js';
import { createHeldFiles } from './held-files.js';
import { keepNothing, type Keeping } from './keeping.js';
import type { Kept } from './kept.js';
import { newSession } from './new-session.js';
import { ownMessage } from './own-message.js';
import { createRoom, type Snapshot } from './room.js';
import { createStore, type ReadonlyStore, type Store } from './store.js';
import { createSystemLines } from './system-lines.js';
import { createTakeover, type Takeover } from './takeover.js';
import { createTogether, type Together } from './together.js';
import type { ToolHost } from './tool-host.js';
import type { OutgoingFile, Uploads } from './uploads.js';

export interface ChatOptions {
  readonly transport: Transport;
  readonly session: Session;
  /** Asks the backend to speak first, once per conversation. */
  readonly launch?: boolean;
  readonly platform?: Platform;
  /**
   * What outlives the page, and the other tabs. Nothing is kept, connected or sent before it has come; absent: nothing
   * is kept, and there are no other tabs.
   */
  readonly keeping?: () => Promise<Keeping>;
  /** Milliseconds without a word after which the session is over; absent means never. */
  readonly sessionDuration?: number;
  /** First wait between two attempts to send, in milliseconds. */
  readonly backoff?: number;
  /** The page's functions. Absent: whoever listens to `tool-called` answers it with `submit`. */
  readonly tools?: () => Promise<ToolHost>;
}
export interface Outgoing {
  readonly text: string;
  readonly attachments?: readonly Attachment[];
  /** Uploaded first; the message goes out when all of them are stored. */
  readonly files?: readonly OutgoingFile[];
  /** Sent without a bubble of its own. */
  readonly hidden?: boolean;
  readonly meta?: Readonly<Record<string, unknown>>;
}

/** A conversation with a backend. Nothing here rejects for a network failure: state carries it. */
export interface Chat {
  readonly session: ReadonlyStore<Session>;
  readonly order: ReadonlyStore<readonly string[]>;
  readonly state: ReadonlyStore<ConversationState>;
  /** An answer is awaited or being streamed. */
  readonly busy: ReadonlyStore<boolean>;
  /** What the visitor is writing, in all tabs. */
  readonly draft: Store<string>;
  /** When the visitor last looked at the conversation, in any tab: milliseconds since 1970. */
  readonly seen: Store<number>;
  readonly message: (id: string) => ReadonlyStore<Message> | undefined;
  readonly messages: () => readonly Message[];
  /** Settles when what was said in earlier pages is here. */
  readonly ready: Promise<void>;
  /** What the backend can do. */
  readonly capabilities: () => Capabilities;
  /** Connects, and launches where that is wanted. Safe to call often. */
  readonly open: () => Promise<void>;
  /** Why this cannot wait in the line with the rest, if it cannot. */
  readonly refuses: (text: string) => 'queue-full' | 'too-large' | undefined;
  /** Says it; the id of the message. What the line has no room for gets an id, and nothing else. */
  readonly send: (outgoing: Outgoing) => string;
  /** Does what a chip, a card or a list item stands for. Links are the view's business. */
  readonly choose: (action: Action) => void;
  /** Any other command; it goes through the same outbox, with a bubble where it has words. */
  readonly submit: (command: ChatCommand, words?: string) => void;
  /** The visitor's word about a call of a page's function, by the id of its part; `always`: about all calls of it. */
  readonly consentToTool: (partId: string, allowed: boolean, always?: boolean) => void;
  /** May change what is about to be said, for plugins; returns its undo. */
  readonly amend: (change: (outgoing: Outgoing) => Outgoing) => () => void;
  readonly retry: (id: string) => void;
  readonly remove: (id: string) => void;
  /** Ends the current answer, keeps what was said of it. */
  readonly stop: () => void;
  /** A new conversation in a new session. */
  readonly restart: () => void;
  /** Forgets everything here, in all tabs, and asks the backend to; whether the backend says that it did. */
  readonly erase: () => Promise<boolean>;
  /** What the page itself puts into the conversation, or an event from a test. */
  readonly receive: (event: ChatEvent) => void;
  /** Everything that happens, after the state has changed; returns its undo. */
  readonly on: (listener: (event: ChatEvent) => void) => () => void;
  readonly newId: () => string;
  /** Files on their way, fetched when first asked for. Absent where the transport takes none. */
  readonly uploads?: () => Promise<Uploads>;
  /** Asks the backend about a link. Absent where the transport cannot. */
  readonly unfurl?: NonNullable<Transport['unfurl']>;
  /** Hangs up; what was said stays, and the next word or `open` connects again. */
  readonly disconnect: () => Promise<void>;
  /** The end of it, for this page: what is kept goes on in the next one. */
  readonly close: () => Promise<void>;
}

/** What may wait in the line: messages, and characters of them. */
const MOST = 50;
const MOST_TEXT = 256 * 1024;
/** How long a tab that comes waits for the leader to tell it what was said, in milliseconds. */
const WELCOME = 1_000;

const textOf = ({ parts }: Message): string => parts.map((part) => ('text' in part ? part.text : '')).join('');

export function createChat({
  transport,
  session: first,
  launch = false,
  platform = defaultPlatform,
  keeping = () => Promise.resolve(keepNothing(platform.newId())),
  sessionDuration = Infinity,
  backoff = 500,
  tools: toolHost,
}: ChatOptions): Chat {
  const room = createRoom(first, platform);
  const { conversation, session, activity, draft, seen, leaderBusy } = room;
  const busy = createStore(false);
  const listeners = new Set<(event: ChatEvent) => void>();
  const amendments = createAmendments<Outgoing>(platform);
  let together: Together<Deeds, typeof words> | undefined;
  let takeover: Takeover | undefined;
  let kept: Kept | undefined;
  let tabs: Keeping['tabs'] | undefined;
  let closed = false;
  /** What earlier pages left is here. */
  let begun = false;

  const leads = (): boolean => tabs?.leads() ?? true;
  /** Changes when the conversation does: what belongs to one that is gone comes no more. */
  const life = (): unknown => (closed ? {} : session.get());

  /** What happens here: all tabs hear of it. */
  function receive(event: ChatEvent): void {
    if (closed) return;
    const before = conversation.state.get();
    const actor = event.type === 'tool-called' ? (desk.speaker() ?? tabs?.id) : undefined;
    together?.tell('event', { event, actor });
    apply(event, actor);
    addLines(event, before);
  }
  /** What happened, here or in another tab. A function of the page is called where the visitor spoke last. */
  function apply(event: ChatEvent, actor: string | undefined): void {
    conversation.receive(event);
    if (event.type === 'session-changed') session.set(event.session);
    if (event.type === 'message-added') activity.set({ ...activity.get(), lastActive: platform.now() });
    takeover?.write(event);
    updateBusy();
    for (const listener of [...listeners]) listener(event);
    if (event.type === 'tool-called' && actor === tabs?.id) void tools?.call(event.call);
  }
  /** One line for the developer; the banner only where no message shows the failure and the visitor had a part in it. */
  function report({ code, message, retryable, cause }: ChatError, command?: ChatCommand): void {
    platform.warn(code, message, cause ?? '');
    const silent = command && (command.type === 'report-action' || conversation.message(command.id));
    receive({ type: 'error-raised', code, message, retryable, ...(silent ? { about: command.id } : {}) });
  }
  function updateBusy(): void {
    const atWork = desk.atWork();
    if (leads() && leaderBusy.get() !== atWork) {
      leaderBusy.set(atWork);
      together?.tell('busy', atWork);
    }
    const { streaming } = conversation.state.get();
    busy.set(leaderBusy.get() || atWork || dock.atWork() || (tools?.running() ?? false) || streaming.length > 0);
  }

  const addLines = createSystemLines({
    platform,
    receive,
    report,
    last: () => conversation.message(conversation.order.get().at(-1) ?? '')?.get(),
    conversation: life,
  });
  const files = createHeldFiles(transport, platform, receive);
  const desk = createDesk({
    transport,
    platform,
    room,
    launch,
    backoff,
    receive,
    report,
    kept: () => kept,
    launched(launched) {
      activity.set({ ...activity.get(), launched });
      takeover?.writeSession();
    },
    changed: updateBusy,
    arrived: files.arrived,
  });
  const tools =
    toolHost &&
    createCalledTools({
      host: toolHost,
      platform,
      receive,
      report,
      message: (id) => conversation.message(id)?.get(),
      answer: (command) => void ask('result', command),
      conversation: life,
      changed: updateBusy,
    });

  /** What other tabs say. */
  const words = {
    event({ event, actor }: { readonly event: ChatEvent; readonly actor: string | undefined }): void {
      apply(event, actor);
      if (event.type === 'message-added' && event.message.author === 'user' && leads())
        together?.tell('order', conversation.order.get());
    },
    order: (ids: readonly string[]): void => conversation.arrange(ids),
    busy(next: boolean): void {
      leaderBusy.set(next);
      updateBusy();
    },
    draft: (text: string): void => room.hearing(() => draft.set(text)),
    seen: (at: number): void => room.hearing(() => seen.set(at)),
    consent: (word: readonly [string, boolean, (boolean | undefined)?]): void => tools?.consent(...word),
    stopped: (): void => tools?.stop(),
    restarted: (next: Session): void => forget(next),
  };
  type Deeds = ReturnType<typeof desk.deedsFor> & { readonly snapshot: () => Snapshot };

  /** The conversation begins anew, whoever said so. */
  function forget(next: Session): void {
    files.drop();
    tools?.cancel();
    dock.clear();
    room.clear(next);
    updateBusy();
  }

  /** Takes up what an earlier page left, or what the leader knows. */
  async function begin(): Promise<void> {
    const home = await keeping().catch((reason: unknown) => {
      report(toChatError(reason));
      return keepNothing(platform.newId());
    });
    if (closed) return home.tabs.close();
    ({ tabs, kept } = home);
    takeover = createTakeover({ room, desk, platform, kept, me: tabs.id, leads: () => !closed && leads(), receive });
    await tabs.decided;
    together = createTogether({
      tabs,
      words,
      deeds: (by) => ({ ...desk.deedsFor(by), snapshot: room.snapshot }),
      begun: Promise.resolve().then(() => ready),
      changed: (next) => (next ? lead() : desk.rest()),
      joined: () => void greeted(),
    });
    if (tabs.leads() || !(await greeted())) await takeover.takeUp();
    draft.subscribe((text) => {
      if (room.hears()) return;
      together?.tell('draft', text);
      kept?.draft(text);
    });
    seen.subscribe((at) => {
      if (!room.hears()) together?.tell('seen', at);
    });
    begun = true;
  }
  const ready = begin();

  /** What the leader tells a tab that comes; one that is silent has less to say than the storage. */
  async function greeted(): Promise<boolean> {
    const asked = together?.ask('snapshot') as Promise<Snapshot> | undefined;
    const known = asked && (await within(platform.after, WELCOME, asked).catch(() => undefined));
    if (!known || closed || leads()) return false;
    room.load(known);
    updateBusy();
    return true;
  }
  async function lead(): Promise<void> {
    await ready;
    await takeover?.lead();
    if (closed || !leads()) return;
    leaderBusy.set(desk.atWork());
    together?.tell('busy', leaderBusy.get());
    desk.go();
    await desk.deedsFor(tabs?.id ?? '').open(false);
  }
  const ask: Together<Deeds, typeof words>['ask'] = (deed, ...args) =>
    together && begun ? together.ask(deed, ...args) : ready.then(() => together?.ask(deed, ...args));

  const dock = createDock({
    platform,
    files,
    place: room.place,
    kept: () => kept,
    sessionId: () => session.get().id,
    begun: ready,
    hand: (command) => void ask('send', command, 0, conversation.message(command.id)?.get()),
    failed(command, error) {
      receive({ type: 'delivery-changed', id: command.id, delivery: 'failed', reason: error.code });
      if (error.code !== 'aborted') report(error, command);
    },
    changed: updateBusy,
  });

  function say(command: ChatCommand, text: string, attachments: readonly Attachment[] = []): void {
    if (platform.now() - activity.get().lastActive > sessionDuration) renew();
    receive({ type: 'message-added', message: ownMessage(command.id, text, platform.now(), attachments) });
    dock.put(command);
  }
  /** The session is over by its own time: what was said stays readable, what is said now belongs to the next one. */
  function renew(): void {
    const next = newSession(platform, session.get().userId);
    const line = { type: 'notice', event: 'new-session' } as const;
    const shown = { author: 'system', parts: [line], delivery: 'delivered', streaming: false } as const;
    receive({ type: 'message-added', message: { id: platform.newId(), ...shown } });
    receive({ type: 'session-changed', session: next });
    dock.then(() => void ask('renew', next));
  }

  function refuses(text: string): 'queue-full' | 'too-large' | undefined {
    if (text.length > MOST_TEXT) return 'too-large';
    const waiting = conversation
      .messages()
      .filter(({ author, delivery }) => author === 'user' && delivery === 'pending');
    const characters = waiting.reduce((sum, message) => sum + textOf(message).length, text.length);
    return waiting.length >= MOST || characters > MOST_TEXT ? 'queue-full' : undefined;
  }

  function send(outgoing: Outgoing): string {
    const { text, attachments, files: own = [], hidden, meta } = amendments.apply(outgoing);
    const id = platform.newId();
    const refusal = refuses(text);
    if (refusal) {
      receive({ type: 'error-raised', code: refusal, message: 'It cannot wait in the line.', retryable: false });
      return id;
    }
    const command: ChatCommand = {
      type: 'send-message',
      id,
      text,
      ...(attachments ? { attachments } : {}),
      ...(meta ? { meta } : {}),
    };
    const shown = files.hold(id, own, attachments);
    if (hidden) dock.put(command);
    else say(command, text, shown);
    return id;
  }

  const choices: Table<Action, [string], void> = {
    reply: ({ label, text }) => void send({ text: text ?? label }),
    select: ({ label, token, tokens }, id) =>
      say({ type: 'select-option', id, label, token, ...(tokens ? { tokens } : {}) }, label),
    postback: ({ label, data }, id) => say({ type: 'send-postback', id, label, data }, label),
    link: ({ url }, id) => dock.put({ type: 'report-action', id, action: 'OPEN_URL', url }),
    call: ({ phone }, id) => dock.put({ type: 'report-action', id, action: 'OPEN_URL', url: `tel:${phone}` }),
    schedule: ({ label }) => void send({ text: label }),
  };

  return {
    session,
    order: conversation.order,
    state: conversation.state,
    busy,
    draft,
    seen,
    ready,
    message: conversation.message,
    messages: conversation.messages,
    capabilities: () => transport.capabilities ?? {},
    receive,
    refuses,
    send,
    newId: platform.newId,
    ...(transport.upload ? { uploads: files.uploads } : {}),
    ...(transport.unfurl ? { unfurl: transport.unfurl.bind(transport) } : {}),
    submit: (command, words) => (words === undefined ? dock.put(command) : say(command, words)),
    choose: (action) => match(choices, action, platform.newId()),
    consentToTool(...word) {
      tools?.consent(...word);
      together?.tell('consent', word);
    },
    amend: amendments.add,
    open: async () => void (await ask('open', !conversation.messages().some(({ author }) => author === 'user'))),
    disconnect: async () => void (await ask('disconnect')),
    retry(id) {
      if (dock.retry(id)) receive({ type: 'delivery-changed', id, delivery: 'pending' });
      else void ask('retry', id);
    },
    remove(id) {
      dock.drop(id);
      files.drop(id);
      void ask('remove', id);
    },
    stop() {
      dock.stop();
      tools?.stop();
      together?.tell('stopped', undefined);
      void ask('stop');
    },
    restart() {
      const next = newSession(platform, session.get().userId);
      together?.tell('restarted', next);
      forget(next);
      void ask('restart', next);
    },
    async erase() {
      const erased = await ask('erase');
      const next = newSession(platform);
      draft.set('');
      activity.set({ ...activity.get(), launched: false });
      together?.tell('restarted', next);
      forget(next);
      void ask('renew', next);
      return erased === true;
    },
    on(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async close() {
      if (closed) return;
      closed = true;
      dock.clear();
      files.drop();
      tools?.cancel();
      together?.close();
      listeners.clear();
      await Promise.all([desk.close(), kept?.flush()]);
    },
  };
}
