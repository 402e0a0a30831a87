const wish = { bubbles: true, composed: true, cancelable: true };

/**
 * The visitor wants the panel open, by the launcher or what stands beside it; not what the page does by `open()`.
 * @refused It stays closed.
 */
export class ChatOpenRequest extends Event {
  declare readonly type: 'chat-open-request';
  constructor() {
    super('chat-open-request', wish);
  }
}
/**
 * The visitor wants the panel closed, by its button, the launcher or Escape; not what the page does by `close()`.
 * @refused It stays open.
 */
export class ChatCloseRequest extends Event {
  declare readonly type: 'chat-close-request';
  constructor() {
    super('chat-close-request', wish);
  }
}
