import type { CallEnd } from '../../../protocol/voice.js';
import { CallFailure } from './call-failure.js';
import type { CallSeams } from './seams.js';

/** By the names of the browsers' own errors. */
const reasons: Readonly<Record<string, CallEnd>> = {
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'no-microphone',
  OverconstrainedError: 'no-microphone',
  NotReadableError: 'microphone-failed',
  AbortError: 'microphone-failed',
};

/** Turns the microphone on, after the visitor's leave. Rejects with a `CallFailure`. */
export async function openMicrophone({ getUserMedia, makePeer, isSecure }: CallSeams): Promise<MediaStream> {
  if (!isSecure) throw new CallFailure('insecure', 'Browsers give a microphone to https pages only.');
  if (!getUserMedia || !makePeer) throw new CallFailure('unsupported', 'This browser has no calls.');
  try {
    return await getUserMedia({ audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true } });
  } catch (cause) {
    const name = cause instanceof Error || cause instanceof DOMException ? cause.name : '';
    const end = Object.hasOwn(reasons, name) ? reasons[name] : undefined;
    throw new CallFailure(end ?? 'microphone-failed', `The microphone did not open: ${name || String(cause)}.`, {
      cause,
    });
  }
}
