import { createStore, type ReadonlyStore } from '../../../src/core/store.js';
import { sentencesOf } from './sentences.js';

/** What a browser reads out with: a part of its `speechSynthesis`. */
export type Synthesis = Pick<
  SpeechSynthesis,
  'speak' | 'cancel' | 'getVoices' | 'addEventListener' | 'removeEventListener'
>;
/** As much of a player of sounds as is needed. */
export type Player = Pick<HTMLAudioElement, 'play' | 'pause' | 'addEventListener'>;

export interface ReaderSeams {
  /** Absent where the browser has no voices. */
  readonly synthesis?: Synthesis | undefined;
  readonly makeUtterance: (text: string) => SpeechSynthesisUtterance;
  readonly makePlayer: (url: string) => Player;
}

/** What is to be read, and how it is said where the browser has no voice for it. */
export interface Reading {
  /** Whose button it is. */
  readonly by: object;
  readonly text: string;
  readonly language: string;
  /** The address of a sound that the backend made. */
  readonly sound?: ((signal: AbortSignal) => Promise<string | undefined>) | undefined;
}

/** Reads out one text at a time. */
export interface Reader {
  /** Whose text is being read. */
  readonly current: ReadonlyStore<object | undefined>;
  /** The browser has a voice; more of them may come. */
  readonly hasVoices: ReadonlyStore<boolean>;
  /** Reads it, and nothing else any more. Settles with whether it was read to its end, or stopped by somebody. */
  readonly read: (reading: Reading) => Promise<boolean>;
  readonly stop: () => void;
}

const base = (tag: string): string => tag.toLowerCase().split(/[-_]/)[0] ?? '';

/** The voice for a language: of its region where there is one, on this device rather than far away. */
export function voiceFor(voices: readonly SpeechSynthesisVoice[], language: string): SpeechSynthesisVoice | undefined {
  const tag = language.toLowerCase();
  const fits = voices.filter(({ lang }) => base(lang) === base(language));
  const same = fits.filter(({ lang }) => lang.toLowerCase().replace('_', '-') === tag);
  const some = same.length ? same : fits;
  return some.find((voice) => voice.default) ?? some.find((voice) => voice.localService) ?? some[0];
}

export function createReader({ synthesis, makeUtterance, makePlayer }: ReaderSeams): Reader {
  const current = createStore<object | undefined>(undefined);
  const hasVoices = createStore(false);
  let life = new AbortController();

  const look = (): void => hasVoices.set((synthesis?.getVoices().length ?? 0) > 0);
  look();
  synthesis?.addEventListener('voiceschanged', look);

  function stop(): void {
    life.abort();
    current.set(undefined);
    synthesis?.cancel();
  }

  /** One after the other: what is put into the browser's own line at once is lost with the first that fails. */
  async function speak({ text, language }: Reading, voice: SpeechSynthesisVoice | undefined): Promise<boolean> {
    const { signal } = life;
    for (const sentence of sentencesOf(text, language)) {
      if (signal.aborted) return true;
      const utterance = makeUtterance(sentence);
      utterance.lang = language;
      if (voice) utterance.voice = voice;
      const said = await new Promise<boolean>((resolve) => {
        utterance.onend = () => resolve(true);
        utterance.onerror = () => resolve(signal.aborted);
        signal.addEventListener('abort', () => resolve(true), { once: true });
        synthesis?.speak(utterance);
      });
      if (!said) return false;
    }
    return true;
  }
  async function play(sound: NonNullable<Reading['sound']>): Promise<boolean> {
    const { signal } = life;
    const url = await sound(signal);
    if (signal.aborted) return true;
    if (!url) return false;
    const player = makePlayer(url);
    return new Promise<boolean>((resolve) => {
      player.addEventListener('ended', () => resolve(true));
      player.addEventListener('error', () => resolve(false));
      signal.addEventListener('abort', () => {
        player.pause();
        resolve(true);
      });
      player.play().catch(() => resolve(signal.aborted));
    });
  }

  return {
    current,
    hasVoices,
    stop,
    async read(reading) {
      stop();
      const { signal } = (life = new AbortController());
      current.set(reading.by);
      const voices = synthesis?.getVoices() ?? [];
      const voice = voiceFor(voices, reading.language);
      try {
        // A voice of another language is worse than the backend's own.
        return !voice && reading.sound ? await play(reading.sound) : voices.length > 0 && (await speak(reading, voice));
      } catch {
        return signal.aborted;
      } finally {
        if (!signal.aborted) current.set(undefined);
      }
    },
  };
}
