import type { Backend } from '../../../backend.js';
import type { Conversation } from '../../../conversations.js';
import { Problem } from '../../../problem.js';
import { isObject, type JsonObject } from '../../json.js';
import { weriftPeer, type Candidate, type MakePeer, type VoicePeer } from './peer.js';
import { createVoiceBot, type VoiceBot } from './voice-bot.js';

const SECOND = 1000;
/** Milliseconds without a word or a packet after which nobody is there. */
const SILENCE = 15 * SECOND;
const GOODBYE = 200;
/** Longest call. */
const LONGEST = 30 * 60 * SECOND;
/** Calls at once, and in one session altogether. */
const MOST = 20;
const MOST_PER_SESSION = 50;
const REMEMBERED = 1000;
const LONGEST_SDP = 65_536;
const MOST_CANDIDATES = 100;

/** Who calls, as far as the session door knows. */
export interface Caller {
  readonly sessionId: string;
  /** Whose minutes these are; absent for previews, which count as nobody's. */
  readonly subject?: string;
  readonly iceServers?: readonly { readonly urls: string; readonly username?: string; readonly credential?: string }[];
}

/** Calls of all sessions, one at a time in each. */
export interface Calls {
  /** The answer to an offer, in small-webrtc's words. Throws a `Problem`. */
  readonly offer: (caller: Caller, body: JsonObject) => Promise<object>;
  readonly candidates: (caller: Caller, body: JsonObject) => Promise<object>;
  /** The session is over. */
  readonly end: (sessionId: string) => void;
}

interface Running {
  readonly id: string;
  readonly bot: VoiceBot;
  peer: VoicePeer | undefined;
  readonly hangUp: () => void;
}

const bad = (message: string): Problem => new Problem(422, 'bad-offer', message);

function offerIn(body: JsonObject) {
  const { sdp, type, pc_id: id, restart_pc: restart } = body;
  if (type !== 'offer' || typeof sdp !== 'string' || !sdp.startsWith('v=0') || sdp.length > LONGEST_SDP)
    throw bad('An offer has “sdp”, and “type” says so.');
  if (id !== undefined && id !== null && typeof id !== 'string') throw bad('“pc_id” is a text or null.');
  if (restart !== undefined && typeof restart !== 'boolean') throw bad('“restart_pc” is true or false.');
  return { sdp, id: typeof id === 'string' ? id : undefined, restart: restart === true };
}

function candidateIn(value: unknown): Candidate {
  const { candidate, sdp_mid: mid, sdp_mline_index: index } = isObject(value) ? value : {};
  if (typeof candidate !== 'string' || candidate.length > 1000) throw bad('A candidate has “candidate”.');
  return {
    candidate,
    ...(typeof mid === 'string' && { sdpMid: mid }),
    ...(typeof index === 'number' && { sdpMLineIndex: index }),
  };
}

/** Calls end with their session, with silence, with the server, and when they have lasted half an hour. */
export function createCalls(backend: Backend, makePeer: MakePeer = weriftPeer): Calls {
  const { clock, connections, conversations, rateLimit, usage, report } = backend;
  const running = new Map<string, Running>();
  const begun = new Map<string, number>();

  function begin({ sessionId, subject }: Caller, room: Conversation): Running {
    running.get(sessionId)?.hangUp();
    const count = (begun.get(sessionId) ?? 0) + 1;
    if (running.size >= MOST || count > MOST_PER_SESSION)
      throw new Problem(429, 'too-many-calls', 'There are too many calls.', { 'retry-after': '60' });
    begun.delete(sessionId);
    begun.set(sessionId, count);
    const oldest = begun.keys().next();
    if (begun.size > REMEMBERED && !oldest.done) begun.delete(oldest.value);

    const start = clock.now();
    const release = room.hold();
    let over = false;
    const hangUp = (): void => {
      if (over) return;
      over = true;
      release();
      clearInterval(watching);
      line.end();
      bot.close();
      if (running.get(sessionId) === call) running.delete(sessionId);
      call.peer?.send(JSON.stringify({ type: 'signalling', message: { type: 'peerLeft' } }));
      // The last word needs a moment to leave.
      setTimeout(() => call.peer?.close(), GOODBYE);
      if (subject !== undefined) usage.add(subject, 'voiceSeconds', Math.ceil(bot.talked() / SECOND));
    };
    const bot = createVoiceBot({
      room,
      clock,
      peer: () => call.peer,
      left: hangUp,
      report,
      mayHear: async () => (await rateLimit.take(room.key)) === 0,
    });
    const call: Running = { id: crypto.randomUUID(), bot, peer: undefined, hangUp };
    const line = connections.add('call', { reset: hangUp });
    const watching = setInterval(() => {
      if (clock.now() - bot.heardAt() > SILENCE || clock.now() - start > LONGEST) hangUp();
    }, SECOND);
    running.set(sessionId, call);
    return call;
  }

  async function renew(call: Running, iceServers: Caller['iceServers'] = []): Promise<VoicePeer> {
    call.peer?.close();
    const peer = await makePeer([...iceServers], {
      frame: (text) => call.peer === peer && call.bot.frame(text),
      packet: (samples) => call.peer === peer && call.bot.packet(samples),
      // Its client may come back with another one; silence tells when it does not.
      gone: () => peer.close(),
    });
    call.peer = peer;
    return peer;
  }

  return {
    async offer(caller, body) {
      const { sdp, id, restart } = offerIn(body);
      const room = await conversations.join('session', caller.sessionId);
      const known = running.get(caller.sessionId);
      const goesOn = known !== undefined && known.id === id;
      const call = goesOn ? known : begin(caller, room);
      try {
        const peer = goesOn && !restart && call.peer ? call.peer : await renew(call, caller.iceServers);
        const answer = await peer.answer(sdp);
        // Hung up while it was being connected.
        if (running.get(caller.sessionId) !== call) peer.close();
        return { sdp: answer, type: 'answer', pc_id: call.id };
      } catch (reason) {
        call.hangUp();
        throw reason instanceof Problem ? reason : bad('The offer cannot be answered.');
      }
    },
    async candidates({ sessionId }, body) {
      const call = running.get(sessionId);
      const { pc_id: id, candidates } = body;
      if (!call || call.id !== id) throw new Problem(404, 'no-call', 'There is no such call.');
      if (!Array.isArray(candidates) || candidates.length > MOST_CANDIDATES)
        throw bad(`“candidates” is a list of at most ${MOST_CANDIDATES}.`);
      // One that leads nowhere is no reason to refuse the others.
      for (const each of candidates.map(candidateIn)) await call.peer?.add(each).catch(() => undefined);
      return { status: 'success' };
    },
    end: (sessionId) => running.get(sessionId)?.hangUp(),
  };
}
