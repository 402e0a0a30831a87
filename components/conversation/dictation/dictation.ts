import { createStore, type Store } from '../../../src/core/store.js';
import type { ListeningEnd } from '../../../src/protocol/voice.js';
import type { Listening, ListeningState } from './listening.js';

/** What was heard, best guess first; the last ones may still change. */
export interface Heard {
  readonly resultIndex: number;
  readonly results: ArrayLike<ArrayLike<{ readonly transcript: string }>>;
}

/** As much of the browsers' `SpeechRecognition` as is needed. */
export interface Recognition {
  lang: string;
  continuous: boolean;
  interimResults: boolean;
  onstart: (() => void) | null;
  onresult: ((event: Heard) => void) | null;
  onerror: ((event: { readonly error: string }) => void) | null;
  onend: (() => void) | null;
  start(): void;
  stop(): void;
  abort(): void;
}

export interface DictationOptions {
  readonly makeRecognition: () => Recognition;
  /** What the visitor is writing. */
  readonly draft: Store<string>;
  readonly language: () => string;
  readonly now: () => number;
}

/** By the browsers' own words. */
const reasons: Readonly<Record<string, ListeningEnd>> = {
  'not-allowed': 'denied',
  'service-not-allowed': 'denied',
  'audio-capture': 'microphone-failed',
  'no-speech': 'silent',
  network: 'unreachable',
  'language-not-supported': 'language',
};

/** Words behind others, with a blank between. */
const behind = (before: string, words: string): string =>
  before && words && !/\s$/.test(before) ? `${before} ${words}` : before + words;

/** Writes what the visitor says into their draft, behind what is there, while they are saying it. */
export function createDictation({ makeRecognition, draft, language, now }: DictationOptions): Listening {
  const state = createStore<ListeningState>({ phase: 'idle' });
  let recognition: Recognition | undefined;
  let began = 0;
  let lasted = 0;

  function over(end?: ListeningEnd): void {
    if (began) lasted = now() - began;
    began = 0;
    if (recognition) recognition.onstart = recognition.onresult = recognition.onerror = recognition.onend = null;
    recognition = undefined;
    state.set({ phase: 'idle', ...(end ? { end } : {}) });
  }

  function start(): void {
    if (recognition) return;
    const listener = (recognition = makeRecognition());
    let before = draft.get();
    let written = before;
    let first = 0;
    let end: ListeningEnd | undefined;
    lasted = 0;
    listener.lang = language();
    listener.continuous = true;
    listener.interimResults = true;
    listener.onstart = () => {
      began = now();
      state.set({ phase: 'listening' });
    };
    listener.onresult = ({ results, resultIndex }) => {
      // Who writes while they speak goes on from what they wrote.
      if (draft.get() !== written) {
        before = draft.get();
        first = resultIndex;
      }
      const words = Array.from(results)
        .slice(first)
        .map((guesses) => guesses[0]?.transcript.trim() ?? '')
        .reduce(behind, '');
      written = behind(before, words);
      draft.set(written);
    };
    listener.onerror = ({ error }) => {
      // What we ended ourselves is no failure.
      if (error !== 'aborted') end = reasons[error] ?? 'failed';
    };
    listener.onend = () => over(end);
    state.set({ phase: 'asking' });
    try {
      listener.start();
    } catch {
      over('failed');
    }
  }

  return {
    state,
    start,
    stop: () => recognition?.stop(),
    cancel() {
      const listener = recognition;
      if (!listener) return;
      over();
      listener.abort();
    },
    duration: () => (began ? now() - began : lasted),
  };
}
