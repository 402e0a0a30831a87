import { addressOf } from '../../net/address.js';
import { settledOrAborted } from '../../net/settled-or-aborted.js';
import { defaultPlatform } from '../../platform/platform.js';
import { ChatError } from '../../protocol/errors.js';
import type { Emit } from '../../protocol/events.js';
import type { Transport, TransportOptions } from '../../protocol/transport.js';
import type { Call } from '../../protocol/voice.js';
import { encodeTurn } from './encode.js';
import { createGrants } from './grants.js';
import { takeTurn } from './turn.js';

const silent: Emit = () => {};

/**
 * Sessions that the page's own server makes: text turns over HTTP, answers as server-sent events (PROTOCOL.md,
 * “session”). Nobody is asked for a session before the visitor does something. A turn lasts until its answer is over, and
 * is delivered when the backend begins it; one whose fate is unknown is never sent again from here.
 */
export function sessionTransport(options: TransportOptions): Transport {
  const { mode = 'text' } = options;
  let { session } = options;
  let emit = silent;
  let running = new AbortController();
  let calling: Promise<Call> | undefined;
  const grants = createGrants(options, () => emit({ type: 'continuity-lost', cause: 'new-session' }));

  function hangUp(): void {
    running.abort();
    void calling?.then((call) => call.end()).catch(() => undefined);
    running = new AbortController();
  }

  /** One line for the life of the transport; where it is not for voice there is none. */
  const line = async (tell: Emit): Promise<Call> => {
    calling ??= import('./voice/call.js').then(({ createCall }) =>
      createCall({ ...options, grants, emit: tell, newId: defaultPlatform.newId }),
    );
    try {
      return await calling;
    } catch (reason) {
      // Asked for again with the next conversation.
      calling = undefined;
      throw reason;
    }
  };

  return {
    capabilities: { streaming: true, handoff: true },
    async open(sink, current) {
      session = current ?? session;
      // Throws where nobody could be asked for a session.
      if (!options.getSession) addressOf(options, ['http:', 'https:']);
      grants.enter(session.id);
      emit = sink;
      emit({ type: 'connection-changed', state: 'open' });
    },
    async send(command, signal) {
      if (command.type === 'restart' || command.type === 'end-session') {
        hangUp();
        if (command.type === 'restart') session = command.session;
        return grants.beginAnew(session.id);
      }
      if (signal.aborted) throw new ChatError('aborted', 'Stopped before it was sent.', { outcome: 'not-sent' });
      const text = encodeTurn(command);
      if (text === undefined) return;
      const mine = running;
      const stop = () => turn.abort();
      const turn = new AbortController();
      signal.addEventListener('abort', stop);
      mine.signal.addEventListener('abort', stop);
      try {
        const grant = await settledOrAborted(grants.current, turn.signal);
        const tell: Emit = (event) => {
          // Restarted or closed meanwhile: the answer belongs to a conversation that is gone.
          if (mine === running) emit(event);
        };
        await takeTurn({ id: command.id, text, grant, options, emit: tell, signal: turn.signal });
      } finally {
        signal.removeEventListener('abort', stop);
        mine.signal.removeEventListener('abort', stop);
      }
    },
    renew: grants.renew,
    ...(mode === 'text' ? {} : { call: line }),
    async close() {
      hangUp();
      emit({ type: 'connection-changed', state: 'closed' });
      emit = silent;
    },
  };
}
