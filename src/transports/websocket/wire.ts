import type { StentorRequest, StentorResponse } from '../direct/wire.js';

/** The router's envelope, one JSON text frame each (PROTOCOL.md, “websocket”; stentor router, `websocketraw`). */

export interface Sender {
  readonly deviceId: 'Widget' | 'Bot' | 'Router';
  readonly userId: string;
  readonly isAdmin?: boolean;
  readonly displayName?: string | null;
  readonly email?: string | null;
  readonly avatarPath?: string | null;
  readonly urlAttributes?: { readonly path: readonly string[]; readonly query: Readonly<Record<string, string>> };
}
/** What the router offers beyond the plain wire; a server without it works all the same. */
export type Feature = 'ack' | 'history' | 'ping' | 'erasure';

/** Data of each event. `id` and `seq` on frames from the bot belong to the history extension. */
export interface FrameData {
  /** From us, where the page has a token. */
  'user joined': { readonly accessToken?: string } | undefined;
  'user left': undefined;
  'connection update': {
    readonly sessionCreated: boolean;
    readonly errorMessage?: string;
    readonly features?: readonly Feature[];
    /** Which conversation of that session id this is: a server that forgot the last one has another. */
    readonly epoch?: string;
    /** The first number that can still be had, and the last there is. */
    readonly first?: number;
    readonly seq?: number;
  };
  'new message': StentorRequest | StentorResponse;
  typing: undefined;
  'stop typing': undefined;
  'account status': undefined;
  failure: { readonly type: string; readonly tries: number; readonly delay: number; readonly error?: string };
  disconnect: undefined;
  reconnect: undefined;
  'reconnect failed': undefined;
  'reconnect error': undefined;
  'barge in': undefined;
  'barge out': undefined;
  ack: { readonly requestId: string };
  /** Out: `after` is the last `seq` without a hole before it. In: the last there is, and the first there still is. */
  history: { readonly after: number; readonly first?: number };
  ping: undefined;
  /** The last `seq` there is. */
  pong: { readonly seq?: number } | undefined;
}
export type FrameEvent = keyof FrameData;

export interface Frame<E extends FrameEvent = FrameEvent> {
  readonly event: E;
  readonly data?: FrameData[E];
  readonly sender?: Sender;
  readonly sessionId: string;
  readonly timeMs: number;
  /** History extension: the message's own id and its place in the session, counted from 1. */
  readonly id?: string;
  readonly seq?: number;
}
