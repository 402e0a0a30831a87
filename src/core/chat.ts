import { defaultPlatform, type Platform } from '../platform/platform.js';
import type { Action } from '../protocol/action.js';
import type { ChatCommand } from '../protocol/commands.js';
import { toChatError, type ChatError } from '../protocol/errors.js';
import type { ChatEvent } from '../protocol/events.js';
import { match, type Table } from '../protocol/match.js';
import type { Attachment, Message } from '../protocol/message.js';
import type { Session } from '../protocol/session.js';
import type { Capabilities, Transport } from '../protocol/transport.js';
import type { Call } from '../protocol/voice.js';
import { createAmendments } from './amendments.js';
import type { ConversationState } from './conversation-state.js';
import type { Keeping } from './keeping.js';
import type { Line } from './line.js';
import { newSession } from './new-session.js';
import { ownMessage, shownFile, textOf } from './own-message.js';
import { createRoom } from './room.js';
import { createStore, type ReadonlyStore, type Store } from './store.js';
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
  /** Milliseconds in which `remove` takes it back; `retry` sends it sooner. It is kept meanwhile, as all that waits. */
  readonly hold?: number;
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
  /** The visitor wants to keep it until they delete it, however long a pause they make; absent until that is known. */
  readonly stays: Store<boolean | undefined>;
  readonly message: (id: string) => ReadonlyStore<Message> | undefined;
  /** As it is now, for whoever does not watch it. */
  readonly read: (id: string | undefined) => Message | undefined;
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
  /** Has a message read out by the backend. Absent where it has no voice. */
  readonly synthesize?: NonNullable<Transport['synthesize']>;
  /** A line to speak on; what is said becomes messages. Absent where the transport has none. */
  readonly call?: () => Promise<Call>;
  /** Hangs up; what was said stays, and the next word or `open` connects again. */
  readonly disconnect: () => Promise<void>;
  /** The end of it, for this page: what is kept goes on in the next one. */
  readonly close: () => Promise<void>;
}

/** What may wait in the line: messages, and characters of them. */
const MOST = 50;
const MOST_TEXT = 256 * 1024;

/** Said by lines of their own, once what writes them has come. */
const told: ReadonlySet<string> = new Set(['party-changed', 'handoff-changed', 'queue-changed', 'continuity-lost']);

const keepNothing = async ({ newId }: Platform): Promise<Keeping> =>
  (await import('./keeping.js')).keepNothing(newId());

export function createChat({
  transport,
  session: first,
  launch = false,
  platform = defaultPlatform,
  keeping = () => keepNothing(platform),
  sessionDuration = Infinity,
  backoff = 500,
  tools: toolHost,
}: ChatOptions): Chat {
  const room = createRoom(first, platform);
  const { conversation, session, activity, draft, seen, stays } = room;
  const busy = createStore(false);
  const listeners = new Set<(event: ChatEvent) => void>();
  const amendments = createAmendments<Outgoing>(platform);
  let line: Line | undefined;
  let home: Promise<Keeping> | undefined;
  let loading = false;
  let closed = false;
  /** What is to be done as soon as there is a line; and how much of that is waited for. */
  let early: readonly ((line: Line) => void)[] = [];
  let said = 0;
  let markReady = (): void => {};
  const ready = new Promise<void>((resolve) => (markReady = resolve));

  /** Changes when the conversation does: what belongs to one that is gone comes no more. */
  const life = (): unknown => (closed ? {} : session.get());

  /** What happens here: all tabs hear of it. */
  function receive(event: ChatEvent): void {
    if (closed) return;
    const before = told.has(event.type) && { state: conversation.state.get(), order: conversation.order.get() };
    const actor = event.type === 'tool-called' ? line?.actor() : undefined;
    line?.announce(event, actor);
    apply(event, actor);
    if (before) soon(({ addLines }) => void addLines(event, before));
  }
  /** What happened, here or in another tab. A function of the page is called where the visitor spoke last. */
  function apply(event: ChatEvent, actor: string | undefined): void {
    conversation.receive(event);
    if (event.type === 'session-changed') session.set(event.session);
    if (event.type === 'message-added') activity.set({ ...activity.get(), lastActive: platform.now() });
    line?.write(event);
    updateBusy();
    for (const listener of [...listeners]) listener(event);
    if (event.type === 'tool-called' && actor === line?.me) soon(({ tools }) => void tools?.call(event.call));
  }
  /** One line for the developer; the banner only where no message shows the failure and the visitor had a part in it. */
  function report({ code, message, retryable, cause }: ChatError, command?: ChatCommand): void {
    platform.warn(code, message, cause ?? '');
    const silent = command && (command.type === 'report-action' || conversation.read(command.id));
    receive({ type: 'error-raised', code, message, retryable, ...(silent ? { about: command.id } : {}) });
  }
  function updateBusy(): void {
    const atWork = line?.atWork() ?? false;
    busy.set(atWork || said > 0 || conversation.state.get().streaming.length > 0);
  }

  /** The conversation begins anew, whoever said so. */
  function forget(next: Session): void {
    line?.tools?.cancel();
    line?.files.drop();
    line?.dock.clear();
    room.clear(next);
    updateBusy();
  }

  /** The conversation begins anew in all tabs. */
  function anew(deed: 'restart' | 'renew', userId?: string): void {
    const next = newSession(platform, userId);
    early = [];
    said = 0;
    line?.tell('restarted', next);
    forget(next);
    soon(({ ask }) => void ask(deed, next));
  }

  /** Fetches what stands between here and the backend; nothing is kept, connected or sent before. */
  async function begin(): Promise<void> {
    if (loading || line || closed) return;
    loading = true;
    try {
      home ??= keeping()
        .catch((reason: unknown) => {
          report(toChatError(reason));
          return keepNothing(platform);
        })
        .catch((reason: unknown) => {
          // Asked for again with the next word.
          home = undefined;
          throw reason;
        });
      const [{ createLine }, found] = await Promise.all([import('./line.js'), home]);
      if (closed) return found.tabs.close();
      const made = createLine({
        transport,
        platform,
        room,
        toolHost,
        life,
        launch,
        backoff,
        home: found,
        receive,
        apply,
        report,
        forget,
        changed: updateBusy,
      });
      line = made;
      await made.begun;
      markReady();
      // What is done may want something else done, behind all that waits.
      for (let next; (next = early[0]); next(made)) early = early.slice(1);
    } catch (reason) {
      report(toChatError(reason));
    } finally {
      loading = false;
    }
  }
  /** Now, or when there is a line. */
  function soon(deed: (line: Line) => void): void {
    if (line && !loading) return deed(line);
    early = [...early, deed];
    void begin();
  }
  const asked = (deed: (line: Line) => Promise<unknown>): Promise<unknown> =>
    new Promise((resolve) => soon((line) => void deed(line).then(resolve, resolve)));
  function put(command: ChatCommand): void {
    said++;
    updateBusy();
    soon((line) => {
      said--;
      line.dock.put(command);
    });
  }

  function say(command: ChatCommand, text: string, attachments: readonly Attachment[] = []): void {
    if (platform.now() - activity.get().lastActive > sessionDuration) renew();
    receive({ type: 'message-added', message: ownMessage(command.id, text, platform.now(), attachments) });
    put(command);
  }
  /** The session is over by its own time: what was said stays readable, what is said now belongs to the next one. */
  function renew(): void {
    const next = newSession(platform, session.get().userId);
    const notice = { type: 'notice', event: 'new-session' } as const;
    const shown = { author: 'system', parts: [notice], delivery: 'delivered', streaming: false } as const;
    receive({ type: 'message-added', message: { id: platform.newId(), createdAt: platform.now(), ...shown } });
    receive({ type: 'session-changed', session: next });
    soon(({ dock, ask }) => dock.then(() => void ask('renew', next)));
  }

  function refuses(text: string): 'queue-full' | 'too-large' | undefined {
    if (text.length > MOST_TEXT) return 'too-large';
    const waiting = conversation.pending().map(textOf);
    return waiting.length >= MOST || [...waiting, text].join('').length > MOST_TEXT ? 'queue-full' : undefined;
  }

  function send(outgoing: Outgoing): string {
    const { text, attachments = [], files = [], hidden, meta, hold } = amendments.apply(outgoing);
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
      ...(attachments.length ? { attachments } : {}),
      ...(meta ? { meta } : {}),
    };
    if (hold) soon(({ dock }) => dock.hold(id, hold));
    if (files.length) soon((line) => line.files.hold(id, files, attachments));
    if (hidden) put(command);
    else say(command, text, [...attachments, ...files.map(shownFile)]);
    return id;
  }

  const choices: Table<Action, [string], void> = {
    reply: ({ label, text }) => void send({ text: text ?? label }),
    select: ({ label, token, tokens }, id) =>
      say({ type: 'select-option', id, label, token, ...(tokens ? { tokens } : {}) }, label),
    postback: ({ label, data }, id) => say({ type: 'send-postback', id, label, data }, label),
    link: ({ url }, id) => put({ type: 'report-action', id, action: 'OPEN_URL', url }),
    call: ({ phone }, id) => put({ type: 'report-action', id, action: 'OPEN_URL', url: `tel:${phone}` }),
    schedule: ({ label }) => void send({ text: label }),
  };

  void begin();
  return {
    session,
    order: conversation.order,
    state: conversation.state,
    busy,
    draft,
    seen,
    stays,
    ready,
    message: conversation.message,
    read: conversation.read,
    messages: conversation.messages,
    capabilities: () => transport.capabilities ?? {},
    receive,
    refuses,
    send,
    newId: platform.newId,
    ...(transport.upload
      ? { uploads: () => new Promise((resolve) => soon(({ files }) => resolve(files.uploads()))) }
      : {}),
    ...(transport.unfurl ? { unfurl: transport.unfurl.bind(transport) } : {}),
    ...(transport.synthesize ? { synthesize: transport.synthesize.bind(transport) } : {}),
    ...(transport.call ? { call: transport.call.bind(transport, receive) } : {}),
    submit: (command, words) => (words === undefined ? put(command) : say(command, words)),
    choose: (action) => match(choices, action, platform.newId()),
    consentToTool(...word) {
      line?.tools?.consent(...word);
      line?.tell('consent', word);
    },
    amend: amendments.add,
    async open() {
      const greet = !conversation.order.get().some((id) => conversation.read(id)?.author === 'user');
      await asked(({ ask }) => ask('open', greet));
    },
    disconnect: async () => void (await asked(({ ask }) => ask('disconnect'))),
    retry: (id) =>
      soon(({ dock, ask }) => {
        if (dock.retry(id)) receive({ type: 'delivery-changed', id, delivery: 'pending' });
        else void ask('retry', id);
      }),
    remove(id) {
      soon(({ files, dock, ask }) => {
        files.drop(id);
        dock.drop(id);
        void ask('remove', id);
      });
    },
    stop() {
      soon(({ tools, dock, tell, ask }) => {
        tools?.stop();
        dock.stop();
        tell('stopped', undefined);
        void ask('stop');
      });
    },
    restart: () => anew('restart', session.get().userId),
    async erase() {
      const erased = await asked(({ ask }) => ask('erase'));
      draft.set('');
      activity.set({ ...activity.get(), launched: false });
      anew('renew');
      return erased === true;
    },
    on(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async close() {
      if (closed) return;
      closed = true;
      early = [];
      line?.tools?.cancel();
      listeners.clear();
      await line?.close();
    },
  };
}
