import type { Warn } from '../../../src/config/resolve.js';
import { defaultPlatform } from '../../../src/platform/platform.js';
import type { Recognition } from './dictation.js';
import { SPEECH, type Recorder } from './recording.js';

/** The browser's ears; what it has not is absent. */
export interface VoiceSeams {
  readonly makeRecognition?: () => Recognition;
  readonly openMicrophone?: () => Promise<MediaStream>;
  readonly makeRecorder?: (stream: MediaStream, type: string) => Recorder;
  /** Whether it can record this type of file. */
  readonly records: (type: string) => boolean;
  readonly now: () => number;
  readonly after: (ms: number, callback: () => void) => () => void;
  /** Tells who builds the page. */
  readonly warn: Warn;
}

const said = new Set<string>();
/** Each line once on a page. */
function warn(line: string): void {
  if (!said.has(line)) console.warn(line);
  said.add(line);
}

/** Chromium and Safari name it with a prefix. */
function recognitionClass(): (new () => Recognition) | undefined {
  const found: unknown =
    Reflect.get(globalThis, 'SpeechRecognition') ?? Reflect.get(globalThis, 'webkitSpeechRecognition');
  return typeof found === 'function' ? (found as new () => Recognition) : undefined;
}

/** Those of the browser that this runs in; no microphone is given to pages that are not https. */
export function browserSeams(): VoiceSeams {
  const Recognizer = recognitionClass();
  const { mediaDevices } = navigator as { readonly mediaDevices?: MediaDevices };
  const audio = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
  return {
    ...(Recognizer ? { makeRecognition: () => new Recognizer() } : {}),
    ...(mediaDevices && globalThis.MediaRecorder
      ? {
          openMicrophone: () => mediaDevices.getUserMedia({ audio }),
          makeRecorder: (stream, mimeType) => new MediaRecorder(stream, { mimeType, audioBitsPerSecond: SPEECH }),
        }
      : {}),
    records: (type) => globalThis.MediaRecorder?.isTypeSupported(type) ?? false,
    now: defaultPlatform.elapsed,
    after: defaultPlatform.after,
    warn,
  };
}
