import type { CallEnd } from '../../../src/protocol/voice.js';

const notice = { bubbles: true, composed: true };

/** The visitor and the other side can hear each other. */
export class ChatVoiceStarted extends Event {
  declare readonly type: 'chat-voice-started';
  constructor() {
    super('chat-voice-started', notice);
  }
}
/** A call is over, or did not come about. */
export class ChatVoiceEnded extends Event {
  declare readonly type: 'chat-voice-ended';
  constructor(
    readonly reason: CallEnd,
    /** Seconds on the line; 0 when nobody answered. */
    readonly seconds: number,
  ) {
    super('chat-voice-ended', notice);
  }
}

declare global {
  interface HTMLElementEventMap {
    'chat-voice-started': ChatVoiceStarted;
    'chat-voice-ended': ChatVoiceEnded;
  }
}
