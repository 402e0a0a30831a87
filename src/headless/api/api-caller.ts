import { ChatError, type ChatErrorOptions } from '../../protocol/errors.js';
import type { NormalizedConfig } from '../create-config.js';
import { AuthenticationError, FileUploadError, SessionNotDefinedError } from '../errors.js';
import { askApi } from './request.js';
import type {
  HistoryItem,
  MeReply,
  PreludeReply,
  SendReply,
  SendRequest,
  SessionReply,
  UploadReply,
  VoteReply,
  VoteRequest,
} from './wire.js';

export interface ApiCallerOptions {
  readonly config: NormalizedConfig;
  readonly fetch?: typeof globalThis.fetch;
}
interface Polled {
  readonly session: SessionReply;
  readonly history: readonly HistoryItem[];
}

const LARGEST = 5 * 1024 * 1024;
const isMissing = (reason: unknown): reason is ChatError => ChatError.is(reason) && reason.code === 'not-found';

/** What an error knows besides its class. */
const known = (error: ChatError): ChatErrorOptions => ({
  cause: error,
  ...(error.status === undefined ? {} : { status: error.status }),
});

/**
 * The calls of an OpenCX server, typed. They answer with the body, and reject with a `ChatError` of the class that the
 * reference has for it. Where a server is of the newer generation, its calls stand in for those that are gone.
 */
export class ApiCaller {
  readonly #config: NormalizedConfig;
  readonly #fetch: typeof globalThis.fetch;

  constructor({ config, fetch = (...request) => globalThis.fetch(...request) }: ApiCallerOptions) {
    this.#config = config;
    this.#fetch = fetch;
  }

  /** Who the visitor is to the server. Older servers only: newer ones reject with `not-found`. */
  readonly me = async (): Promise<MeReply> => (await this.#ask('GET', '/me')) as MeReply;

  /** What is to be shown before anything is said. */
  readonly widgetPrelude = async (): Promise<PreludeReply> =>
    (await this.#either('/prelude', () => this.#ask('GET', '/config'))) as PreludeReply;

  /** Says something. A refusal comes as `success: false`, not as an error. */
  readonly handleMessage = async (message: SendRequest, signal?: AbortSignal): Promise<SendReply> =>
    (await this.#ask('POST', '/chat/send', message, signal)) as SendReply;

  /** Begins a conversation. */
  readonly createSession = async (about: { readonly customData?: Readonly<Record<string, unknown>> } = {}) =>
    (await this.#ask('POST', '/create-session', about.customData ? about : undefined)) as SessionReply;

  /** One conversation. Rejects with `SessionNotDefinedError` where there is none of that id. */
  readonly getSession = (sessionId: string): Promise<SessionReply> =>
    this.#inSession(async () => {
      const path = `/session/${encodeURIComponent(sessionId)}`;
      return (await this.#either(path, async () => (await this.#poll(sessionId)).session)) as SessionReply;
    });

  /** What was said in it, after a time of the server’s. */
  readonly getSessionHistory = (sessionId: string, lastMessageTimestamp?: string): Promise<readonly HistoryItem[]> =>
    this.#inSession(async () => {
      const query = lastMessageTimestamp ? `?${new URLSearchParams({ lastMessageTimestamp }).toString()}` : '';
      const path = `/session/history/${encodeURIComponent(sessionId)}${query}`;
      const after = Date.parse(lastMessageTimestamp ?? '');
      const items = await this.#either(path, async () =>
        (await this.#poll(sessionId)).history.filter(({ sentAt }) => !(Date.parse(sentAt ?? '') <= after)),
      );
      return items as readonly HistoryItem[];
    });

  /** Stores a file, of 5 MB at most. Rejects with `FileUploadError`. */
  readonly uploadFile = async (upload: {
    readonly file: { readonly id: string; readonly file: Blob; readonly name?: string };
    readonly abortSignal?: AbortSignal;
  }): Promise<UploadReply> => {
    const { id, file, name } = upload.file;
    if (file.size > LARGEST)
      throw new FileUploadError('The file is larger than 5 MB.', { code: 'too-large', outcome: 'rejected' });
    const form = new FormData();
    form.append('file', file, name ?? ('name' in file ? String(file.name) : 'file'));
    const path = `/upload?${new URLSearchParams({ fileId: id, sessionId: '' }).toString()}`;
    try {
      return (await this.#ask('POST', path, form, upload.abortSignal)) as UploadReply;
    } catch (reason) {
      if (!ChatError.is(reason) || reason instanceof AuthenticationError || reason.code === 'aborted') throw reason;
      throw new FileUploadError(reason.message, { code: reason.code, ...known(reason) });
    }
  };

  /** Says whether an answer was of use. */
  readonly vote = async (vote: VoteRequest): Promise<VoteReply> =>
    (await this.#ask('POST', '/chat/vote', vote)) as VoteReply;

  async #poll(sessionId: string): Promise<Polled> {
    return (await this.#ask('GET', `/poll/${encodeURIComponent(sessionId)}`)) as Polled;
  }
  /** The older call, and what newer servers have in its place. */
  async #either(path: string, newer: () => Promise<unknown>): Promise<unknown> {
    try {
      return await this.#ask('GET', path);
    } catch (reason) {
      if (isMissing(reason)) return newer();
      throw reason;
    }
  }
  async #inSession<T>(deed: () => Promise<T>): Promise<T> {
    try {
      return await deed();
    } catch (reason) {
      throw isMissing(reason)
        ? new SessionNotDefinedError('The server has no such session.', { code: reason.code, ...known(reason) })
        : reason;
    }
  }
  #ask(method: 'GET' | 'POST', path: string, body?: unknown, signal?: AbortSignal): Promise<unknown> {
    const { apiUrl, token, contactToken, user, headers, queryParams, resolved } = this.#config;
    const address = new URL(`${apiUrl.replace(/\/+$/, '').replace(/\/backend$/, '')}/backend/widget/v2${path}`);
    for (const [name, value] of Object.entries(queryParams)) address.searchParams.set(name, value);
    const consumer = user.email ? `email:${user.email}` : user.phone ? `phone:${user.phone}` : ':';
    return askApi({
      address,
      method,
      headers: {
        'x-bot-token': token,
        'x-consumer-id': consumer,
        ...(contactToken ? { authorization: `Bearer ${contactToken}` } : {}),
        ...headers,
      },
      body,
      signal,
      timeout: resolved.timeout,
      fetch: this.#fetch,
    });
  }
}
