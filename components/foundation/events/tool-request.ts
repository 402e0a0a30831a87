import type { ToolCall } from '../../../src/protocol/tool.js';

/**
 * The backend calls a function of the page, and the visitor agreed where they are asked. The page may answer it by
 * `respondWith()`: then the registered function is not called, and there need not be one.
 * @refused Nothing is called, and the backend hears that.
 */
export class ChatToolRequest extends Event {
  declare readonly type: 'chat-tool-request';
  /**
   * What the page answers instead of the function.
   * @internal
   */
  answer: Promise<unknown> | undefined;
  constructor(readonly call: ToolCall) {
    super('chat-tool-request', { bubbles: true, composed: true, cancelable: true });
  }
  /** The result, now or later; a rejection is an error that the backend hears of. */
  respondWith(result: unknown): void {
    this.answer = Promise.resolve(result);
    // Whoever waits for it comes later than a rejection may.
    this.answer.catch(() => undefined);
  }
}
