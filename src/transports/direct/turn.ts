import { addressOf } from '../../net/address.js';
import { postJson } from '../../net/http.js';
import { recordOf } from '../../net/untrusted.js';
import type { ChatCommand } from '../../protocol/commands.js';
import { ChatError, TransportError } from '../../protocol/errors.js';
import type { ChatEvent } from '../../protocol/events.js';
import type { PermissionRequest } from '../../protocol/permission.js';
import type { Session } from '../../protocol/session.js';
import type { TransportOptions } from '../../protocol/transport.js';
import { contextOf, decodeResponse, encodeRequest, showsMore } from './codec.js';

/** Where the conversation stands when something is said. */
export interface Situation {
  readonly session: Session;
  /** What the backend asked the visitor last. */
  readonly asked: PermissionRequest | undefined;
  readonly token: string | undefined;
}

/** What not every answer has is fetched with the first that has it. */
const whatIsShown = async () => {
  try {
    return await import('./shown.js');
  } catch (cause) {
    const message = 'What reads this answer could not be loaded.';
    throw new TransportError('load-failed', message, { cause, outcome: 'unknown' });
  }
};

/** One turn: the command as a POST, the reply to it as what happens. Rejects with a `ChatError`. */
export async function takeTurn(
  command: ChatCommand,
  { session, asked, token }: Situation,
  options: TransportOptions,
  signal: AbortSignal,
): Promise<Iterable<ChatEvent>> {
  const { accountKey, headers, bodyProperties, log, now = Date.now } = options;
  const request = encodeRequest(command, { ...contextOf(options, session, asked), accessToken: token });
  if (!request) {
    throw new ChatError('unsupported', `A direct backend has no ${command.type}.`, { outcome: 'rejected' });
  }
  const bearer = accountKey ?? token;
  const reply = await postJson({
    ...options,
    address: addressOf(options, ['http:', 'https:']),
    headers: { ...headers, ...(bearer ? { authorization: `Bearer ${bearer}` } : {}) },
    body: { ...bodyProperties, ...request },
    idempotent: true,
    signal,
  });
  // Any stentor takes the request; only one that can forget says so.
  if (command.type === 'erase-data' && recordOf(reply).erased !== true) {
    throw new ChatError('unsupported', 'The backend does not say that it forgot.', { outcome: 'rejected' });
  }
  if (reply === undefined) return [];
  const shown = showsMore(reply) ? await whatIsShown() : undefined;
  return decodeResponse(reply, { id: `${command.id}.reply`, now: now(), log }, shown?.decodeShown);
}
