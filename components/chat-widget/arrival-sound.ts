/** What makes a sound; a part of what browsers have. */
export interface SoundSeams {
  readonly makeContext?: () => AudioContext;
  readonly makeAudio?: (url: string) => Pick<HTMLAudioElement, 'play'>;
  /** The visitor has used this page: before that browsers keep it silent. */
  readonly used: () => boolean;
  /** Runs it in one tab only, of all that ask at the same moment. */
  readonly alone: (name: string, deed: () => Promise<void>) => Promise<void>;
}

/** Other tabs that hear of the same message do so within this time. */
const MOMENT = 1_000;

/** Those of the browser that this runs in. */
export const browserSounds: SoundSeams = {
  ...(globalThis.AudioContext ? { makeContext: () => new AudioContext() } : {}),
  ...(globalThis.Audio ? { makeAudio: (url) => new Audio(url) } : {}),
  used: () => navigator.userActivation?.hasBeenActive ?? true,
  async alone(name, deed) {
    const { locks } = navigator as { readonly locks?: LockManager };
    if (!locks) return deed();
    await locks.request(name, { ifAvailable: true }, (lock) => (lock ? deed() : undefined));
  },
};

/** Two soft notes, one above the other: no file has to be fetched for them. */
function chime(context: AudioContext): void {
  const begin = context.currentTime + 0.02;
  [880, 1318.5].forEach((pitch, index) => {
    const note = context.createOscillator();
    const volume = context.createGain();
    const from = begin + index * 0.11;
    note.frequency.value = pitch;
    volume.gain.setValueAtTime(0, from);
    volume.gain.linearRampToValueAtTime(0.12, from + 0.015);
    volume.gain.exponentialRampToValueAtTime(0.0001, from + 0.38);
    note.connect(volume).connect(context.destination);
    note.start(from);
    note.stop(from + 0.4);
  });
}

/** Sounds once, in one of the tabs that hold the same conversation: the page's own file, else a chime. */
export async function soundOnce(name: string, file: string | undefined, seams: SoundSeams): Promise<void> {
  const { makeContext, makeAudio, used, alone } = seams;
  if (!used()) return;
  await alone(name, async () => {
    const over = new Promise<undefined>((resolve) => setTimeout(resolve, MOMENT));
    if (file) await makeAudio?.(file).play();
    else {
      const context = makeContext?.();
      if (context) {
        // A browser that keeps it silent all the same lets nobody wait.
        const sounds = context.resume().then(
          () => true,
          () => false,
        );
        if (await Promise.race([sounds, over])) chime(context);
      }
      await over;
      await context?.close();
    }
    // The others find it taken.
    await over;
  }).catch(() => undefined);
}
