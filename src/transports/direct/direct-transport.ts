import { addressOf } from '../../net/address.js';
import type { TokenSource } from '../../net/token.js';
import { TransportError } from '../../protocol/errors.js';
import type { ChatEvent, Emit } from '../../protocol/events.js';
import type { PermissionRequest } from '../../protocol/permission.js';
import type { Transport, TransportOptions } from '../../protocol/transport.js';

const silent: Emit = () => {};

/** What writes requests and reads answers is fetched while the visitor writes: without it nothing is sent. */
const code = async <T>(chunk: Promise<T>): Promise<T> => {
  try {
    return await chunk;
  } catch (cause) {
    throw new TransportError('load-failed', 'It could not be loaded.', {
      cause,
      outcome: 'not-sent',
    });
  }
};

/**
 * Stentor over HTTP: one POST per turn, the whole answer in its reply (PROTOCOL.md, “direct”). Connected means that the
 * address can be one; nothing is sent before the first command.
 */
export function directTransport(options: TransportOptions): Transport {
  let { session } = options;
  let emit = silent;
  let asked: PermissionRequest | undefined;
  let source: TokenSource | undefined;

  const tokens = async (): Promise<TokenSource> =>
    (source ??= (await code(import('../../net/token.js'))).tokenSource(options));
  function hear(event: ChatEvent): void {
    if (event.type === 'permission-requested') asked = event.request;
    emit(event);
  }

  return {
    capabilities: { idempotent: true, handoff: true, feedback: true, lateResults: true },
    async open(sink, current) {
      session = current ?? session;
      addressOf(options, ['http:', 'https:']);
      import('./turn.js').catch(() => undefined);
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
      const { takeTurn } = await code(import('./turn.js'));
      const token = options.getToken ? await (await tokens()).current() : options.token;
      const turn = takeTurn(command, { session: mine, asked, token }, options, signal);
      if (command.type === 'answer-permission') asked = undefined;
      const events = await turn;
      // Restarted meanwhile: the answer belongs to a conversation that is gone.
      if (mine !== session) return;
      for (const event of events) hear(event);
    },
    renew: async () => (await tokens()).renew(),
    upload: async (upload) => (await import('../../net/upload-beside.js')).uploadBeside(upload, options, tokens),
    unfurl: async (link, signal) => (await import('../../net/unfurl.js')).unfurlBeside(link, signal, options, tokens),
    async close() {
      emit({ type: 'connection-changed', state: 'closed' });
      emit = silent;
    },
  };
}
