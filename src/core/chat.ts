import { defaultPlatform, type Platform } from '../platform/platform.js';
import type { Action } from '../protocol/action.js';
import type { ChatCommand } from '../protocol/commands.js';
import { toChatError, type ChatError } from '../protocol/errors.js';
import type { ChatEvent } from '../protocol/events.js';
import { match, type Table } from '../protocol/match.js';
import type { Attachment, Message } from '../protocol/message.js';
import type { Session } from '../protocol/session.js';
import type { ToolCall } from '../protocol/tool.js';
import type { Capabilities, Transport } from '../protocol/transport.js';
import type { ConversationState } from './conversation-state.js';
import { createConversation } from './conversation.js';
import { createHeldFiles } from './held-files.js';
import type { noticesOf } from './notices.js';
import { createOutbox, type OutboxOptions } from './outbox.js';
import { createStore, type ReadonlyStore } from './store.js';
import type { ToolHost } from './tool-host.js';
import type { createTools, Tools } from './tools.js';
import type { OutgoingFile, Uploads } from './uploads.js';

export interface ChatOptions {
  readonly transport: Transport;
  readonly session: Session;
  /** Asks the backend to speak first, once per conversation. */
  readonly launch?: boolean;
  readonly platform?: Platform;
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
  readonly message: (id: string) => ReadonlyStore<Message> | undefined;
  readonly messages: () => readonly Message[];
  /** What the backend can do. */
  readonly capabilities: () => Capabilities;
  /** Connects, and launches where that is wanted. Safe to call often. */
  readonly open: () => Promise<void>;
  /** Says it; the id of the message. */
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
  /** The end of it. */
  readonly close: () => Promise<void>;
}

/** A session id in the form the widgets of stentor use (PROTOCOL.md, “direct”). */
export const newSession = (platform: Platform = defaultPlatform, userId?: string): Session => ({
  id: `chat-widget-session-${platform.newId()}`,
  userId: userId ?? `chat-widget-user-${platform.newId()}`,
  startedAt: platform.now(),
});

/** Most conversations have nobody coming or going: what makes lines of these events is fetched with the first. */
const told: ReadonlySet<string> = new Set(['party-changed', 'handoff-changed', 'queue-changed']);

export function createChat({
  transport,
  session: first,
  launch = false,
  platform = defaultPlatform,
  tools: toolHost,
}: ChatOptions): Chat {
  const conversation = createConversation();
  const session = createStore(first);
  const busy = createStore(false);
  const listeners = new Set<(event: ChatEvent) => void>();
  const amendments = new Set<(outgoing: Outgoing) => Outgoing>();
  let toolsCode: Promise<readonly [{ readonly createTools: typeof createTools }, ToolHost]> | undefined;
  let tools: Tools | undefined;
  let noticesCode: Promise<{ readonly noticesOf: typeof noticesOf }> | undefined;
  let opening: Promise<void> | undefined;
  let launched = false;
  let closed = false;

  function receive(event: ChatEvent): void {
    const before = conversation.state.get();
    conversation.receive(event);
    updateBusy();
    for (const listener of [...listeners]) listener(event);
    if (told.has(event.type)) void tell(event, before);
    if (event.type === 'tool-called' && toolHost) void callTool(event.call, toolHost);
  }
  /** Who came, who left and who waits is said by lines of their own, in the order it happened. */
  async function tell(event: ChatEvent, before: ConversationState): Promise<void> {
    const mine = session.get();
    noticesCode ??= import('./notices.js');
    const code = await noticesCode.catch((reason: unknown) => report(toChatError(reason)));
    if (!code) noticesCode = undefined;
    if (mine !== session.get() || closed) return;
    const last = conversation.message(conversation.order.get().at(-1) ?? '')?.get();
    for (const notice of code?.noticesOf(event, { before, last, ...platform }) ?? []) receive(notice);
  }
  const files = createHeldFiles(transport, platform, receive);
  const road: OutboxOptions = {
    async send(command, signal) {
      await connect();
      await transport.send(await files.complete(command, signal), signal);
    },
    settled(command, error) {
      const delivery = error ? 'failed' : 'delivered';
      receive({ type: 'delivery-changed', id: command.id, delivery, ...(error ? { reason: error.code } : {}) });
      if (!error) return files.arrived(command.id);
      if (command.type === 'launch') launched = false;
      if (error.code !== 'aborted') report(error, command);
    },
  };
  const outbox = createOutbox(road);
  /** A backend may wait for a result before it has done with the message that led to the call. */
  const results = createOutbox(road);
  function updateBusy(): void {
    const atWork = outbox.current.get() !== undefined || (tools?.running.get() ?? 0) > 0;
    busy.set(atWork || conversation.state.get().streaming.length > 0);
  }
  outbox.current.subscribe(updateBusy);

  /** One line for the developer; the banner only where no message shows the failure and the visitor had a part in it. */
  function report({ code, message, retryable, cause }: ChatError, command?: ChatCommand): void {
    platform.warn(code, message, cause ?? '');
    const silent = command && (command.type === 'report-action' || conversation.message(command.id));
    receive({ type: 'error-raised', code, message, retryable, ...(silent ? { about: command.id } : {}) });
  }

  /** Most chats never need what calls functions. */
  async function callTool(call: ToolCall, findHost: () => Promise<ToolHost>): Promise<void> {
    const mine = session.get();
    // One promise for all: calls that come together keep their order.
    toolsCode ??= Promise.all([import('./tools.js'), findHost()]);
    const code = await toolsCode.catch((reason: unknown) => report(toChatError(reason)));
    if (!code) toolsCode = undefined;
    if (!code || mine !== session.get() || closed) return;
    if (!tools) {
      const message = (id: string): Message | undefined => conversation.message(id)?.get();
      const [{ createTools }, host] = code;
      tools = createTools({ host, platform, receive, message, answer: results.add });
      tools.running.subscribe(updateBusy);
    }
    await tools.call(call);
  }

  function connect(): Promise<void> {
    opening ??= (async () => {
      receive({ type: 'connection-changed', state: 'connecting' });
      await transport.open((event) => {
        if (!closed) receive(event);
      });
    })().catch((reason: unknown) => {
      opening = undefined;
      const error = toChatError(reason);
      receive({ type: 'connection-changed', state: 'closed', reason: error.code });
      throw error;
    });
    return opening;
  }

  function say(command: ChatCommand, text: string, attachments: readonly Attachment[] = []): void {
    receive({
      type: 'message-added',
      message: {
        id: command.id,
        author: 'user',
        parts: text ? [{ type: 'text', text, format: 'plain' }] : [],
        delivery: 'pending',
        streaming: false,
        createdAt: platform.now(),
        ...(attachments.length ? { attachments } : {}),
      },
    });
    outbox.add(command);
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

  function send(outgoing: Outgoing): string {
    const { text, attachments, files: own = [], hidden, meta } = amended(outgoing);
    const id = platform.newId();
    const command: ChatCommand = {
      type: 'send-message',
      id,
      text,
      ...(attachments ? { attachments } : {}),
      ...(meta ? { meta } : {}),
    };
    const shown = files.hold(id, own, attachments);
    if (hidden) outbox.add(command);
    else say(command, text, shown);
    return id;
  }

  const choices: Table<Action, [string], void> = {
    reply: ({ label, text }) => void send({ text: text ?? label }),
    select: ({ label, token, tokens }, id) =>
      say({ type: 'select-option', id, label, token, ...(tokens ? { tokens } : {}) }, label),
    postback: ({ label, data }, id) => say({ type: 'send-postback', id, label, data }, label),
    link: ({ url }, id) => outbox.add({ type: 'report-action', id, action: 'OPEN_URL', url }),
    call: ({ phone }, id) => outbox.add({ type: 'report-action', id, action: 'OPEN_URL', url: `tel:${phone}` }),
    schedule: ({ label }) => void send({ text: label }),
  };

  function begin(): void {
    // After the visitor's first words a greeting would come too late.
    if (launched || !launch || conversation.messages().some(({ author }) => author === 'user')) return;
    launched = true;
    outbox.add({ type: 'launch', id: platform.newId() });
  }

  return {
    session,
    order: conversation.order,
    state: conversation.state,
    busy,
    message: conversation.message,
    messages: conversation.messages,
    capabilities: () => transport.capabilities ?? {},
    receive,
    send,
    newId: platform.newId,
    ...(transport.upload ? { uploads: files.uploads } : {}),
    ...(transport.unfurl ? { unfurl: transport.unfurl.bind(transport) } : {}),
    submit: (command, words) => (words === undefined ? outbox.add(command) : say(command, words)),
    choose: (action) => match(choices, action, platform.newId()),
    consentToTool: (...word) => tools?.consent(...word),
    amend(change) {
      amendments.add(change);
      return () => void amendments.delete(change);
    },
    async open() {
      begin();
      // A launch on its way tells by itself why it failed.
      const told = outbox.current.get()?.type === 'launch';
      await connect().catch((reason: unknown) => {
        if (!told) report(toChatError(reason));
      });
    },
    async disconnect() {
      const connected = opening;
      opening = undefined;
      if (connected) await transport.close().catch(() => undefined);
      receive({ type: 'connection-changed', state: 'closed' });
    },
    retry(id) {
      if (outbox.retry(id)) receive({ type: 'delivery-changed', id, delivery: 'pending' });
    },
    remove(id) {
      outbox.remove(id);
      files.drop(id);
      receive({ type: 'message-removed', id });
    },
    stop() {
      const { streaming } = conversation.state.get();
      const asked = outbox.current.get();
      // An answer that has begun is evidence that the question arrived.
      if (asked && streaming.length) receive({ type: 'delivery-changed', id: asked.id, delivery: 'delivered' });
      outbox.abort();
      tools?.stop();
      for (const id of streaming) receive({ type: 'message-completed', id });
    },
    restart() {
      outbox.clear();
      files.drop();
      results.clear();
      tools?.cancel();
      conversation.clear();
      updateBusy();
      session.set(newSession(platform, session.get().userId));
      outbox.add({ type: 'restart', id: platform.newId(), session: session.get() });
      launched = false;
      begin();
    },
    on(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async close() {
      if (closed) return;
      closed = true;
      outbox.clear();
      files.drop();
      results.clear();
      tools?.cancel();
      // What was never opened is not ours to close: the page may have given it to another chat meanwhile.
      if (opening) await transport.close().catch(() => undefined);
      listeners.clear();
    },
  };
}
