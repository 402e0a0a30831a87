import type { Clock } from '../../../net/clock.js';
import { clientReady } from './rtvi.js';
import type { Signalling } from './signalling.js';
import { createTrickle } from './trickle.js';

const CHANNEL = 'chat';
/** Milliseconds between two signs of life. */
const PING = 1000;

export interface LinkOptions {
  readonly peer: RTCPeerConnection;
  readonly microphone: MediaStream;
  readonly signalling: Signalling;
  /** The peer that this one takes the place of. */
  readonly replaces: string | undefined;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly heard: (frame: unknown) => void;
  readonly stream: (stream: MediaStream) => void;
  readonly state: (state: RTCPeerConnectionState) => void;
  /** The other side has a name for this peer. */
  readonly named: (peerId: string) => void;
}

/** One peer connection from its offer to its end. */
export interface Link {
  /** Offers, and takes the answer. Rejects as `Signalling.offer` does. */
  readonly negotiate: () => Promise<void>;
  /** Says something over the data channel, if it is open. */
  readonly send: (frame: string) => void;
  readonly close: () => void;
}

/** Sound both ways and a channel for words. It knows nothing of calls: what breaks is told, and not mended. */
export function openLink(options: LinkOptions): Link {
  const { peer, microphone, signalling, clock, newId } = options;
  const ended = new AbortController();
  let name: string | undefined;
  let stopPing = (): void => {};
  const trickle = createTrickle(clock, (id, batch) => void signalling.candidates(id, batch, ended.signal));

  // The other side finds them by their places: sound first, then pictures, of which we have none.
  const [track] = microphone.getAudioTracks();
  peer.addTransceiver(track ?? 'audio', { direction: 'sendrecv', streams: [microphone] });
  peer.addTransceiver('video', { direction: 'sendrecv' });
  const channel = peer.createDataChannel(CHANNEL, { ordered: true });

  function send(frame: string): void {
    if (channel.readyState !== 'open') return;
    try {
      channel.send(frame);
    } catch {
      // Safari throws for a channel that is about to close.
    }
  }
  function ping(): void {
    stopPing = clock.after(PING, () => {
      send(`ping: ${clock.now()}`);
      ping();
    });
  }
  channel.onopen = () => {
    if (ended.signal.aborted) return;
    send(clientReady(newId()));
    ping();
  };
  channel.onmessage = ({ data }) => ended.signal.aborted || options.heard(data);
  peer.onicecandidate = ({ candidate }) => {
    if (candidate?.candidate) trickle.add(candidate);
  };
  peer.ontrack = ({ track, streams }) => {
    if (track.kind === 'audio' && !ended.signal.aborted) options.stream(streams[0] ?? new MediaStream([track]));
  };
  peer.onconnectionstatechange = () => ended.signal.aborted || options.state(peer.connectionState);

  return {
    async negotiate() {
      const first = name === undefined;
      await peer.setLocalDescription(await peer.createOffer());
      const sdp = peer.localDescription?.sdp ?? '';
      const restart = first && options.replaces !== undefined;
      const answer = await signalling.offer(sdp, name ?? options.replaces, restart, ended.signal);
      if (ended.signal.aborted) return;
      name = answer.peerId;
      options.named(answer.peerId);
      await peer.setRemoteDescription({ type: 'answer', sdp: answer.sdp });
      trickle.begin(answer.peerId);
    },
    send,
    close() {
      ended.abort();
      stopPing();
      trickle.close();
      channel.onopen = channel.onmessage = null;
      peer.onicecandidate = peer.ontrack = peer.onconnectionstatechange = null;
      peer.close();
    },
  };
}
