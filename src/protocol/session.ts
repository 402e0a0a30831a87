/** Who talks, and in which conversation. The token, where there is one, is private to the transport. */
export interface Session {
  readonly id: string;
  readonly userId: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
}
