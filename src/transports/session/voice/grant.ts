/** What the page's own server gave for one session, as far as a call needs it. */
export interface VoiceGrant {
  readonly token: string;
  /** Where the call is signalled; free of tokens. */
  readonly webrtcUrl: string;
  readonly iceServers: readonly RTCIceServer[];
  /** The header that carries the token. */
  readonly tokenHeader: string;
  /** What stands before the token in it. */
  readonly tokenPrefix?: string;
}

/** Where a call gets its session from: the transport that it belongs to. */
export interface GrantSource {
  /** Rejects with a `ChatError`. */
  readonly current: () => Promise<VoiceGrant>;
  /** Gets another token for one that was refused. Rejects with a `ChatError` when there is none. */
  readonly renew: () => Promise<void>;
}
