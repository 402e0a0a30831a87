import type { GiveFeedback } from '../../../src/protocol/commands.js';
import type { ConnectionState } from '../../../src/protocol/connection.js';
import type { Contact } from '../../../src/protocol/contact.js';
import type { HandoffChanged } from '../../../src/protocol/events.js';
import type { Message } from '../../../src/protocol/message.js';
import type { Session } from '../../../src/protocol/session.js';

const notice = { bubbles: true, composed: true };

/** A conversation began, or one that was kept goes on: this is the session that its requests carry. Nothing of it was told before. */
export class ChatSessionStarted extends Event {
  declare readonly type: 'chat-session-started';
  constructor(readonly session: Session) {
    super('chat-session-started', notice);
  }
}
/** The backend or the clock considers the conversation over, another took its place, or the element left the page. */
export class ChatSessionEnded extends Event {
  declare readonly type: 'chat-session-ended';
  constructor(readonly session: Session) {
    super('chat-session-ended', notice);
  }
}
/** A new conversation took the place of another; `session` is the new one. */
export class ChatConversationRestarted extends Event {
  declare readonly type: 'chat-conversation-restarted';
  constructor(readonly session: Session) {
    super('chat-conversation-restarted', notice);
  }
}
/** The visitor said something; it is on its way. */
export class ChatMessageSent extends Event {
  declare readonly type: 'chat-message-sent';
  constructor(readonly message: Message) {
    super('chat-message-sent', notice);
  }
}
/** Somebody else said something, to the last word. */
export class ChatMessageReceived extends Event {
  declare readonly type: 'chat-message-received';
  constructor(readonly message: Message) {
    super('chat-message-received', notice);
  }
}
/** A message changed: delivered, failed, retried, patched. Not once per streamed word. */
export class ChatMessageUpdated extends Event {
  declare readonly type: 'chat-message-updated';
  constructor(readonly message: Message) {
    super('chat-message-updated', notice);
  }
}
/** The connection is another one: `waiting` is between two attempts, `closed` the end of it. */
export class ChatConnectionChanged extends Event {
  declare readonly type: 'chat-connection-changed';
  constructor(readonly state: ConnectionState) {
    super('chat-connection-changed', notice);
  }
}
/** The visitor agreed, or no longer does: everything kept on this device is gone then. */
export class ChatConsentChanged extends Event {
  declare readonly type: 'chat-consent-changed';
  constructor(readonly given: boolean) {
    super('chat-consent-changed', notice);
  }
}
/** Everything kept of the visitor is gone from this device. */
export class ChatDataErased extends Event {
  declare readonly type: 'chat-data-erased';
  constructor(
    /** The backend says that it forgot the visitor too. */
    readonly backend: boolean,
  ) {
    super('chat-data-erased', notice);
  }
}
/** The conversation was made a document. */
export class ChatConversationExported extends Event {
  declare readonly type: 'chat-conversation-exported';
  constructor(
    readonly format: string,
    readonly content: string,
  ) {
    super('chat-conversation-exported', notice);
  }
}
/** A person was asked for (`requested`), came (`active`) or left (`none`). */
export class ChatHandoffChanged extends Event {
  declare readonly type: 'chat-handoff-changed';
  constructor(
    readonly handoff: HandoffChanged['handoff'],
    /** A number that the visitor may call instead. */
    readonly phone?: string,
  ) {
    super('chat-handoff-changed', notice);
  }
}
/** The visitor said what they think of an answer, or of the conversation. */
export class ChatFeedbackGiven extends Event {
  declare readonly type: 'chat-feedback-given';
  constructor(readonly feedback: Omit<GiveFeedback, 'type' | 'id'>) {
    super('chat-feedback-given', notice);
  }
}
/** The visitor said who they are: all that is known of them now. */
export class ChatContactCollected extends Event {
  declare readonly type: 'chat-contact-collected';
  constructor(readonly contact: Contact) {
    super('chat-contact-collected', notice);
  }
}

/** The number of unread messages is another one. */
export class ChatUnreadChanged extends Event {
  declare readonly type: 'chat-unread-changed';
  constructor(readonly count: number) {
    super('chat-unread-changed', notice);
  }
}

declare global {
  interface HTMLElementEventMap {
    'chat-unread-changed': ChatUnreadChanged;
    'chat-session-started': ChatSessionStarted;
    'chat-session-ended': ChatSessionEnded;
    'chat-conversation-restarted': ChatConversationRestarted;
    'chat-message-sent': ChatMessageSent;
    'chat-message-received': ChatMessageReceived;
    'chat-message-updated': ChatMessageUpdated;
    'chat-connection-changed': ChatConnectionChanged;
    'chat-consent-changed': ChatConsentChanged;
    'chat-data-erased': ChatDataErased;
    'chat-conversation-exported': ChatConversationExported;
    'chat-handoff-changed': ChatHandoffChanged;
    'chat-feedback-given': ChatFeedbackGiven;
    'chat-contact-collected': ChatContactCollected;
  }
}
