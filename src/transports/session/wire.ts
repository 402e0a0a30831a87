/** A session as the page's own server passes it on (PROTOCOL.md, “session”). Names in camelCase count as well. */
export interface SessionGrant {
  readonly id: string;
  readonly token: string;
  /** Where text turns go; absent from a session for voice alone. */
  readonly messages_url?: string;
  /** Where calls are arranged; absent from a session for text alone. */
  readonly webrtc_url?: string;
  readonly webrtc_ice_servers?: readonly RTCIceServer[];
  /** ISO date. */
  readonly expires_at?: string;
}

/** What the page's own server is asked with, where `url` names it. */
export interface SessionWish {
  /** `refused`: the last session came to its end before the conversation did. */
  readonly reason: 'first' | 'refused';
  readonly user_id: string;
  readonly modality: 'text' | 'voice' | 'voice+text';
}

/** A text turn. */
export interface TurnRequest {
  /** 1 to 8000 characters. */
  readonly text: string;
}

/** Data of the events of a turn. */
export interface TurnData {
  turn_start: { readonly turn_id: string; readonly model?: string };
  token: { readonly text: string };
  /** Said again while the arguments are being written. */
  tool_call: { readonly call_id: string; readonly name: string; readonly arguments_partial?: string };
  tool_result: {
    readonly call_id: string;
    readonly name: string;
    readonly arguments?: unknown;
    readonly result?: unknown;
    readonly latency_ms?: number;
  };
  guard: {
    readonly kind: string;
    readonly action: 'block' | 'redirect' | 'escalate';
    readonly detail?: string;
    readonly replacement?: string;
  };
  turn_end: {
    readonly turn_id: string;
    readonly latency_ms?: number;
    readonly prompt_tokens?: number;
    readonly completion_tokens?: number;
  };
  error: { readonly detail: string; readonly error_kind?: string };
}
export type TurnEvent = keyof TurnData;
