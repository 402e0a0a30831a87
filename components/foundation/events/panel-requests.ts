const wish = { bubbles: true, composed: true, cancelable: true };

/** The visitor wants the panel open. */
export class ChatOpenRequest extends Event {
  declare readonly type: 'chat-open-request';
  constructor() {
    super('chat-open-request', wish);
  }
}
/** The visitor wants the panel closed. */
export class ChatCloseRequest extends Event {
  declare readonly type: 'chat-close-request';
  constructor() {
    super('chat-close-request', wish);
  }
}
