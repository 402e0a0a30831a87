import { recordOf, textOf, type Untrusted } from '../../../net/untrusted.js';
import type { Emit } from '../../../protocol/events.js';
import type { Caption } from '../../../protocol/voice.js';

/** Characters of one frame that are read at all. */
const LONGEST_FRAME = 65_536;
/** Characters of one utterance. */
const LONGEST = 8000;
/** Kinds of frames that are worth a line in the log. */
const MOST_ODD = 20;
const LABEL = 'rtvi-ai';
const VERSION = '1.0.0';

/** A frame of ours. */
export const frameOf = (type: string, id: string, data: object = {}): string =>
  JSON.stringify({ id, label: LABEL, type, data });

/** The first word of a call: the other side may begin. */
export const clientReady = (id: string): string =>
  frameOf('client-ready', id, { version: VERSION, about: { library: 'chat-widget' } });

/** What a call has to know of what it hears. */
export interface RtviNotes {
  readonly ready: () => void;
  /** The other side is gone, for good. */
  readonly left: () => void;
  /** The other side wants another offer. */
  readonly renegotiate: () => void;
  readonly speaking: (who: 'user' | 'bot' | undefined) => void;
  readonly caption: (caption: Caption | undefined) => void;
}
export interface RtviOptions {
  readonly emit: Emit;
  readonly newId: () => string;
  readonly now: () => number;
  readonly notes: RtviNotes;
  readonly log: (line: string, detail?: unknown) => void;
}

/** Reads what comes over the data channel; what was said becomes messages. */
export interface Rtvi {
  readonly hear: (frame: unknown) => void;
  /** Ends the message that is under way; `broken`: its last words are missing. */
  readonly close: (broken: boolean) => void;
}

/** Known, and nothing to show: what matters of them comes by another name. */
const silent: ReadonlySet<string> = new Set([
  'bot-llm-started',
  'bot-llm-text',
  'bot-llm-stopped',
  'bot-tts-started',
  'bot-tts-text',
  'bot-tts-stopped',
  'user-llm-text',
  'user-mute-started',
  'user-mute-stopped',
  'llm-function-call',
  'llm-function-call-started',
  'llm-function-call-in-progress',
  'llm-function-call-stopped',
  'server-message',
  'server-response',
  'metrics',
  'error-response',
]);

/** One per call: a reconnected line goes on with the same words. */
export function createRtvi({ emit, newId, now, notes, log }: RtviOptions): Rtvi {
  let answer: string | undefined;
  /** This backend says by `bot-output` what older ones say by `bot-transcription`; some say both. */
  let hasOutput = false;
  const odd = new Set<string>();

  function complete(broken = false): void {
    if (answer === undefined) return;
    emit({ type: broken ? 'message-interrupted' : 'message-completed', id: answer });
    answer = undefined;
  }
  function say(text: string): void {
    if (answer === undefined) {
      answer = newId();
      emit({ type: 'message-started', id: answer, author: 'bot', createdAt: now() });
      emit({ type: 'text-delta', id: answer, delta: text });
    } else emit({ type: 'text-delta', id: answer, delta: ` ${text}` });
    notes.caption({ author: 'bot', text });
  }
  const wordsIn = ({ text }: Untrusted): string | undefined => textOf(text)?.trim().slice(0, LONGEST);

  function heardUser(data: Untrusted): void {
    const text = wordsIn(data);
    if (!text) return;
    notes.caption({ author: 'user', text });
    if (data['final'] !== true) return;
    complete();
    emit({
      type: 'message-added',
      message: {
        id: newId(),
        author: 'user',
        parts: [{ type: 'text', text }],
        delivery: 'delivered',
        streaming: false,
        createdAt: now(),
      },
    });
  }

  const steps: Readonly<Record<string, (data: Untrusted) => void>> = {
    'bot-ready': notes.ready,
    'user-transcription': heardUser,
    'bot-output'(data) {
      hasOutput = true;
      const text = wordsIn(data);
      // Sentences come once more word by word, as they are spoken.
      if (text && data['aggregated_by'] !== 'word') say(text);
    },
    'bot-transcription'(data) {
      const text = wordsIn(data);
      if (text && !hasOutput) say(text);
    },
    'user-started-speaking'() {
      complete();
      notes.speaking('user');
    },
    'user-stopped-speaking': () => notes.speaking(undefined),
    'bot-started-speaking': () => notes.speaking('bot'),
    'bot-stopped-speaking'() {
      complete();
      notes.speaking(undefined);
    },
    error({ error, fatal }) {
      log('voice: the backend reports an error', textOf(error)?.slice(0, 200));
      if (fatal === true) notes.left();
    },
  };
  const signals: Readonly<Record<string, () => void>> = {
    renegotiate: notes.renegotiate,
    peerLeft: notes.left,
  };

  function read(frame: unknown): Untrusted {
    if (typeof frame !== 'string' || frame.length > LONGEST_FRAME) return {};
    try {
      return recordOf(JSON.parse(frame));
    } catch {
      return {};
    }
  }

  return {
    hear(frame) {
      const { type, label, data, message } = read(frame);
      if (type === 'signalling') {
        const { type: signal } = recordOf(message);
        if (typeof signal === 'string' && Object.hasOwn(signals, signal)) signals[signal]?.();
        return;
      }
      const name = textOf(type)?.slice(0, 64) ?? '';
      if (label === LABEL && Object.hasOwn(steps, name)) return steps[name]?.(recordOf(data));
      if (silent.has(name) || odd.has(name) || odd.size >= MOST_ODD) return;
      odd.add(name);
      log('voice: a frame nobody knows', name);
    },
    close: complete,
  };
}
