import { createStore, type Store } from '../../../src/core/store.js';
import type { ListeningEnd } from '../../../src/protocol/voice.js';
import { afterWords, behind, countWords, textOf, type Heard } from './heard.js';
import type { Listening, ListeningState } from './listening.js';

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

/** What is heard has a language and a region; by a script, which is of what is written, no browser knows it. */
function heardAs(tag: string): string {
  try {
    const { language, region } = new Intl.Locale(tag).maximize();
    return new Intl.Locale(tag).script && region ? `${language}-${region}` : tag;
  } catch {
    // A page may call its language anything.
    return tag;
  }
}

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
    let heard = '';
    /** So many words of what is heard stand in `before`, as they were or as the visitor wants them. */
    let kept = 0;
    let end: ListeningEnd | undefined;
    lasted = 0;
    listener.lang = heardAs(language());
    listener.continuous = true;
    listener.interimResults = true;
    listener.onstart = () => {
      began = now();
      state.set({ phase: 'listening' });
    };
    listener.onresult = (event) => {
      // Who writes while they speak goes on from what they wrote.
      if (draft.get() !== written) {
        before = draft.get();
        kept = countWords(heard);
      }
      heard = textOf(event);
      written = behind(before, afterWords(heard, kept));
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
