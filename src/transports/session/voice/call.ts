import { clockOf } from '../../../net/clock.js';
import { ChatError } from '../../../protocol/errors.js';
import type { Emit } from '../../../protocol/events.js';
import type { TransportSeams } from '../../../protocol/transport.js';
import type { Call, CallEnd, CallState } from '../../../protocol/voice.js';
import { CallFailure } from './call-failure.js';
import type { Grants } from '../grants.js';
import { openLink, type Link } from './link.js';
import { openMicrophone } from './microphone.js';
import { createRtvi, frameOf } from './rtvi.js';
import { browserSeams, type CallSeams } from './seams.js';
import { createSignalling } from './signalling.js';
import { openSound, type Sound } from './sound.js';

/** Milliseconds. */
const DISCONNECTED = 5000;
const AGAIN = 2000;
/** Longest time from the visitor's leave to the other side's first word. */
const ANSWERED_WITHIN = 20_000;
/** Longest time in which a line that was lost may come back. */
const BACK_WITHIN = 20_000;
/** Time for the last word to leave. */
const GOODBYE = 200;
const ATTEMPTS = 3;

export interface CallOptions extends TransportSeams {
  readonly grants: Pick<Grants, 'current' | 'renew'>;
  readonly tokenHeader?: string;
  /** What is said becomes messages. */
  readonly emit: Emit;
  readonly newId: () => string;
  /** Longest wait for an answer of the signalling, in milliseconds. */
  readonly timeout: number;
  readonly log?: (line: string, detail?: unknown) => void;
  readonly seams?: CallSeams;
}

const idle: CallState = { phase: 'idle', muted: false, reconnecting: false, soundBlocked: false };

/** What exists only while the visitor is on the line. */
interface Running {
  readonly sound: Sound;
  microphone?: MediaStream;
  link?: Link;
  /** What the other side calls the last peer. */
  peerId?: string;
  attempts: number;
  /** The network let the peers meet at least once. */
  connected: boolean;
  timers: readonly (() => void)[];
  /** Undoes the wait for a line that may come back by itself. */
  unwait?: () => void;
  liveSince?: number;
}

/**
 * Voice over WebRTC as small-webrtc and RTVI have it (PROTOCOL.md, “voice”). A line that breaks is connected again, three
 * times; whatever ends a call stops the microphone and closes the peer.
 */
export function createCall(options: CallOptions): Call {
  const { emit, newId, grants, seams = browserSeams(), log = () => undefined } = options;
  const clock = clockOf(options);
  const signalling = createSignalling(options);
  const listeners = new Set<(state: CallState) => void>();
  let state = idle;
  let running: Running | undefined;

  function set(change: Partial<CallState>): void {
    state = { ...state, ...change };
    for (const listener of [...listeners]) listener(state);
  }
  function without(...names: readonly ('caption' | 'speaking' | 'end')[]): void {
    const rest: { -readonly [K in keyof CallState]: CallState[K] } = { ...state };
    for (const name of names) Reflect.deleteProperty(rest, name);
    state = rest;
  }
  const after = (mine: Running, ms: number, act: () => void): void => {
    mine.timers = [...mine.timers, clock.after(ms, () => running === mine && act())];
  };
  const disarm = (mine: Running): void => {
    mine.unwait?.();
    for (const undo of mine.timers) undo();
    mine.timers = [];
  };

  const rtvi = createRtvi({
    emit,
    newId,
    now: clock.now,
    log,
    notes: {
      ready: () => running && answered(running),
      left: () => finish('left'),
      renegotiate: () => running && void negotiate(running),
      speaking(who) {
        without('speaking');
        set(who ? { speaking: who } : {});
      },
      caption(caption) {
        without('caption');
        set(caption ? { caption } : {});
      },
    },
  });

  /** Somebody is there. */
  function answered(mine: Running): void {
    disarm(mine);
    mine.attempts = 0;
    mine.liveSince ??= clock.elapsed();
    set({ phase: 'live', reconnecting: false });
  }
  /** The line is there; one that was live before is so again. */
  function follow(mine: Running, connection: RTCPeerConnectionState): void {
    mine.unwait?.();
    if (connection === 'connected') {
      mine.connected = true;
      if (mine.liveSince !== undefined) answered(mine);
    }
    if (connection === 'failed') reconnect(mine);
    if (connection === 'disconnected') {
      expectBack(mine);
      mine.unwait = clock.after(DISCONNECTED, () => running === mine && reconnect(mine));
    }
  }
  function expectBack(mine: Running): void {
    if (mine.liveSince === undefined || state.reconnecting) return;
    set({ reconnecting: true });
    after(mine, BACK_WITHIN, () => finish('lost'));
  }
  const gaveUp = (mine: Running): CallEnd =>
    mine.liveSince !== undefined ? 'lost' : mine.connected ? 'silent' : 'unreachable';

  function reconnect(mine: Running): void {
    mine.attempts += 1;
    if (mine.attempts > ATTEMPTS) return finish(gaveUp(mine));
    expectBack(mine);
    void connect(mine);
  }

  async function connect(mine: Running): Promise<void> {
    const { microphone } = mine;
    mine.link?.close();
    if (!microphone || !seams.makePeer) return;
    try {
      const { iceServers } = await grants.current();
      if (running !== mine) return;
      mine.link = openLink({
        peer: seams.makePeer({ iceServers: [...iceServers] }),
        microphone,
        signalling,
        replaces: mine.peerId,
        clock,
        newId,
        heard: rtvi.hear,
        stream: mine.sound.hear,
        state: (connection) => running === mine && follow(mine, connection),
        named: (peerId) => (mine.peerId = peerId),
      });
    } catch (reason) {
      return fail(mine, reason);
    }
    await negotiate(mine);
  }
  async function negotiate(mine: Running): Promise<void> {
    const { link } = mine;
    try {
      await link?.negotiate();
    } catch (reason) {
      if (running === mine && mine.link === link) fail(mine, reason);
    }
  }
  /** What is final ends the call; a network that failed may do better soon. */
  function fail(mine: Running, reason: unknown): void {
    if (running !== mine) return;
    log('voice: the call does not connect', reason);
    if (reason instanceof CallFailure) return finish(reason.end);
    if (ChatError.is(reason) && reason.code === 'unauthorized') return finish('unauthorized');
    after(mine, AGAIN, () => reconnect(mine));
  }

  /** Whatever ends a call comes through here, and nothing of it stays open. */
  function finish(end: CallEnd): void {
    const mine = running;
    if (!mine) return;
    running = undefined;
    disarm(mine);
    for (const track of mine.microphone?.getTracks() ?? []) {
      track.onended = null;
      track.stop();
    }
    mine.sound.close();
    rtvi.close(end === 'lost');
    without('caption', 'speaking');
    duration = mine.liveSince === undefined ? 0 : clock.elapsed() - mine.liveSince;
    const { link } = mine;
    const rest = (): void => {
      link?.close();
      if (running) return;
      state = { ...idle, end };
      set({});
    };
    if (end !== 'hung-up' || !link) return rest();
    link.send(frameOf('disconnect-bot', newId()));
    set({ phase: 'ending', end, muted: false, reconnecting: false, soundBlocked: false });
    clock.after(GOODBYE, rest);
  }
  let duration = 0;

  return {
    state: {
      get: () => state,
      subscribe(listener) {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    },
    async start() {
      if (running || state.phase === 'ending') return;
      const mine: Running = {
        sound: openSound(seams, (soundBlocked) => running === mine && set({ soundBlocked })),
        attempts: 0,
        connected: false,
        timers: [],
      };
      running = mine;
      state = idle;
      duration = 0;
      set({ phase: 'asking' });
      let microphone: MediaStream;
      try {
        microphone = await openMicrophone(seams);
      } catch (reason) {
        return fail(mine, reason);
      }
      if (running !== mine) return microphone.getTracks().forEach((track) => track.stop());
      mine.microphone = microphone;
      for (const track of microphone.getTracks()) {
        track.enabled = !state.muted;
        // Unplugged, or no longer allowed.
        track.onended = () => running === mine && finish('microphone-failed');
      }
      set({ phase: 'connecting' });
      mine.sound.listen(microphone);
      after(mine, ANSWERED_WITHIN, () => finish(gaveUp(mine)));
      await connect(mine);
    },
    mute(muted) {
      for (const track of running?.microphone?.getTracks() ?? []) track.enabled = !muted;
      if (running) set({ muted });
    },
    resume: () => running?.sound.resume(),
    async end() {
      if (running) finish('hung-up');
    },
    levels: () => running?.sound.levels() ?? { user: 0, bot: 0 },
    duration: () => (running?.liveSince === undefined ? duration : clock.elapsed() - running.liveSince),
  };
}
