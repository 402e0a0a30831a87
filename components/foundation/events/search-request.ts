/**
 * The visitor wants to search the conversation, for these words where there are some.
 * @refused The search stays closed.
 */
export class ChatSearchRequest extends Event {
  declare readonly type: 'chat-search-request';
  constructor(readonly words = '') {
    super('chat-search-request', { bubbles: true, composed: true, cancelable: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'chat-search-request': ChatSearchRequest;
  }
}
