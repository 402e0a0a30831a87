import { clockOf } from '../../../net/clock.js';
import { readCapped } from '../../../net/read-capped.js';
import { recordOf, textOf } from '../../../net/untrusted.js';
import type { CallEnd } from '../../../protocol/voice.js';
import type { TransportSeams } from '../../../protocol/transport.js';
import { grantHeader } from '../grant.js';
import type { Grants } from '../grants.js';
import { CallFailure } from './call-failure.js';

/** Bytes of an answer; session descriptions have a few thousand. */
const MOST = 65_536;
const UNAUTHORIZED = 401;

/** What a status says about the call. Other 4xx are `refused`; the rest is worth another attempt. */
const ends: Readonly<Record<number, CallEnd>> = { [UNAUTHORIZED]: 'unauthorized', 409: 'busy', 429: 'busy' };

/** What the other side made of an offer. */
export interface Answer {
  readonly sdp: string;
  /** What it calls this peer; candidates and later offers name it. */
  readonly peerId: string;
}

/** How two peers find each other before they can talk. */
export interface Signalling {
  /**
   * Rejects with a `CallFailure` when the answer is final, and with any other error when the network or the server
   * failed.
   */
  readonly offer: (sdp: string, peerId: string | undefined, restart: boolean, signal: AbortSignal) => Promise<Answer>;
  /** A few of them that are lost are no great loss: it never rejects. */
  readonly candidates: (peerId: string, candidates: readonly RTCIceCandidate[], signal: AbortSignal) => Promise<void>;
}

export interface SignallingOptions extends TransportSeams {
  readonly grants: Pick<Grants, 'current' | 'renew'>;
  /** The header that carries the token. */
  readonly tokenHeader?: string;
  /** Longest wait for an answer, in milliseconds. */
  readonly timeout: number;
}

/** Offers and candidates over HTTP, as small-webrtc has them (PROTOCOL.md, “voice”). A refused token is renewed once. */
export function createSignalling({ grants, tokenHeader, timeout, ...seams }: SignallingOptions): Signalling {
  const { fetch = globalThis.fetch } = seams;
  const { after } = clockOf(seams);

  async function ask(method: 'POST' | 'PATCH', body: unknown, signal: AbortSignal, renewed = false): Promise<Response> {
    const grant = await grants.current();
    if (!grant.webrtcUrl) throw new CallFailure('refused', 'This session is not for calls: it has no “webrtc_url”.');
    const response = await fetch(grant.webrtcUrl, {
      method,
      headers: { 'content-type': 'application/json', accept: 'application/json', ...grantHeader(grant, tokenHeader) },
      body: JSON.stringify(body),
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'manual',
      signal,
    });
    if (response.ok) return response;
    void response.body?.cancel().catch(() => {});
    const { status } = response;
    if (status === UNAUTHORIZED && !renewed) {
      await grants.renew().catch((cause: unknown) => {
        throw new CallFailure('unauthorized', 'The session token was refused, and there is no other.', { cause });
      });
      return ask(method, body, signal, true);
    }
    if (status >= 400 && status < 500)
      throw new CallFailure(ends[status] ?? 'refused', `The offer was answered with status ${status}.`);
    throw new Error(`Status ${status}`);
  }

  /** Within the time that answers have. */
  async function timed<T>(signal: AbortSignal, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const controller = new AbortController();
    const abort = (): void => controller.abort();
    const disarm = after(timeout, abort);
    signal.addEventListener('abort', abort);
    if (signal.aborted) abort();
    try {
      return await run(controller.signal);
    } finally {
      disarm();
      signal.removeEventListener('abort', abort);
    }
  }

  return {
    offer: (sdp, peerId, restart, signal) =>
      timed(signal, async (inTime) => {
        const offer = { sdp, type: 'offer', pc_id: peerId ?? null, restart_pc: restart };
        const response = await ask('POST', offer, inTime);
        const answer = recordOf(JSON.parse(await readCapped(response, () => undefined, MOST)));
        const [answered, id] = [textOf(answer['sdp']), textOf(answer['pc_id'])];
        if (!answered || !id || answer['type'] !== 'answer')
          throw new CallFailure('unreachable', 'The answer to the offer cannot be read.');
        return { sdp: answered, peerId: id };
      }),
    candidates: (peerId, candidates, signal) =>
      timed(signal, async (inTime) => {
        const listed = candidates.map(({ candidate, sdpMid, sdpMLineIndex }) => ({
          candidate,
          sdp_mid: sdpMid,
          sdp_mline_index: sdpMLineIndex,
        }));
        const response = await ask('PATCH', { pc_id: peerId, candidates: listed }, inTime);
        await response.body?.cancel();
      }).catch(() => undefined),
  };
}
