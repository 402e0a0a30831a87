import type { CallEnd, ListeningEnd } from '../../../src/protocol/voice.js';

/** What the visitor speaks for. */
export type VoiceKind = 'call' | 'dictation' | 'recording';

const notice = { bubbles: true, composed: true };

/** The visitor wants to speak, and the browser may ask for the microphone: whoever reads or listens makes way. */
export class ChatVoiceAsked extends Event {
  declare readonly type: 'chat-voice-asked';
  constructor() {
    super('chat-voice-asked', notice);
  }
}
/** The visitor is heard: by the other side, or by what writes or records. */
export class ChatVoiceStarted extends Event {
  declare readonly type: 'chat-voice-started';
  constructor(readonly kind: VoiceKind = 'call') {
    super('chat-voice-started', notice);
  }
}
/** Nobody is heard any more, or it did not come about. */
export class ChatVoiceEnded extends Event {
  declare readonly type: 'chat-voice-ended';
  constructor(
    readonly reason: CallEnd | ListeningEnd,
    /** Seconds on the line; 0 when nobody answered. */
    readonly seconds: number,
    readonly kind: VoiceKind = 'call',
  ) {
    super('chat-voice-ended', notice);
  }
}

declare global {
  interface HTMLElementEventMap {
    'chat-voice-asked': ChatVoiceAsked;
    'chat-voice-started': ChatVoiceStarted;
    'chat-voice-ended': ChatVoiceEnded;
  }
}
