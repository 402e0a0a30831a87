import type { ChatEvent } from '../../protocol/events.js';
import type { Part, UnknownPart } from '../../protocol/part.js';

/** Characters of one answer. */
const MOST = 1_048_576;

/**
 * One message of the bot while it is spoken. Its words stand in parts with an id, so that the backend's last word can
 * take the place of what was streamed.
 */
export interface Bubble {
  readonly id: string;
  readonly say: (words: string) => readonly ChatEvent[];
  readonly think: (words: string) => readonly ChatEvent[];
  readonly show: (part: Part | UnknownPart) => readonly ChatEvent[];
  /** Somebody else puts something at its end: the next words begin a part of their own. Its id, if it can be seen. */
  readonly lend: () => string | undefined;
  readonly thinks: () => boolean;
  /** The last word is said; `text` is all of it, where the backend tells. */
  readonly finish: (text: string | undefined) => readonly ChatEvent[];
}

/** Nothing is drawn before there is something to see. */
export function createBubble(id: string, now: () => number, log: ((line: string) => void) | undefined): Bubble {
  let started = false;
  let thinks = false;
  let shows = false;
  /** What the streamed text parts say, in their order. */
  let texts: readonly string[] = [];
  let isText = false;
  /** White space before the first word. */
  let blank = '';
  let length = 0;

  const start = (): readonly ChatEvent[] => {
    if (started) return [];
    started = true;
    return [{ type: 'message-started', id, author: 'bot', createdAt: now() }];
  };
  const textPart = (index: number, text: string): ChatEvent => {
    // A part with a known id takes that one's place.
    const part: UnknownPart = { type: 'text', id: `${id}.text.${index}`, text };
    return { type: 'part-added', id, part };
  };
  function fits(words: string): boolean {
    const was = length;
    length += words.length;
    if (length > MOST && was <= MOST) log?.('The backend says more than a message can hold.');
    return length <= MOST;
  }

  return {
    id,
    say(words) {
      if (!fits(words)) return [];
      const text = blank + words;
      if (!isText && text.trim() === '') {
        blank = text;
        return [];
      }
      blank = '';
      if (isText) {
        texts = [...texts.slice(0, -1), (texts.at(-1) ?? '') + text];
        return [{ type: 'text-delta', id, delta: text }];
      }
      isText = true;
      texts = [...texts, text];
      return [...start(), textPart(texts.length - 1, text)];
    },
    think(words) {
      if (!fits(words)) return [];
      isText = false;
      thinks = true;
      return [...start(), { type: 'text-delta', id, delta: words, to: 'reasoning' }];
    },
    show(part) {
      isText = false;
      shows = true;
      return [...start(), { type: 'part-added', id, part }];
    },
    lend() {
      isText = false;
      shows ||= started;
      return started ? id : undefined;
    },
    thinks: () => thinks,
    finish(text) {
      const streamed = texts.join('');
      const whole = text?.slice(0, MOST) ?? streamed;
      const isEmpty = whole.trim() === '';
      if (isEmpty && !thinks && !shows) return started ? [{ type: 'message-removed', id }] : [];
      const last = Math.max(0, texts.length - 1);
      const mended =
        whole.trim() === streamed.trim()
          ? []
          : [...texts.slice(0, -1).map((_, index) => textPart(index, '')), textPart(last, isEmpty ? '' : whole)];
      return [...start(), ...mended, { type: 'message-completed', id }];
    },
  };
}
