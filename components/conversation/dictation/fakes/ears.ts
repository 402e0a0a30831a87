import type { Recognition } from '../dictation.js';
import type { Heard } from '../heard.js';
import type { Recorder } from '../recording.js';

/** Ears that hear what a test says. */
export class FakeRecognition implements Recognition {
  lang = '';
  continuous = false;
  interimResults = false;
  onstart: (() => void) | null = null;
  onresult: ((event: Heard) => void) | null = null;
  onerror: ((event: { readonly error: string }) => void) | null = null;
  onend: (() => void) | null = null;
  readonly asked: string[] = [];
  start(): void {
    this.asked.push('start');
  }
  stop(): void {
    this.asked.push('stop');
    this.onend?.();
  }
  abort(): void {
    this.asked.push('abort');
    this.onerror?.({ error: 'aborted' });
    this.onend?.();
  }
  /** All that was heard so far, and how sure it is of that. */
  hear(heard: readonly string[], confidence = 0.9): void {
    this.onresult?.({ results: heard.map((transcript) => [{ transcript, confidence }]) });
  }
  fail(error: string): void {
    this.onerror?.({ error });
    this.onend?.();
  }
}

/** A recorder that has said what a test gave it. */
export class FakeRecorder extends EventTarget implements Recorder {
  state: RecordingState = 'inactive';
  audioBitsPerSecond = 0;
  constructor(
    readonly mimeType: string,
    readonly words: string,
  ) {
    super();
  }
  start(): void {
    this.state = 'recording';
  }
  stop(): void {
    this.state = 'inactive';
    const data = Object.assign(new Event('dataavailable'), { data: new Blob([this.words], { type: this.mimeType }) });
    queueMicrotask(() => {
      this.dispatchEvent(data);
      this.dispatchEvent(new Event('stop'));
    });
  }
}

/** A microphone that tells whether it is on. */
export function fakeMicrophone() {
  const stopped: string[] = [];
  const context = new AudioContext();
  const { stream } = context.createMediaStreamDestination();
  void context.close();
  for (const track of stream.getTracks()) track.stop = () => void stopped.push('stopped');
  return { stream, stopped };
}
