import { addressOf } from '../../net/address.js';
import { clockOf } from '../../net/clock.js';
import { postJson } from '../../net/http.js';
import { ChatError, RejectedError, SessionError, toChatError, TransportError } from '../../protocol/errors.js';
import type { TransportOptions } from '../../protocol/transport.js';
import { readGrant, type Grant } from './grant.js';
import type { SessionWish } from './wire.js';

/** A session this close to its end is not begun with. */
const MARGIN = 5_000;

/** The session of one transport, asked for when it is first needed and when it is over. */
export interface Grants {
  /** Rejects with outcome `not-sent` while the page has none to give. */
  readonly current: () => Promise<Grant>;
  /** Gets another one for one that was refused. Rejects with `unauthorized` when there is no other. */
  readonly renew: () => Promise<void>;
  /** Takes up the session that an earlier page or tab had in this conversation, or begins without one. */
  readonly enter: (conversation: string) => void;
  /** The conversation begins anew: its first session is no news. */
  readonly beginAnew: (conversation: string) => void;
}

interface Held {
  readonly grant: Grant;
  /** By the clock that only goes forward. */
  readonly until: number;
}

/** `onNew` is told of a session that does not know what was said before. */
export function createGrants(options: TransportOptions, onNew: () => void): Grants {
  const { url, timeout, shelf, said, initial, mode = 'text', bodyProperties, headers } = options;
  const clock = clockOf(options);
  let conversation = options.session.id;
  let held: Held | undefined;
  /** The id of the session that there was, as long as another one would be news. */
  let known: string | undefined;
  let anew = false;
  let asking: Promise<Grant> | undefined;
  /** The page's server asked for a wait until then, by the clock that only goes forward. */
  let notBefore = -Infinity;

  /** What an earlier page of this tab, or another tab, put on the shelf for this conversation. */
  function keptGrant(): Held | undefined {
    try {
      const kept = JSON.parse(shelf?.get('session') ?? '') as { readonly conversation: string; readonly until: number };
      if (kept.conversation !== conversation) return undefined;
      const left = kept.until - clock.now();
      return { grant: readGrant(kept, clock.now()), until: clock.elapsed() + (Number.isNaN(left) ? Infinity : left) };
    } catch {
      return undefined;
    }
  }
  function keep(grant: Grant): void {
    const { id, token, messagesUrl, webrtcUrl, iceServers, lifetime } = grant;
    const until = lifetime === undefined ? undefined : clock.now() + lifetime;
    const kept = { conversation, id, token, messagesUrl, webrtcUrl, webrtcIceServers: iceServers, until };
    shelf?.put('session', JSON.stringify(kept));
  }
  function enter(next: string): void {
    conversation = next;
    held = keptGrant();
    known = held?.grant.id;
    anew = false;
  }

  async function fromPage(reason: SessionWish['reason']): Promise<unknown> {
    let disarm = () => {};
    try {
      const late = new Promise<never>((_, reject) => {
        disarm = clock.after(timeout, () => reject(new Error('The page gave no session in time.')));
      });
      return await Promise.race([options.getSession?.(reason), late]);
    } catch (cause) {
      if (ChatError.is(cause)) throw cause;
      throw new TransportError('unauthorized', 'The page gave no session.', { cause, outcome: 'not-sent' });
    } finally {
      disarm();
    }
  }
  /** What the server of the page refuses is refused; of everything else nothing was said to the backend yet. */
  async function fromServer(reason: SessionWish['reason']): Promise<unknown> {
    const left = notBefore - clock.elapsed();
    if (left > 0) {
      const asked = 'The server of the page asked for a wait.';
      throw new TransportError('rate-limited', asked, { outcome: 'not-sent', retryAfter: left });
    }
    const wish: SessionWish = { reason, user_id: options.session.userId, modality: mode };
    try {
      return await postJson({
        ...options,
        address: addressOf({ ...options, url }, ['http:', 'https:']),
        headers: headers ?? {},
        body: { ...bodyProperties, ...wish },
        signal: new AbortController().signal,
      });
    } catch (reason) {
      const { code, message, outcome, status, retryAfter } = toChatError(reason);
      if (retryAfter !== undefined) notBefore = clock.elapsed() + retryAfter;
      const about = {
        cause: reason,
        ...(status === undefined ? {} : { status }),
        ...(retryAfter === undefined ? {} : { retryAfter }),
      };
      if (outcome === 'rejected' || outcome === 'auth')
        throw new RejectedError(code, message, { ...about, outcome: 'rejected' });
      throw new TransportError(code, message, { ...about, outcome: 'not-sent' });
    }
  }

  /** Whether somebody answered in this conversation, whom the new session has not heard. */
  const answered = (): boolean => said?.().some(({ author, text }) => author !== 'user' && text !== initial) ?? false;

  async function ask(reason: SessionWish['reason']): Promise<Grant> {
    const mine = conversation;
    const given = await (options.getSession ? fromPage(reason) : fromServer(reason));
    const grant = readGrant(given, clock.now());
    if (mine !== conversation) return grant;
    held = { grant, until: clock.elapsed() + (grant.lifetime ?? Infinity) };
    keep(grant);
    const isNews = known === undefined ? !anew && answered() : known !== grant.id;
    known = grant.id;
    anew = false;
    if (isNews) onNew();
    return grant;
  }
  async function once(reason: SessionWish['reason']): Promise<Grant> {
    const mine = (asking ??= ask(reason));
    try {
      return await mine;
    } finally {
      if (asking === mine) asking = undefined;
    }
  }

  return {
    async current() {
      if (held && held.until - clock.elapsed() > MARGIN) return held.grant;
      return once(held ? 'refused' : 'first');
    },
    async renew() {
      const refused = held?.grant.token;
      let next: Grant;
      try {
        next = await once('refused');
      } catch (cause) {
        const message = 'The session was refused, and there is no other.';
        throw new SessionError('unauthorized', message, { cause, outcome: 'rejected' });
      }
      if (next.token === refused)
        throw new SessionError('unauthorized', 'The page gave the refused session again.', { outcome: 'rejected' });
    },
    enter,
    beginAnew(next) {
      shelf?.put('session', undefined);
      asking = undefined;
      enter(next);
      anew = true;
    },
  };
}
