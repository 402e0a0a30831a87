/** What a call needs of the browser, so that a test brings its own. Absent means that this browser cannot. */
export interface CallSeams {
  readonly makePeer?: (configuration: RTCConfiguration) => RTCPeerConnection;
  readonly getUserMedia?: (constraints: MediaStreamConstraints) => Promise<MediaStream>;
  readonly makeAudioContext?: () => AudioContext;
  readonly makeAudio?: () => HTMLAudioElement;
  /** Browsers give no microphone to pages that others could have changed on the way. */
  readonly isSecure?: boolean;
}

/** The browser's own. */
export function browserSeams(): CallSeams {
  const { mediaDevices } = navigator;
  return {
    ...('RTCPeerConnection' in globalThis ? { makePeer: (options) => new RTCPeerConnection(options) } : {}),
    ...(mediaDevices ? { getUserMedia: (wanted) => mediaDevices.getUserMedia(wanted) } : {}),
    ...('AudioContext' in globalThis ? { makeAudioContext: () => new AudioContext() } : {}),
    makeAudio: () => new Audio(),
    isSecure: isSecureContext,
  };
}
