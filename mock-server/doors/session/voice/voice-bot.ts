import type { Clock } from '../../../clock.js';
import type { Conversation } from '../../../conversations.js';
import { isObject } from '../../json.js';
import { isVoice, PACKET, silentPacket, spokenPacket } from './mu-law.js';
import type { VoicePeer } from './peer.js';

/** What the visitor is taken to have said: nobody recognises speech here. */
const phrases = ['Hello, is somebody there?', 'Which room suits a family of four?', 'Thank you, that is all.'];
const GREETING = 'Hello. I am listening.';
/** Packets with a voice in them after which the visitor has said a half and all of a phrase. */
const HALF = 6;
const WHOLE = 12;
/** Packets: how long the bot speaks a character, and how long it speaks at all. */
const PER_CHARACTER = 2;
const SHORTEST = 30;
const LONGEST = 200;
const LABEL = 'rtvi-ai';
const VERSION = '1.0.0';

/** The bot on the telephone. */
export interface VoiceBot {
  readonly frame: (text: string) => void;
  readonly packet: (samples: Uint8Array) => void;
  /** Milliseconds since 1970 at which the other side was last heard of. */
  readonly heardAt: () => number;
  /** Milliseconds since it was first spoken to. */
  readonly talked: () => number;
  readonly close: () => void;
}

export interface VoiceBotOptions {
  readonly room: Conversation;
  readonly clock: Clock;
  readonly peer: () => Pick<VoicePeer, 'send' | 'play'> | undefined;
  /** The visitor said goodbye. */
  readonly left: () => void;
  readonly report: (error: unknown) => void;
  /** Whether the visitor may say something now: each time it is asked counts. */
  readonly mayHear: () => Promise<boolean>;
}

/** What is said of a text, sentence by sentence: nobody reads its marks aloud. */
const sentencesOf = (text: string): readonly string[] =>
  text
    .replace(/[>*_`#|]+/g, '')
    .match(/[^.!?\n]+[.!?]*/g)
    ?.map((each) => each.trim())
    .filter(Boolean) ?? [];

/** Speaks RTVI over the data channel and tones over the line; what it answers is the brain's. */
export function createVoiceBot({ room, clock, peer, left, report, mayHear }: VoiceBotOptions): VoiceBot {
  let heardAt = clock.now();
  let voiced = 0;
  let said = 0;
  let greetedAt: number | undefined;
  let closed = false;
  /** One thing is said after another. */
  let mouth: Promise<void> = Promise.resolve();
  let talking = 0;

  const tell = (type: string, data: object = {}): void =>
    peer()?.send(JSON.stringify({ id: crypto.randomUUID(), label: LABEL, type, data }));

  /** Sound for as long as the words would take. */
  async function sound(text: string): Promise<void> {
    const packets = Math.min(LONGEST, Math.max(SHORTEST, text.length * PER_CHARACTER));
    const begun = clock.now();
    for (let number = 0; number < packets && !closed; number += 1) {
      peer()?.play(spokenPacket(number));
      await clock.sleep(Math.max(1, begun + (number + 1) * PACKET - clock.now()));
    }
    peer()?.play(silentPacket());
  }
  async function speak(text: string): Promise<void> {
    tell('bot-started-speaking');
    tell('bot-tts-started');
    for (const sentence of sentencesOf(text)) {
      if (closed) return;
      tell('bot-transcription', { text: sentence });
      await sound(sentence);
    }
    tell('bot-tts-stopped');
    tell('bot-stopped-speaking');
  }
  async function answer(text: string): Promise<void> {
    const id = crypto.randomUUID();
    const { reply, utter } = await room.act({ type: 'send-message', id, text }, id, 'session');
    tell('bot-llm-started');
    let words = '';
    try {
      for await (const bit of reply.bits()) {
        if (closed) return reply.stop();
        if (bit.type !== 'text') continue;
        words += bit.delta;
        tell('bot-llm-text', { text: bit.delta });
      }
    } catch {
      return tell('error', { error: 'The bot broke.', fatal: false });
    } finally {
      tell('bot-llm-stopped');
    }
    await utter({ id: `${id}.reply`, author: 'bot', answer: await reply.whole() });
    await speak(words);
  }
  function next(turn: () => Promise<void>): void {
    talking += 1;
    mouth = mouth
      .then(() => (closed ? undefined : turn()))
      .catch(report)
      .finally(() => {
        talking -= 1;
        voiced = 0;
      });
  }

  const frames: Readonly<Record<string, (data: Readonly<Record<string, unknown>>) => void>> = {
    'client-ready'() {
      tell('bot-ready', { version: VERSION, about: { library: 'chat-widget mock server' } });
      if (greetedAt !== undefined) return;
      greetedAt = clock.now();
      next(async () => {
        await room.utter({ author: 'bot', answer: { text: GREETING } });
        await speak(GREETING);
      });
    },
    'send-text'({ content }) {
      if (typeof content !== 'string' || !content.trim()) return;
      mayHear()
        .then((may) => {
          if (may) next(() => answer(content.trim().slice(0, 8000)));
          else tell('error', { error: 'Too many messages.', fatal: false });
        })
        .catch(report);
    },
    'disconnect-bot': left,
  };

  return {
    frame(text) {
      heardAt = clock.now();
      if (closed || text.startsWith('ping:')) return;
      let frame: unknown;
      try {
        frame = JSON.parse(text);
      } catch {
        return;
      }
      if (!isObject(frame) || frame['label'] !== LABEL || typeof frame['type'] !== 'string') return;
      const { type, data } = frame;
      if (Object.hasOwn(frames, type)) frames[type]?.(isObject(data) ? data : {});
    },
    packet(samples) {
      heardAt = clock.now();
      // A bot that speaks does not listen; one that was told everything has nothing more to hear.
      const phrase = phrases[said];
      if (closed || talking > 0 || greetedAt === undefined || phrase === undefined || !isVoice(samples)) return;
      voiced += 1;
      if (voiced === 1) tell('user-started-speaking');
      const whole = { text: phrase, user_id: '', timestamp: new Date(clock.now()).toISOString() };
      if (voiced === HALF)
        tell('user-transcription', { ...whole, text: phrase.slice(0, phrase.length / 2), final: false });
      if (voiced < WHOLE) return;
      said += 1;
      tell('user-stopped-speaking');
      tell('user-transcription', { ...whole, final: true });
      next(() => answer(phrase));
    },
    heardAt: () => heardAt,
    talked: () => (greetedAt === undefined ? 0 : clock.now() - greetedAt),
    close: () => void (closed = true),
  };
}
