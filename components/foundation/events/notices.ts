import type { ChatErrorCode } from '../../../src/protocol/errors.js';
import type { Session } from '../../../src/protocol/session.js';

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
/** A conversation began, or one that was kept goes on. */
export class ChatSessionStarted extends Event {
  declare readonly type: 'chat-session-started';
  constructor(readonly session: Session) {
    super('chat-session-started', notice);
  }
}
/** The backend considers the conversation over, or it was left. */
export class ChatSessionEnded extends Event {
  declare readonly type: 'chat-session-ended';
  constructor(readonly session: Session) {
    super('chat-session-ended', notice);
  }
}
/** The number of unread messages is another one. */
export class ChatUnreadChanged extends Event {
  declare readonly type: 'chat-unread-changed';
  constructor(readonly count: number) {
    super('chat-unread-changed', notice);
  }
}
/** A new conversation took the place of another; `session` is the new one. */
export class ChatConversationRestarted extends Event {
  declare readonly type: 'chat-conversation-restarted';
  constructor(readonly session: Session) {
    super('chat-conversation-restarted', notice);
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
    'chat-session-started': ChatSessionStarted;
    'chat-session-ended': ChatSessionEnded;
    'chat-unread-changed': ChatUnreadChanged;
    'chat-conversation-restarted': ChatConversationRestarted;
    'chat-language-changed': ChatLanguageChanged;
    'chat-error': ChatErrorRaised;
  }
}
