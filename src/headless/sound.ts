import type { NormalizedConfig } from './create-config.js';
import type { Platform } from './host.js';

/** The sound of a message that came, where one is wanted: the host's way, or the page's. Browsers may forbid it. */
export function playSound({ audio }: Platform, { settings, soundEffectFiles }: NormalizedConfig): void {
  if (!settings.useSoundEffects) return;
  const file = soundEffectFiles.messageArrived;
  if (audio) audio.playNotification(file);
  else if (file && globalThis.Audio) new Audio(file).play().catch(() => undefined);
}
