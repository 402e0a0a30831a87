import type { CallSeams } from '../seams.js';

/** As much of a browser's object as a call uses of it. */
export const like = <T>(part: object): T => part as T;

/** A data channel in a test's hands. */
class FakeChannel {
  readyState = 'connecting';
  readonly sent: string[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  send(frame: string): void {
    this.sent.push(frame);
  }
}

/** A peer connection in a test's hands: nothing happens by itself. */
export class FakePeer {
  connectionState: RTCPeerConnectionState = 'new';
  localDescription: { readonly sdp: string } | null = null;
  remote: unknown;
  closed = false;
  readonly places: readonly unknown[] = [];
  readonly channel = new FakeChannel();
  onicecandidate: ((event: { candidate: object | null }) => void) | null = null;
  ontrack: ((event: { track: { kind: string }; streams: readonly object[] }) => void) | null = null;
  onconnectionstatechange: (() => void) | null = null;
  constructor(readonly configuration: RTCConfiguration) {}

  addTransceiver(place: unknown): void {
    (this.places as unknown[]).push(typeof place === 'string' ? place : 'sound');
  }
  createDataChannel(name: string) {
    (this.places as unknown[]).push(name);
    return this.channel;
  }
  createOffer(): Promise<{ sdp: string }> {
    return Promise.resolve({ sdp: 'v=0 offer' });
  }
  setLocalDescription(description: { sdp: string }): Promise<void> {
    this.localDescription = description;
    return Promise.resolve();
  }
  setRemoteDescription(description: unknown): Promise<void> {
    this.remote = description;
    return Promise.resolve();
  }
  close(): void {
    this.closed = true;
    this.connectionState = 'closed';
  }

  /** The network says so. */
  become(state: RTCPeerConnectionState): void {
    this.connectionState = state;
    this.onconnectionstatechange?.();
  }
  openChannel(): void {
    this.channel.readyState = 'open';
    this.channel.onopen?.();
  }
  /** The other side says something. */
  say(type: string, data: object = {}): void {
    this.channel.onmessage?.({ data: JSON.stringify({ id: '1', label: 'rtvi-ai', type, data }) });
  }
  signal(type: string): void {
    this.channel.onmessage?.({ data: JSON.stringify({ type: 'signalling', message: { type } }) });
  }
}

/** A browser with a microphone, and all that was made in it. */
export function fakeLine(more: Partial<CallSeams> = {}) {
  const peers: FakePeer[] = [];
  const track = {
    enabled: true,
    stopped: false,
    onended: null as (() => void) | null,
    stop() {
      track.stopped = true;
    },
  };
  const microphone = { getTracks: () => [track], getAudioTracks: () => [track] };
  const audio = { srcObject: null as unknown, play: () => Promise.resolve(), pause() {}, setAttribute() {} };
  const seams: CallSeams = {
    isSecure: true,
    getUserMedia: () => Promise.resolve(like<MediaStream>(microphone)),
    makePeer(configuration) {
      const peer = new FakePeer(configuration);
      peers.push(peer);
      return like<RTCPeerConnection>(peer);
    },
    makeAudio: () => like<HTMLAudioElement>(audio),
    ...more,
  };
  return { seams, peers, track, audio };
}

/** Time that passes when it is told to. */
export function fakeTime() {
  let now = 0;
  let timers: readonly { readonly at: number; readonly act: () => void }[] = [];
  return {
    setTimeout(act: () => void, ms: number) {
      const timer = { at: now + ms, act };
      timers = [...timers, timer];
      return timer;
    },
    clearTimeout(timer: unknown) {
      timers = timers.filter((each) => each !== timer);
    },
    now: () => now,
    elapsed: () => now,
    /** What still waits. */
    pending: () => timers.length,
    async pass(ms: number): Promise<void> {
      const end = now + ms;
      for (;;) {
        const next = timers.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)[0];
        if (!next) break;
        timers = timers.filter((each) => each !== next);
        now = next.at;
        next.act();
        await flushed();
      }
      now = end;
      await flushed();
    },
  };
}

/** Everything that waits for nothing but its turn is done; bodies of answers are read in turns of their own. */
export async function flushed(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setTimeout(resolve));
}
