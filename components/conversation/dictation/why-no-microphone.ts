import type { Config } from '../../../src/config/config.js';
import type { Chat } from '../../../src/core/chat.js';
import { recordedKind } from './recorded-file.js';
import type { VoiceSeams } from './seams.js';

/**
 * Why `voice-in` shows no button, for who builds the page: nobody else can tell a browser that does not recognize speech
 * from a setting that was forgotten.
 */
export function whyNoMicrophone(
  config: Config,
  chat: Pick<Chat, 'uploads'>,
  { openMicrophone, makeRecorder, records }: VoiceSeams,
): string {
  const missing = [
    (!openMicrophone || !makeRecorder) && 'the browser gives this page no microphone (only https pages have one)',
    !config.attachments && 'the setting “attachments” is off',
    !chat.uploads && 'the transport takes no files',
    !recordedKind(config, records) && '“attachment-types” lets through no sound that this browser records (audio/*)',
  ].filter(Boolean);
  return `[chat-widget] unsupported: “voice-in” shows no button: this browser does not recognize speech, and nothing can be recorded: ${missing.join('; ')}.`;
}
