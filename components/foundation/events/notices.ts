import type { ChatErrorCode } from '../../../src/protocol/errors.js';

const notice = { bubbles: true, composed: true };

/** The launcher, or the inline panel, can be used. */
export class ChatReady extends Event {
  declare readonly type: 'chat-ready';
  constructor() {
    super('chat-ready', notice);
  }
}
/** The panel was opened, by whomever. */
export class ChatOpened extends Event {
  declare readonly type: 'chat-opened';
  constructor() {
    super('chat-opened', notice);
  }
}
/** The panel was closed, by whomever. */
export class ChatClosed extends Event {
  declare readonly type: 'chat-closed';
  constructor() {
    super('chat-closed', notice);
  }
}
/** The interface speaks another language now: a BCP 47 tag. */
export class ChatLanguageChanged extends Event {
  declare readonly type: 'chat-language-changed';
  constructor(readonly language: string) {
    super('chat-language-changed', notice);
  }
}
/** Something went wrong. `message` is for developers; what the visitor reads is in their language. */
export class ChatErrorRaised extends Event {
  declare readonly type: 'chat-error';
  constructor(
    readonly code: ChatErrorCode,
    readonly message: string,
    readonly retryable: boolean,
  ) {
    super('chat-error', notice);
  }
}

declare global {
  interface HTMLElementEventMap {
    'chat-ready': ChatReady;
    'chat-opened': ChatOpened;
    'chat-closed': ChatClosed;
    'chat-language-changed': ChatLanguageChanged;
    'chat-error': ChatErrorRaised;
  }
}
