/** A function of the page that a backend wants called. */
export interface ToolCall {
  /** Unique in the conversation; the result carries it back. */
  readonly id: string;
  /** The name it was registered under. */
  readonly name: string;
  /** JSON, as the backend sent it. */
  readonly input: Readonly<Record<string, unknown>>;
  /** The message that shows it, where it belongs to one. */
  readonly messageId?: string;
}
