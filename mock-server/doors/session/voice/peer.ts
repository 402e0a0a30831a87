import type * as Werift from 'werift';
import type { MediaStreamTrack, RTCDataChannel, RTCIceServer } from 'werift';
import { Problem } from '../../../problem.js';
import { SAMPLES } from './mu-law.js';

/** A candidate as small-webrtc sends it. */
export interface Candidate {
  readonly candidate: string;
  readonly sdpMid?: string;
  readonly sdpMLineIndex?: number;
}
/** What is heard from the other side. */
export interface Ears {
  readonly frame: (text: string) => void;
  readonly packet: (samples: Uint8Array) => void;
  /** The other side is gone. */
  readonly gone: () => void;
}
/** The server's end of a call. */
export interface VoicePeer {
  /** An answer to the offer, all of our candidates in it; the first one, or a later one on the same peer. */
  readonly answer: (sdp: string) => Promise<string>;
  readonly add: (candidate: Candidate) => Promise<void>;
  readonly send: (text: string) => void;
  /** One packet of sound. */
  readonly play: (samples: Uint8Array) => void;
  readonly close: () => void;
}
export type MakePeer = (iceServers: readonly RTCIceServer[], ears: Ears) => Promise<VoicePeer>;

/** Comes with the first call: a server that nobody calls does without. */
async function library(): Promise<typeof Werift> {
  try {
    return await import('werift');
  } catch {
    throw new Problem(501, 'no-voice', 'This server cannot answer calls: it needs Node and the package “werift”.');
  }
}

/** A peer in Node that speaks and hears µ-law, which needs no codec of its own. */
export const weriftPeer: MakePeer = async (iceServers, ears) => {
  const { RTCPeerConnection, RtpHeader, RtpPacket, usePCMU, useVP8, MediaStreamTrack: Track } = await library();
  const codec = usePCMU();
  const peer = new RTCPeerConnection({
    // Clients offer a place for pictures; nothing is shown in it, but it has to be answered.
    codecs: { audio: [codec], video: [useVP8()] },
    iceServers: [...iceServers],
    iceAdditionalHostAddresses: ['127.0.0.1'],
  });
  const voice: MediaStreamTrack = new Track({ kind: 'audio' });
  let channel: RTCDataChannel | undefined;
  let closed = false;
  let sequence = Math.floor(Math.random() * 0x8000);
  let timestamp = Math.floor(Math.random() * 0x7fffffff);

  peer.onDataChannel.subscribe((opened) => {
    channel = opened;
    opened.onMessage.subscribe((data) => closed || ears.frame(String(data)));
  });
  peer.onTrack.subscribe((track) => {
    if (track.kind === 'audio')
      track.onReceiveRtp.subscribe(({ payload }) => closed || ears.packet(new Uint8Array(payload)));
  });
  peer.connectionStateChange.subscribe((state) => {
    if (!closed && (state === 'failed' || state === 'closed')) ears.gone();
  });

  return {
    async answer(sdp) {
      await peer.setRemoteDescription({ type: 'offer', sdp });
      const first = peer.getTransceivers().find(({ kind }) => kind === 'audio');
      if (!first) throw new Problem(422, 'bad-offer', 'The offer has no sound in it.');
      if (!first.sender.track) await first.sender.replaceTrack(voice);
      for (const each of peer.getTransceivers()) each.setDirection(each === first ? 'sendrecv' : 'inactive');
      await peer.setLocalDescription(await peer.createAnswer());
      return peer.localDescription?.sdp ?? '';
    },
    add: (candidate) => peer.addIceCandidate({ ...candidate }),
    send(text) {
      if (!closed && channel?.readyState === 'open') channel.send(text);
    },
    play(samples) {
      if (closed) return;
      sequence = (sequence + 1) & 0xffff;
      timestamp = (timestamp + SAMPLES) >>> 0;
      const header = new RtpHeader({ payloadType: codec.payloadType, sequenceNumber: sequence, timestamp });
      voice.writeRtp(new RtpPacket(header, Buffer.from(samples)));
    },
    close() {
      if (closed) return;
      closed = true;
      voice.stop();
      void peer.close();
    },
  };
};
