import type { ChatError } from '../protocol/errors.js';
import { SessionError, TransportError } from '../protocol/errors.js';
import type { TransportOptions } from '../protocol/transport.js';
import { clockOf } from './clock.js';

/** The page's token, in memory and nowhere else. */
export interface TokenSource {
  /** The token, asked for at the first need. Rejects with outcome `not-sent` when the page has none to give now. */
  readonly current: () => Promise<string | undefined>;
  /** Gets another one for one that was refused. Rejects with `unauthorized` when there is no other. */
  readonly renew: () => Promise<void>;
}

/** The tokens of one transport. The page has as long for one as a backend for the first byte of an answer. */
export function tokenSource(options: TransportOptions): TokenSource {
  const { token: given, timeout } = options;
  const clock = clockOf(options);
  let token: Promise<string | undefined> | undefined;
  let renewing: Promise<void> | undefined;

  async function ask(reason: 'first' | 'refused'): Promise<string | undefined> {
    let disarm = () => {};
    try {
      const late = new Promise<never>((_, reject) => {
        disarm = clock.after(timeout, () => reject(new Error('The page gave no token in time.')));
      });
      return await Promise.race([options.getToken?.(reason), late]);
    } finally {
      disarm();
    }
  }
  const refused = (cause?: unknown): ChatError =>
    new SessionError('unauthorized', 'The token was refused, and there is no other.', { cause, outcome: 'rejected' });

  async function replace(): Promise<void> {
    const old = await token?.catch(() => undefined);
    let next: string | undefined;
    try {
      next = await ask('refused');
    } catch (cause) {
      throw refused(cause);
    }
    if (!next || next === old) throw refused();
    token = Promise.resolve(next);
  }

  return {
    async current() {
      if (!options.getToken) return given;
      try {
        return await (token ??= ask('first'));
      } catch (cause) {
        token = undefined;
        throw new TransportError('unauthorized', 'The page gave no token.', { cause, outcome: 'not-sent' });
      }
    },
    async renew() {
      if (!options.getToken) throw refused();
      try {
        await (renewing ??= replace());
      } finally {
        renewing = undefined;
      }
    },
  };
}
