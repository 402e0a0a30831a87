import type { CallLevels } from '../../../protocol/voice.js';
import type { CallSeams } from './seams.js';

/** What is heard of a call, and how loud both sides are. */
export interface Sound {
  readonly hear: (stream: MediaStream) => void;
  readonly listen: (microphone: MediaStream) => void;
  /** Plays what the browser had blocked; to be called in a gesture. */
  readonly resume: () => void;
  readonly levels: () => CallLevels;
  readonly close: () => void;
}

/** Louder than this is as loud as a meter shows: speech seldom is. */
const LOUD = 0.25;
const SAMPLES = 512;

/**
 * Opens what plays and what measures, in the visitor's own gesture: browsers keep everything silent that begins later.
 * `blocked` is told whether the browser still does.
 */
export function openSound(seams: CallSeams, blocked: (isBlocked: boolean) => void): Sound {
  const audio = seams.makeAudio?.();
  const samples = new Float32Array(SAMPLES);
  const analysers: Partial<Record<'user' | 'bot', AnalyserNode>> = {};
  let context: AudioContext | undefined;
  let closed = false;
  try {
    context = seams.makeAudioContext?.();
  } catch {
    // Browsers have few of them to give; the meter stands still then.
  }
  void context?.resume().catch(() => undefined);
  if (audio) {
    audio.autoplay = true;
    audio.setAttribute('playsinline', '');
    // Said in the gesture, it counts for what is played later; nothing to play yet is no failure.
    void audio.play().catch(() => undefined);
  }

  function measure(side: 'user' | 'bot', stream: MediaStream): void {
    if (!context || closed) return;
    const analyser = context.createAnalyser();
    analyser.fftSize = SAMPLES;
    context.createMediaStreamSource(stream).connect(analyser);
    analysers[side]?.disconnect();
    analysers[side] = analyser;
  }
  function play(): void {
    if (!audio?.srcObject || closed) return;
    audio.play().then(
      () => closed || blocked(false),
      (reason: unknown) => closed || (reason instanceof DOMException && reason.name === 'AbortError') || blocked(true),
    );
  }
  function levelOf(side: 'user' | 'bot'): number {
    const analyser = analysers[side];
    if (!analyser) return 0;
    analyser.getFloatTimeDomainData(samples);
    const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / SAMPLES;
    return Math.min(1, Math.sqrt(power) / LOUD);
  }

  return {
    hear(stream) {
      if (audio) audio.srcObject = stream;
      measure('bot', stream);
      play();
    },
    listen: (microphone) => measure('user', microphone),
    resume() {
      void context?.resume().catch(() => undefined);
      play();
    },
    levels: () => ({ user: levelOf('user'), bot: levelOf('bot') }),
    close() {
      closed = true;
      if (audio) {
        audio.pause();
        audio.srcObject = null;
      }
      void context?.close().catch(() => undefined);
    },
  };
}
