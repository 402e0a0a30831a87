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
import { createCalledTools } from './called-tools.js';
import type { ConversationState } from './conversation-state.js';
import { createConversation } from './conversation.js';
import { createDesk } from './desk.js';
import { createDock } from './dock.js';
import { createHeldFiles } from './held-files.js';
import { keepNothing, type Keeping } from './keeping.js';
import type { Kept, KeptCommand } from './kept.js';
import { newSession } from './new-session.js';
import { createStore, type ReadonlyStore, type Store } from './store.js';
import { createSystemLines } from './system-lines.js';
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
/** A message that waited longer than this is not sent without being asked about, in milliseconds. */
const DAY = 86_400_000;
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
  const conversation = createConversation();
  const session = createStore(first);
  const busy = createStore(false);
  const draft = createStore('');
  const seen = createStore(0);
  const listeners = new Set<(event: ChatEvent) => void>();
  const amendments = new Set<(outgoing: Outgoing) => Outgoing>();
  const places = new Map<string, number>();
  let lastPlace = 0;
  let kept: Kept | undefined;
  let together: Together<Deeds, typeof words> | undefined;
  let lastActive = platform.now();
  let launched = false;
  let leaderBusy = false;
  let closed = false;
  /** What earlier pages left is here. */
  let settled = false;

  /** Keeps its place in the line over every reload. */
  function place(id: string): number {
    const known = places.get(id);
    if (known !== undefined) return known;
    lastPlace = Math.max(lastPlace + 0.001, platform.now());
    places.set(id, lastPlace);
    return lastPlace;
  }

  /** What happens here: all tabs hear of it. */
  function receive(event: ChatEvent): void {
    if (closed) return;
    const before = conversation.state.get();
    // The tab in which the visitor spoke last is the one whose page does something.
    const actor = event.type === 'tool-called' ? desk.speaker() : undefined;
    together?.tell('event', { event, actor });
    apply(event);
    tellOf(event, before);
    if (event.type === 'tool-called' && (actor === undefined || actor === me)) void tools?.call(event.call);
  }
  /** What happened, here or in another tab. */
  function apply(event: ChatEvent): void {
    conversation.receive(event);
    if (event.type === 'session-changed') session.set(event.session);
    if (event.type === 'message-added') lastActive = platform.now();
    keep(event);
    updateBusy();
    for (const listener of [...listeners]) listener(event);
  }
  /** One tab writes: the one that leads. */
  function keep(event: ChatEvent): void {
    if (!leads()) return;
    const id = 'message' in event && event.type === 'message-added' ? event.message.id : 'id' in event ? event.id : '';
    const message = conversation.message(id)?.get();
    if (message) kept?.message(message, place(id));
    else if (event.type === 'message-removed') kept?.removeMessage(id);
    if (event.type === 'message-added' || event.type === 'session-changed') keepSession();
  }
  const keepSession = (): void => kept?.session({ session: session.get(), lastActive, launched });

  /** One line for the developer; the banner only where no message shows the failure and the visitor had a part in it. */
  function report({ code, message, retryable, cause }: ChatError, command?: ChatCommand): void {
    platform.warn(code, message, cause ?? '');
    const silent = command && (command.type === 'report-action' || conversation.message(command.id));
    receive({ type: 'error-raised', code, message, retryable, ...(silent ? { about: command.id } : {}) });
  }

  const tellOf = createSystemLines({
    platform,
    receive,
    report,
    last: () => conversation.message(conversation.order.get().at(-1) ?? '')?.get(),
    conversation: () => (closed ? {} : session.get()),
  });
  const files = createHeldFiles(transport, platform, receive);
  const desk = createDesk({
    transport,
    platform,
    conversation,
    session,
    launch,
    backoff,
    receive,
    report,
    place,
    kept: () => kept,
    activity: () => ({ lastActive, launched }),
    launched(next) {
      launched = next;
      keepSession();
    },
    changed: updateBusy,
    arrived: (id) => {
      files.arrived(id);
      places.delete(id);
    },
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
      conversation: () => (closed ? {} : session.get()),
      changed: updateBusy,
    });

  function updateBusy(): void {
    const mine = desk.atWork();
    if (leads() && leaderBusy !== mine) together?.tell('busy', (leaderBusy = mine));
    busy.set(
      leaderBusy ||
        mine ||
        dock.atWork() ||
        (tools?.running() ?? false) ||
        conversation.state.get().streaming.length > 0,
    );
  }
  const leads = (): boolean => tabs?.leads() ?? true;

  /** What another tab wrote is not told again: it may have gone on writing meanwhile. */
  let takingOver = false;
  function takeOver(set: () => void): void {
    takingOver = true;
    set();
    takingOver = false;
  }

  /** What other tabs say. */
  const words = {
    event({ event, actor }: { readonly event: ChatEvent; readonly actor: string | undefined }): void {
      apply(event);
      if (event.type === 'tool-called' && actor === me) void tools?.call(event.call);
      if (event.type === 'message-added' && event.message.author === 'user' && leads())
        together?.tell('order', conversation.order.get());
    },
    order: (ids: readonly string[]): void => conversation.arrange(ids),
    busy(next: boolean): void {
      leaderBusy = next;
      updateBusy();
    },
    draft: (text: string): void => takeOver(() => draft.set(text)),
    seen: (at: number): void => takeOver(() => seen.set(at)),
    consent: (word: readonly [string, boolean, (boolean | undefined)?]): void => tools?.consent(...word),
    stopped: (): void => tools?.stop(),
    restarted(next: Session): void {
      forget(next);
    },
  };
  interface Snapshot {
    readonly messages: readonly Message[];
    readonly state: ConversationState;
    readonly session: Session;
    readonly lastActive: number;
    readonly launched: boolean;
    readonly draft: string;
    readonly busy: boolean;
  }
  type Deeds = ReturnType<typeof desk.deedsFor> & { readonly snapshot: () => Snapshot };
  const snapshot = (): Snapshot => ({
    messages: conversation.messages(),
    state: conversation.state.get(),
    session: session.get(),
    lastActive,
    launched,
    draft: draft.get(),
    busy: leaderBusy,
  });

  /** The conversation begins anew, whoever said so. */
  function forget(next: Session): void {
    files.drop();
    tools?.cancel();
    dock.clear();
    conversation.clear();
    places.clear();
    session.set(next);
    updateBusy();
  }

  /** Takes up what an earlier page left, or what the leader knows. */
  let tabs: Keeping['tabs'] | undefined;
  let me = '';
  const ready: Promise<void> = (async () => {
    const home = await keeping().catch((reason: unknown) => {
      report(toChatError(reason));
      return keepNothing(platform.newId());
    });
    if (closed) return void home.tabs.close();
    tabs = home.tabs;
    me = tabs.id;
    ({ kept } = home);
    await tabs.decided;
    together = createTogether({
      tabs,
      words,
      deeds: (by) => ({ ...desk.deedsFor(by), snapshot }),
      begun: Promise.resolve().then(() => ready),
      changed: (next) => (next ? lead() : desk.rest()),
      joined: () => void greeted(),
    });
    if (tabs.leads() || !(await greeted())) await takeUp();
    draft.subscribe((text) => {
      if (takingOver) return;
      together?.tell('draft', text);
      kept?.draft(text);
    });
    seen.subscribe((at) => {
      if (!takingOver) together?.tell('seen', at);
    });
    settled = true;
  })();
  const dock = createDock({
    platform,
    files,
    place,
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

  /** What the leader tells a tab that comes; one that is silent has less to say than the storage. */
  async function greeted(): Promise<boolean> {
    const asked = together?.ask('snapshot') as Promise<Snapshot> | undefined;
    const known = asked && (await within(platform.after, WELCOME, asked).catch(() => undefined));
    if (!known || closed || leads()) return false;
    conversation.load(known.messages, known.state);
    ({ lastActive, launched, busy: leaderBusy } = known);
    session.set(known.session);
    if (known.draft) takeOver(() => draft.set(known.draft));
    updateBusy();
    return true;
  }

  async function takeUp(): Promise<void> {
    const restored = await kept?.restore();
    if (!restored || closed) return;
    conversation.load(restored.messages);
    if (restored.session) {
      ({ lastActive, launched } = restored.session);
      session.set(restored.session.session);
    }
    if (!draft.get()) draft.set(restored.draft);
    for (const message of restored.messages) place(message.id);
    if (leads()) for (const command of restored.commands) resume(command);
  }
  /** A command of an earlier page: shown again, and sent again as far as that can be done unasked. */
  function resume({ command, sessionId, createdAt, attempts, place: at, filesMissing }: KeptCommand): void {
    places.set(command.id, at);
    const known = conversation.message(command.id)?.get();
    if (known?.delivery === 'delivered') return kept?.removeCommand(command.id);
    const words = 'text' in command ? command.text : 'label' in command ? command.label : undefined;
    if (!known && words) receive({ type: 'message-added', message: ownMessage(command.id, words, [], createdAt) });
    const stale = sessionId !== session.get().id || platform.now() - createdAt > DAY;
    const reason = stale ? 'stale' : filesMissing ? 'upload-failed' : known?.delivery === 'failed' && known.reason;
    if (!reason) return void desk.deedsFor(me).send(command, attempts);
    desk.hold(command);
    receive({ type: 'delivery-changed', id: command.id, delivery: 'failed', reason });
  }
  const isNews = ({ id, delivery }: Message): boolean => {
    const known = conversation.message(id)?.get();
    return !known || (delivery === 'delivered' && known.delivery !== 'delivered');
  };
  /** This tab leads now: it goes on where the other one was. */
  async function lead(): Promise<void> {
    await ready;
    const { messages, commands } = (await kept?.restore()) ?? { messages: [], commands: [] };
    if (closed || !leads()) return;
    // It may have been away while others led. Of two states of a message the one that is final is the later one.
    conversation.load(messages.filter((message) => isNews(message)));
    conversation.arrange(messages.map(({ id }) => id));
    for (const message of conversation.messages()) kept?.message(message, place(message.id));
    keepSession();
    for (const command of commands) resume(command);
    together?.tell('busy', (leaderBusy = desk.atWork()));
    desk.go();
    await desk.deedsFor(me).open(false);
  }

  const hasSpoken = (): boolean => conversation.messages().some(({ author }) => author === 'user');
  const ask: Together<Deeds, typeof words>['ask'] = (deed, ...args) =>
    together && settled ? together.ask(deed, ...args) : ready.then(() => together?.ask(deed, ...args));

  const ownMessage = (id: string, text: string, attachments: readonly Attachment[], createdAt: number): Message => ({
    id,
    author: 'user',
    parts: text ? [{ type: 'text', text, format: 'plain' }] : [],
    delivery: 'pending',
    streaming: false,
    createdAt,
    ...(attachments.length ? { attachments } : {}),
  });

  function say(command: ChatCommand, text: string, attachments: readonly Attachment[] = []): void {
    if (platform.now() - lastActive > sessionDuration) renew();
    receive({ type: 'message-added', message: ownMessage(command.id, text, attachments, platform.now()) });
    dock.put(command);
  }
  /** The session is over by its own time: what was said stays readable, what is said now belongs to the next one. */
  function renew(): void {
    const next = newSession(platform, session.get().userId);
    receive({
      type: 'message-added',
      message: {
        id: platform.newId(),
        author: 'system',
        parts: [{ type: 'notice', event: 'new-session' }],
        delivery: 'delivered',
        streaming: false,
      },
    });
    receive({ type: 'session-changed', session: next });
    dock.then(() => void ask('renew', next));
  }

  /** One that throws changes nothing. */
  function amended(outgoing: Outgoing): Outgoing {
    return [...amendments].reduce((said, change) => {
      try {
        return change(said);
      } catch (reason) {
        platform.warn('plugin-failed', 'What changes messages before they are sent failed.', reason);
        return said;
      }
    }, outgoing);
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
    const { text, attachments, files: own = [], hidden, meta } = amended(outgoing);
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
    amend(change) {
      amendments.add(change);
      return () => void amendments.delete(change);
    },
    open: async () => void (await ask('open', !hasSpoken())),
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
      launched = false;
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
