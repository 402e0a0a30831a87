import { html, nothing } from 'lit';
import type { Config } from '../../../src/config/config.js';
import type { Message } from '../../../src/protocol/message.js';

/** A button that has a complete answer read out, where the settings want one. */
export function listenButton(message: Message, config?: Config): unknown {
  if (message.streaming || !config?.voiceOut) return nothing;
  // Without its chunk there is no button.
  void import('../reading/listen.js').catch(() => undefined);
  return html`<chat-listen exportparts="listen" hidden .message=${message}></chat-listen>`;
}
