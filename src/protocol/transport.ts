import type { ChatCommand } from './commands.js';
import type { ChatError } from './errors.js';
import type { Emit } from './events.js';
import type { Attachment } from './message.js';
import type { Session } from './session.js';
import type { Call } from './voice.js';

/** What a backend can do. Absent means it cannot. */
export interface Capabilities {
  /** The same command id may be sent again: the backend acts on it once. */
  readonly idempotent?: boolean;
  readonly streaming?: boolean;
  /** Others can speak unasked. */
  readonly serverPush?: boolean;
  /** The visitor's own messages come back from the server. */
  readonly echoesUser?: boolean;
  readonly history?: boolean;
  readonly handoff?: boolean;
  /** Takes thumbs and scores (`give-feedback`). */
  readonly feedback?: boolean;
  /** Takes what became of a function of the page whenever it comes, also from a page that was loaded meanwhile. */
  readonly lateResults?: boolean;
  /** Forgets a conversation when asked to (`erase-data`). */
  readonly erasure?: boolean;
}

/** One file on its way to the backend. */
export interface Upload {
  /** The same over every attempt: a backend that knows it stores one file. */
  readonly id?: string;
  readonly file: Blob;
  /** What the visitor calls it; hostile until cleaned. */
  readonly name: string;
  readonly signal: AbortSignal;
  /** Told the fraction that has arrived, 0 to 1. */
  readonly progress: (fraction: number) => void;
}

/** What the backend knows about a page that is linked to. Words only; the image is an address, not yet fetched. */
export interface LinkPreview {
  readonly url: string;
  readonly title: string;
  readonly description?: string;
  readonly siteName?: string;
  readonly image?: string;
}

/** A message as a sound. */
export interface Speech {
  readonly id: string;
  /** Absent where the backend has none of it. */
  readonly url?: string;
}

/**
 * How to talk to a backend: opens, sends, closes. Everything that comes back is an event; nothing is returned.
 *
 * Rules that no type can check (the contract test in `./testing` does):
 * - `open` is told the session to talk in: the one that was given at first, or one that an earlier page began.
 * - `open` emits `connection-changed: open` before it settles, or rejects with a `ChatError`. A transport that retries by
 *   itself emits `waiting` and settles `open` anyway.
 * - `send` settles when the backend has the command: resolved is delivered, rejected with a `ChatError` is not.
 *   What the backend answers may come before or after that.
 * - `send` obeys its signal. `close` may be called at any time and often; after it no event is emitted, and `open` may
 *   be called again.
 */
export interface Transport {
  readonly capabilities?: Capabilities;
  open(emit: Emit, session?: Session): Promise<void>;
  send(command: ChatCommand, signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
  /**
   * Gets a new token or session after one was refused, silently. Rejects with a `ChatError` when there is none to get.
   * Absent means that what was refused stays refused.
   */
  renew?(): Promise<void>;
  /**
   * Whether the backend has a command whose fate is unknown; `undefined` when it cannot tell. What it finds out on the
   * way comes as events. Absent means that nobody can tell.
   */
  reconcile?(id: string, signal: AbortSignal): Promise<boolean | undefined>;
  /** Stores one file where the backend can read it. Absent means files cannot be sent. Rejects with a `ChatError`. */
  upload?(upload: Upload): Promise<Attachment>;
  /** Asks the backend about a link; `undefined` when there is nothing to show. Absent means there are no previews. */
  unfurl?(url: string, signal: AbortSignal): Promise<LinkPreview | undefined>;
  /** Has a message of the bot read out. Absent means that the backend has no voice. Rejects with a `ChatError`. */
  synthesize?(messageId: string, signal: AbortSignal): Promise<Speech>;
  /**
   * A line to speak on; one for the life of the transport, whether it is open or not. What is said goes to `emit` as
   * messages. Closing the transport ends the call. Absent means that nobody can be called.
   */
  call?(emit: Emit): Promise<Call>;
}

/** Time, chance and the network are parameters, so that no test stubs a global. */
export interface TransportSeams {
  readonly fetch?: typeof globalThis.fetch;
  readonly webSocket?: typeof globalThis.WebSocket;
  readonly setTimeout?: (callback: () => void, ms: number) => unknown;
  readonly clearTimeout?: (handle: never) => void;
  readonly now?: () => number;
  /** Milliseconds by a clock that only goes forward. */
  readonly elapsed?: () => number;
  readonly random?: () => number;
}

/** Milliseconds. */
export interface Patience {
  /** Longest wait for the acknowledgement of a message, and of a connection. */
  readonly ack: number;
  /** Silence after which a connection is asked whether it still lives. */
  readonly heartbeat: number;
  /** The first wait before another attempt; each further one may be twice as long. */
  readonly backoff: number;
}

/** Where a transport keeps its tokens, and nowhere else. `session` ends with the conversation; the others find it again. */
export interface Shelf {
  readonly get: (name: 'session' | 'resume' | 'contact') => string | undefined;
  /** `undefined` takes it away. */
  readonly put: (name: 'session' | 'resume' | 'contact', token: string | undefined) => void;
}

/** The backend's own id of a session, as a host has it. */
export interface RemoteSession {
  readonly get: () => string | undefined;
  readonly set: (id: string | undefined) => void;
}

/** How a transport that looks for news stands. */
export interface Poll {
  /** A look is under way. */
  readonly asking: boolean;
  /** Milliseconds until the next one; absent while one is under way, and when there is none. */
  readonly nextIn?: number;
  /** Why the last one failed. */
  readonly error?: ChatError;
}

/** A function of the page, as a backend may hear of it. */
export interface OfferedFunction {
  readonly name: string;
  readonly description?: string;
  /** JSON Schema of its input. */
  readonly parameters?: Readonly<Record<string, unknown>>;
}

/** Whether the visitor has the conversation before them. */
export interface Watched {
  readonly get: () => boolean;
  /** Told of every change, until what it returns is called. */
  readonly subscribe: (listener: () => void) => () => void;
}

/** What was said in the conversation, in words. */
export interface SaidWords {
  readonly author: 'user' | 'bot' | 'agent';
  readonly text: string;
}

/** What a named transport is made from: settings, the session, and what the page added. */
export interface TransportOptions extends TransportSeams {
  readonly url: string;
  readonly session: Session;
  /** Longest wait for the first byte of an answer, in milliseconds. */
  readonly timeout: number;
  /** Where files go; absent means `uploads` beside `url`. */
  readonly uploadUrl?: string;
  /** Where link previews come from; absent means `unfurl` beside `url`. */
  readonly unfurlUrl?: string;
  readonly accountKey?: string;
  readonly token?: string;
  /** Who and what the backend is to answer for, in its own ids; each wire knows some of them. */
  readonly widgetId?: string;
  readonly channelId?: string;
  readonly botId?: string;
  readonly blueprintId?: string;
  /** Says who the visitor is; made by the page's own server. */
  readonly contactToken?: string;
  /** Name of the header that carries a session token; each wire has its own unless given. */
  readonly tokenHeader?: string;
  /** What the visitor may talk by; `text` unless given. */
  readonly mode?: 'text' | 'voice' | 'voice+text';
  /** Whether answers are wanted word by word; true unless given. */
  readonly stream?: boolean;
  /** The page's own first words for the bot: it has them on the screen already. */
  readonly initial?: string;
  /** Languages of the visitor, best first. */
  readonly languages?: () => readonly string[];
  /** Tokens that outlive the page; without it they are kept in memory. */
  readonly shelf?: Shelf;
  /** The backend's own id of the session, where it is another than ours: what a host knows of it, and is told. */
  readonly remote?: RemoteSession;
  /** Whether the panel is open; news is less urgent where nobody reads it. Absent means that it is. */
  readonly watched?: Watched;
  /** Told of each look for news, by transports that look. */
  readonly onPoll?: (poll: Poll) => void;
  /** What was said so far, oldest first, for backends that have to be told again. */
  readonly said?: () => readonly SaidWords[];
  /** Functions that the backend may call. */
  readonly functions?: () => readonly OfferedFunction[];
  /**
   * Asks the page for a token, at first and whenever one was refused; it stands in place of `token`. Looked for whenever
   * it is needed: a page may come to have one later.
   */
  readonly getToken?: ((reason: 'first' | 'refused') => Promise<string | undefined>) | undefined;
  /** Asks the page's own server for a session in the same way, for backends whose sessions are made there. */
  readonly getSession?:
    | ((
        reason: 'first' | 'refused',
      ) => Promise<{ readonly id?: string; readonly token?: string; readonly [field: string]: unknown } | undefined>)
    | undefined;
  /**
   * Whether the conversation has this message already, kept from an earlier page or tab. Where it is given, a backend
   * with a history is asked at once for what else was said.
   */
  readonly has?: (messageId: string) => boolean;
  /** How long the other side may be silent, and how soon to come back; each has a default. */
  readonly patience?: Partial<Patience>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly queryParams?: Readonly<Record<string, string>>;
  readonly pathParams?: Readonly<Record<string, string>>;
  readonly bodyProperties?: Readonly<Record<string, unknown>>;
  /** Read at each request: what the page wants its backend to know (API `attributesForRequests`). */
  readonly attributes?: () => Readonly<Record<string, unknown>>;
  /** Read at each request: who the visitor is, as far as the page or a form said. */
  readonly contact?: () => Readonly<{ name?: string; email?: string; phone?: string; avatarUrl?: string }>;
  /** A human agent's seat rather than a visitor's (router `isAdmin`). */
  readonly isAdmin?: boolean;
  /** One line for the developer. */
  readonly log?: (line: string, detail?: unknown) => void;
}
export type TransportFactory = (options: TransportOptions) => Transport;
