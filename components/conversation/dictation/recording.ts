import { createStore } from '../../../src/core/store.js';
import type { ListeningEnd } from '../../../src/protocol/voice.js';
import type { Listening, ListeningState } from './listening.js';

/** As much of the browsers' `MediaRecorder` as is needed. */
export type Recorder = Pick<MediaRecorder, 'start' | 'stop' | 'mimeType' | 'state' | 'audioBitsPerSecond'> &
  Pick<EventTarget, 'addEventListener'>;

/** What speech needs to be understood well, in bits per second: half of what browsers take for music. */
export const SPEECH = 64_000;

export interface RecordingOptions {
  readonly openMicrophone: () => Promise<MediaStream>;
  readonly makeRecorder: (stream: MediaStream) => Recorder;
  readonly now: () => number;
  /** Calls back once, so many milliseconds from now; returns its undo. */
  readonly after: (ms: number, callback: () => void) => () => void;
  /** Longest recording that nobody prolongs, in milliseconds. */
  readonly longest?: number;
  /** Largest file that can be sent, in bytes. */
  readonly largest?: number;
}

/** Records what the visitor says. */
export interface Recording extends Listening {
  /** Ends it, and what was said; nothing where nothing was recorded. */
  readonly take: () => Promise<Blob | undefined>;
  /** Once it is told that it ends soon: as much time again, as often as the visitor wants. */
  readonly prolong: () => void;
}

/** By the names of the browsers' own errors. */
const reasons: Readonly<Record<string, ListeningEnd>> = {
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'no-microphone',
  OverconstrainedError: 'no-microphone',
};

const FIVE_MINUTES = 300_000;
/** So long before the end it is told, in milliseconds: time enough to ask for more. */
const WARNING = 30_000;
/** As much of what can be sent is filled: encoders do not keep to their rate, and a file is more than its sound. */
const FILLED = 0.8;

export function createRecording({
  openMicrophone,
  makeRecorder,
  now,
  after,
  longest = FIVE_MINUTES,
  largest = Infinity,
}: RecordingOptions): Recording {
  const state = createStore<ListeningState>({ phase: 'idle' });
  let life = new AbortController();
  let recorder: Recorder | undefined;
  let stream: MediaStream | undefined;
  let chunks: Blob[] = [];
  let stopped: Promise<void> = Promise.resolve();
  let began = 0;
  let lasted = 0;
  /** Milliseconds that can be sent. */
  let most = Infinity;
  let unlimited = (): void => undefined;

  /** Lets go of the microphone at once. */
  function release(): void {
    if (began) lasted = now() - began;
    began = 0;
    unlimited();
    if (recorder && recorder.state !== 'inactive') recorder.stop();
    for (const track of stream?.getTracks() ?? []) track.stop();
    stream = undefined;
  }
  function over(end?: ListeningEnd): void {
    life.abort();
    release();
    recorder = undefined;
    chunks = [];
    state.set({ phase: 'idle', ...(end ? { end } : {}) });
  }

  /** No more comes, and what there is can be sent. */
  function complete(end: ListeningEnd): void {
    release();
    state.set({ phase: 'recorded', end });
  }

  function limit(): void {
    const left = most - (now() - began);
    const end = (): void => complete('too-long');
    state.set({ phase: 'listening' });
    if (left <= WARNING) unlimited = after(left, end);
    else
      unlimited = after(Math.min(longest, left) - WARNING, () => {
        unlimited = after(WARNING, end);
        state.set({ phase: 'listening', ending: left > longest ? 'for-now' : 'for-good' });
      });
  }

  async function start(): Promise<void> {
    if (state.get().phase !== 'idle') return;
    const { signal } = (life = new AbortController());
    lasted = 0;
    state.set({ phase: 'asking' });
    try {
      const opened = await openMicrophone();
      stream = opened;
      // Who changed their mind while the browser asked is not listened to.
      if (signal.aborted) return release();
      const made = (recorder = makeRecorder(opened));
      stopped = new Promise((resolve) => made.addEventListener('stop', () => resolve()));
      made.addEventListener('dataavailable', (event) => {
        if (!signal.aborted && 'data' in event && event.data instanceof Blob) chunks.push(event.data);
      });
      // It stops by itself when the microphone goes away; where we stop it, nothing is running any more.
      made.addEventListener('stop', () => {
        if (began && !signal.aborted) complete('microphone-failed');
      });
      made.addEventListener('error', () => over('microphone-failed'));
      made.start();
      began = now();
      // Some browsers do not say.
      most = ((largest * 8_000) / Math.max(SPEECH, made.audioBitsPerSecond || 0)) * FILLED;
      limit();
    } catch (cause) {
      const name = cause instanceof Error || cause instanceof DOMException ? cause.name : '';
      if (!signal.aborted) over(Object.hasOwn(reasons, name) ? reasons[name] : 'microphone-failed');
    }
  }

  return {
    state,
    start: () => void start(),
    stop: () => over(),
    cancel: () => over(),
    async take() {
      const type = recorder?.mimeType ?? '';
      release();
      // The last words come with the end.
      await stopped;
      const said = new Blob(chunks, { type });
      over();
      return said.size ? said : undefined;
    },
    prolong() {
      if (state.get().ending !== 'for-now') return;
      unlimited();
      limit();
    },
    duration: () => (began ? now() - began : lasted),
  };
}
