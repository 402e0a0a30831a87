import type { ToolCall } from '../protocol/tool.js';

/** A function of the page: what the backend sent, and a signal that says when nobody waits any more. Its result is JSON. */
export type ToolHandler = (
  input: Readonly<Record<string, unknown>>,
  context: { readonly signal: AbortSignal },
) => unknown;

/** A function that a backend may call, with what is to be known about it. */
export interface Tool {
  readonly handler: ToolHandler;
  /** What the visitor reads; absent means the name. */
  readonly title?: string;
  /** What it does, for the visitor and the backend. */
  readonly description?: string;
  /** JSON schema of its input, for the backend. */
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** `ask` (the default): the visitor is asked before each call. `always`: never. */
  readonly consent?: 'ask' | 'always';
}

/** What the page says to a call: no, its own answer, or nothing. */
export type ToolReply = 'refused' | Promise<unknown> | undefined;

/** Whose functions a backend may call, and who has a say in it. */
export interface ToolHost {
  /** Whether the backend may call functions at all. */
  readonly enabled: () => boolean;
  readonly find: (name: string) => Tool | undefined;
  /** The page's last word before a function runs. */
  readonly ask?: (call: ToolCall) => ToolReply;
  /** Milliseconds that a function may take; absent means a minute. */
  readonly timeout?: number;
}
