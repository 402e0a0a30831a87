import type { Backend } from '../backend.js';
import { checkConversation } from '../doors/caller.js';
import { Problem } from '../problem.js';
import type { HeardFrame } from '../sockets/frame.js';
import type { Peer } from '../sockets/peer.js';
import type { Session } from './sessions.js';

/** Close codes from 4000 on are free to use: 4401 and 4403 say what 401 and 403 say over HTTP. */
const CLOSE_CODES = 4000;

/** A socket's leave to speak and to hear: the session token that its frames brought. */
export interface Pass {
  /** Throws a `Problem`, and closes the socket, for a frame that no token allows. */
  readonly check: (frame: HeardFrame) => Promise<void>;
  /** Whether there was a token that still counts; without one the socket is closed. */
  readonly lasts: () => boolean;
}

/** The first frame of a socket brings its token, since the address must not; a later one may bring a newer. */
export function createPass({ sessions }: Backend, { close }: Pick<Peer, 'close'>, origin: string | null): Pass {
  let token: string | undefined;
  let session: Session | undefined;
  const counts = () => session !== undefined && sessions.lasts(session);
  return {
    async check({ data: { accessToken }, sessionId }) {
      const shown = typeof accessToken === 'string' ? accessToken : token;
      try {
        if (shown !== token || !counts()) session = await sessions.admit('stentor', shown, origin);
        token = shown;
        checkConversation(session, sessionId);
      } catch (thrown) {
        if (thrown instanceof Problem) close(CLOSE_CODES + thrown.status, thrown.message);
        throw thrown;
      }
    },
    lasts() {
      if (!counts()) close(CLOSE_CODES + 401, 'The session token does not count any more.');
      return counts();
    },
  };
}
