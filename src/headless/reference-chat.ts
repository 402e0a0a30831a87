import { createChat, type Chat } from '../core/chat.js';
import { sayFirst } from '../core/initial-message.js';
import type { Keeping } from '../core/keeping.js';
import { newSession } from '../core/new-session.js';
import { createStore, type ReadonlyStore } from '../core/store.js';
import type { ToolHost } from '../core/tool-host.js';
import type { ChatEvent } from '../protocol/events.js';
import type { Session } from '../protocol/session.js';
import type { TransportOptions } from '../protocol/transport.js';
import type { ApiCaller } from './api/api-caller.js';
import { fine, type ChatState, type ContactState, type WidgetSession } from './chat-state.js';
import { fateOf } from './fate.js';
import { createContact } from './contact.js';
import type { ConfigInstance } from './create-config.js';
import { failureAfter } from './failure.js';
import { loggerOf, machineOf, type Platform } from './host.js';
import { hostShelf, type HostShelf } from './host-shelf.js';
import { initialState } from './initial-state.js';
import { keep, needStorage } from './keep.js';
import { lateTransport } from './late-transport.js';
import { loadingOf } from './loading.js';
import { makeTransport } from './make-transport.js';
import { messageReader } from './messages.js';
import { outgoingOf, type SendMessageInput } from './outgoing.js';
import { notPolling, pollingAfter } from './polling.js';
import { playSound } from './sound.js';
import { settled } from './settled.js';
import { visitorOf } from './visitor.js';
import { sessionKeyOf, sessionMemory } from './session-memory.js';
import { sessionOf } from './session-view.js';

export interface HeadlessChatOptions {
  readonly config: ConfigInstance;
  /** Asked who the visitor is, where OpenCX knows. */
  readonly api?: ApiCaller | undefined;
  readonly platform?: Platform | undefined;
  /** Called when the visitor's session was ended here. */
  readonly onSessionDestroy?: (() => void) | undefined;
  /** The page's functions that the backend may call, and how it hears of them. */
  readonly tools?: (() => Promise<ToolHost>) | undefined;
  readonly functions?: NonNullable<TransportOptions['functions']> | undefined;
}

/** The chat of the OpenCX reference. Nothing here rejects for a network failure: the stores carry it. */
export interface HeadlessChat {
  readonly chatState: ReadonlyStore<ChatState>;
  /** `null` until a conversation has begun. */
  readonly sessionState: ReadonlyStore<WidgetSession | null>;
  readonly contactState: ReadonlyStore<ContactState>;
  /** Says it, in a session that is created for it where there is none. Whether it was delivered, once that is known. */
  readonly sendMessage: (input: string | SendMessageInput) => Promise<boolean>;
  /** Connects; the session, or `null` where that failed. */
  readonly createSession: () => Promise<WidgetSession | null>;
  /** Ends the session, and forgets what was said in it. */
  readonly clearSession: () => Promise<void>;
  readonly recreateSession: () => Promise<WidgetSession | null>;
  /** The end of it, for this page; what is kept goes on in the next one. */
  readonly cleanup: () => Promise<void>;
  readonly shouldCollectData: () => { readonly should: boolean; readonly reason?: string };
  readonly initialState: ChatState;
  /** Where the session is kept. */
  readonly sessionStorageKey: string;
  /** The conversation beneath, with all that it can do; another one after `clearSession`. */
  readonly conversation: () => Chat;
}

/** One conversation, from its first word until it is cleared. */
interface Life {
  readonly chat: Chat;
  readonly home: () => Keeping | undefined;
  readonly shelf: Promise<HostShelf>;
  readonly leave: () => void;
  /** Told when it is over. */
  readonly end: AbortController;
}

/** Stentor's backends speak first; OpenCX begins a session when it is asked to (PROTOCOL.md). */
const launched: readonly unknown[] = ['direct', 'websocket', 'socketio', 'opencx'];

/** Makes the chat of the reference from our own: same line, same transports, other names. */
export function createReferenceChat(options: HeadlessChatOptions): HeadlessChat {
  const { config, api, platform: host = {}, onSessionDestroy, tools, functions } = options;
  const first = config.getConfig();
  if (first.settings.persistSession) needStorage(host);
  const platform = machineOf(host);
  const logger = loggerOf(host);
  const chatState = createStore(initialState);
  const sessionState = createStore<WidgetSession | null>(null);
  const contact = createContact(config, api);
  const memory = sessionMemory(first, host);
  let closed = false;
  let error = fine;
  let read = messageReader();
  let begun = false;
  /** Its session begins when the backend says so; elsewhere, with the connection. */
  const isRemote = first.transport === 'opencx';
  const hasBegun = (): boolean => (isRemote ? remoteId.get() !== undefined : begun);
  let creating = 0;
  let clearing = 0;
  let polling = notPolling;
  const remoteId = createStore<string | undefined>(undefined);
  let life = live();
  show();

  /** Nothing of it begins before the one before it is gone: they may share a transport, and a storage. */
  function live(gone: Promise<unknown> = Promise.resolve()): Life {
    const end = new AbortController();
    const session = newSession(platform, first.user.external_id);
    let home: Keeping | undefined;
    const { resolved } = config.getConfig();
    const kept = gone.then(() => keep(resolved, host, visitorOf(first))).then((keeping) => (home = keeping));
    const shelf = kept.then(({ storage, scope }) =>
      hostShelf(resolved.persist === 'none' ? undefined : storage, scope),
    );
    const transport =
      typeof first.transport === 'object' ? first.transport : lateTransport(async () => transportFor(session));
    async function transportFor(session: Session) {
      return makeTransport({
        config: config.getConfig,
        platform: host,
        session,
        shelf: await shelf,
        remote: {
          get: remoteId.get,
          set(id) {
            if (end.signal.aborted) return;
            remoteId.set(id);
            show();
          },
        },
        onPoll(poll) {
          if (end.signal.aborted) return;
          polling = pollingAfter(poll, polling, platform.now());
          show();
        },
        contact: contact.known,
        messages: () => chat.messages(),
        functions,
      });
    }
    const chat = createChat({
      transport,
      session,
      platform,
      launch: resolved.startFirst || launched.includes(first.transport),
      sessionDuration: resolved.sessionDuration,
      backoff: resolved.backoffBase,
      async keeping() {
        const keeping = await kept;
        const remembered = await memory.read();
        if (remembered && isRemote) remoteId.set(remembered.id);
        else if (remembered) chat.receive({ type: 'session-changed', session: { ...session, ...remembered } });
        return keeping;
      },
      ...(tools ? { tools } : {}),
    });
    if (resolved.initial) sayFirst(chat, resolved.initial);
    const undo = [
      chat.on(hear),
      ...[chat.order, chat.state, chat.busy, chat.session].map((store) => store.subscribe(() => show())),
    ];
    return { chat, shelf, end, home: () => home, leave: () => undo.forEach((each) => each()) };
  }

  function hear(event: ChatEvent): void {
    logger?.debug(event.type);
    error = failureAfter(event, error, hasBegun());
    if (event.type === 'connection-changed' && event.state === 'open') begun = true;
    const added = event.type === 'message-added' && ['bot', 'agent'].includes(event.message.author);
    if (added || event.type === 'message-completed') playSound(host, config.getConfig());
    show();
  }

  /** Brings the stores up to the conversation; what did not change is the same object as before. */
  function show(): void {
    if (closed) return;
    const { chat } = life;
    const now = config.getConfig();
    // What an earlier page said, and the backend has, was said in a session.
    begun ||= chat.messages().some(({ author, delivery }) => author === 'user' && delivery === 'delivered');
    const before = chatState.get();
    const { suggestions, handoff } = chat.state.get();
    const options = suggestions.map(({ label }) => label);
    const spoken = chat.messages().some(({ author }) => author === 'user');
    const busy = chat.busy.get();
    const loading = loadingOf({
      cleaning: clearing > 0,
      creating: creating > 0 || (!spoken && busy),
      sending: busy,
      handedOff: handoff === 'active',
    });
    const next: ChatState = {
      messages: read(chat.messages(), now.bot),
      keyboard: same(before.keyboard, options.length ? { options } : null),
      loading: same(before.loading, loading),
      error,
      polling,
    };
    if (Object.keys(next).some((key) => next[key as keyof ChatState] !== before[key as keyof ChatState]))
      chatState.set(next);
    const session = hasBegun() ? sessionOf(chat, now, sessionState.get(), remoteId.get()) : null;
    if (session !== sessionState.get()) {
      sessionState.set(session);
      memory.write(session);
    }
  }
  const leaveConfig = config.subscribe(show);

  async function createSession(): Promise<WidgetSession | null> {
    const { chat, end } = life;
    if (closed) return null;
    creating++;
    show();
    await chat.open();
    if (isRemote) await settled(chat, remoteId, end.signal);
    if (life.chat !== chat) return null;
    creating--;
    show();
    return chat.state.get().connection === 'open' ? sessionState.get() : null;
  }

  /** Nothing of it stays, here or in the other tabs; what comes next is another conversation. */
  async function clear({ chat, home, shelf, leave, end }: Life): Promise<void> {
    const keeping = home();
    leave();
    end.abort();
    if (keeping?.tabs.others()) chat.restart();
    await chat.close();
    await Promise.all([keeping?.kept.clear(), memory.clear(), shelf.then((tokens) => tokens.clear())]);
  }

  async function clearSession(): Promise<void> {
    if (closed || (!sessionState.get() && !life.chat.messages().length)) return;
    begun = false;
    creating = 0;
    polling = notPolling;
    remoteId.set(undefined);
    error = fine;
    read = messageReader();
    const gone = clear(life);
    life = live(gone.catch(() => undefined));
    clearing++;
    show();
    try {
      await gone;
    } catch (reason) {
      const message = reason instanceof Error ? reason.message : String(reason);
      error = { hasError: true, message, code: 'SESSION_CLEAR_FAILED' };
    }
    clearing--;
    show();
    onSessionDestroy?.();
  }

  return {
    chatState,
    sessionState,
    contactState: contact.contactState,
    initialState,
    sessionStorageKey: sessionKeyOf(first),
    shouldCollectData: contact.shouldCollectData,
    conversation: () => life.chat,
    createSession,
    clearSession,
    async recreateSession() {
      await clearSession();
      return createSession();
    },
    async sendMessage(input) {
      const { chat, end } = life;
      const { outgoing, action, user } = outgoingOf(input, chat.state.get().suggestions);
      if (!outgoing || closed) return false;
      if (user) contact.learn(user);
      // The backend greets before it is answered.
      if (!hasBegun() && !chat.messages().length) void createSession();
      const ids = new Set(chat.order.get());
      if (action) chat.choose(action);
      const id = action ? chat.order.get().find((each) => !ids.has(each)) : chat.send(outgoing);
      return id === undefined ? false : fateOf(chat, id, end.signal);
    },
    async cleanup() {
      if (closed) return;
      closed = true;
      leaveConfig();
      life.leave();
      life.end.abort();
      contact.close();
      await life.chat.close();
    },
  };
}

/** The one before, where the two say the same. */
function same<T>(before: T, next: T): T {
  return JSON.stringify(before) === JSON.stringify(next) ? before : next;
}
