import { warnOfWorkspaceKey } from '../config/workspace-key.js';
import { saidWords } from '../core/said-words.js';
import type { Message } from '../protocol/message.js';
import type { Session } from '../protocol/session.js';
import type { Poll, RemoteSession, Shelf, Transport, TransportOptions } from '../protocol/transport.js';
import { loadTransport } from '../transports/load.js';
import type { NormalizedConfig } from './create-config.js';
import { machineOf, seamsOf, type Platform } from './host.js';

/** What a transport asks of the conversation that it is part of. */
export interface Surroundings {
  readonly config: () => NormalizedConfig;
  readonly platform: Platform;
  readonly session: Session;
  readonly shelf: Shelf;
  readonly remote: RemoteSession;
  readonly onPoll: (poll: Poll) => void;
  readonly contact: NonNullable<TransportOptions['contact']>;
  readonly messages: () => readonly Message[];
  readonly functions?: NonNullable<TransportOptions['functions']> | undefined;
}

const filled = <T extends object>(fields: T): Partial<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== '')) as Partial<T>;

/** The transport that the settings name. Rejects where there is none of that name, or its code does not come. */
export async function makeTransport(around: Surroundings): Promise<Transport> {
  const { config, platform, session, shelf, remote, onPoll, contact, messages, functions } = around;
  const { transport, resolved, user, contactToken, getToken, getSession } = config();
  if (typeof transport === 'object') return transport;
  warnOfWorkspaceKey(resolved);
  const make = await loadTransport(transport);
  const { warn } = machineOf(platform);
  const base = globalThis.document?.baseURI;
  const address = (url: string): string => (url ? new URL(url, base).href : '');
  return make({
    ...seamsOf(platform),
    url: address(resolved.url),
    session,
    timeout: resolved.timeout,
    ...filled({
      uploadUrl: address(resolved.uploadUrl),
      unfurlUrl: address(resolved.unfurlUrl),
      accountKey: resolved.accountKey,
      token: resolved.token,
      widgetId: resolved.widgetId,
      channelId: resolved.channelId,
      botId: resolved.botId,
      blueprintId: resolved.blueprintId,
      contactToken: contactToken ?? '',
      tokenHeader: resolved.tokenHeader,
      initial: resolved.initial,
    }),
    mode: resolved.mode,
    stream: resolved.stream,
    languages: () => config().resolved.language,
    shelf,
    remote,
    onPoll,
    said: () => saidWords(messages()),
    has: (id) => messages().some((message) => message.id === id),
    ...(functions ? { functions } : {}),
    ...(getToken ? { getToken } : {}),
    ...(getSession ? { getSession } : {}),
    patience: { ack: resolved.ackTimeout, heartbeat: resolved.heartbeat, backoff: resolved.backoffBase },
    headers: resolved.headers,
    queryParams: resolved.queryParams,
    pathParams: resolved.pathParams,
    bodyProperties: resolved.bodyProperties,
    attributes: () => ({ ...config().user.customData }),
    contact,
    log: (line, detail) => warn('odd-reply', line, detail ?? ''),
    ...(user.external_id ? { userId: user.external_id } : {}),
  });
}
