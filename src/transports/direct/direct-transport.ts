import { addressOf } from '../../net/address.js';
import { postJson } from '../../net/http.js';
import type { TokenSource } from '../../net/token.js';
import { recordOf } from '../../net/untrusted.js';
import { ChatError, TransportError, type Outcome } from '../../protocol/errors.js';
import type { ChatEvent, Emit } from '../../protocol/events.js';
import type { PermissionRequest } from '../../protocol/permission.js';
import type { Transport, TransportOptions } from '../../protocol/transport.js';

const silent: Emit = () => {};

/** What writes requests and reads answers is fetched while the visitor writes. */
const code = async <T>(chunk: Promise<T>, outcome: Outcome): Promise<T> => {
  try {
    return await chunk;
  } catch (cause) {
    throw new TransportError('load-failed', 'What talks to the backend could not be loaded.', { cause, outcome });
  }
};

/**
 * Stentor over HTTP: one POST per turn, the whole answer in its reply (PROTOCOL.md, “direct”). Connected means that the
 * address can be one; nothing is sent before the first command.
 */
export function directTransport(options: TransportOptions): Transport {
  const { accountKey, getToken, headers, bodyProperties, log, now = Date.now } = options;
  let { session } = options;
  let emit = silent;
  let asked: PermissionRequest | undefined;
  let source: TokenSource | undefined;

  const tokens = async (): Promise<TokenSource> =>
    (source ??= (await code(import('../../net/token.js'), 'not-sent')).tokenSource(options));
  function hear(event: ChatEvent): void {
    if (event.type === 'permission-requested') asked = event.request;
    emit(event);
  }

  return {
    capabilities: { idempotent: true, handoff: true, feedback: true },
    async open(sink, current) {
      session = current ?? session;
      addressOf(options, ['http:', 'https:']);
      import('./codec.js').catch(() => undefined);
      import('../../net/failures.js').catch(() => undefined);
      emit = sink;
      emit({ type: 'connection-changed', state: 'open' });
    },
    async send(command, signal) {
      if (command.type === 'restart') {
        session = command.session;
        asked = undefined;
        return;
      }
      const mine = session;
      const { contextOf, decodeResponse, encodeRequest, showsMore } = await code(import('./codec.js'), 'not-sent');
      const token = getToken ? await (await tokens()).current() : options.token;
      const request = encodeRequest(command, { ...contextOf(options, mine, asked), accessToken: token });
      if (!request) {
        throw new ChatError('unsupported', `A direct backend has no ${command.type}.`, { outcome: 'rejected' });
      }
      if (command.type === 'answer-permission') asked = undefined;
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
      if (reply === undefined) return;
      const shown = showsMore(reply) ? await code(import('./shown.js'), 'unknown') : undefined;
      // Restarted meanwhile: the answer belongs to a conversation that is gone.
      if (mine !== session) return;
      const context = { id: `${command.id}.reply`, now: now(), log };
      for (const event of decodeResponse(reply, context, shown?.decodeShown)) hear(event);
    },
    ...(getToken ? { renew: async () => (await tokens()).renew() } : {}),
    upload: async (upload) => (await import('../../net/upload-beside.js')).uploadBeside(upload, options),
    unfurl: async (link, signal) => (await import('../../net/unfurl.js')).unfurlBeside(link, signal, options),
    async close() {
      emit({ type: 'connection-changed', state: 'closed' });
      emit = silent;
    },
  };
}
