/**
 * The visitor chose a command that the page has put into `commands` without a text of its own.
 * @refused The page does it; else it is said to the backend as it was written.
 */
export class ChatCommandRequest extends Event {
  declare readonly type: 'chat-command-request';
  constructor(
    /** Without its slash. */
    readonly name: string,
    /** What was written behind it. */
    readonly rest: string,
  ) {
    super('chat-command-request', { bubbles: true, composed: true, cancelable: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'chat-command-request': ChatCommandRequest;
  }
}
