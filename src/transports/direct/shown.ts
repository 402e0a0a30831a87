import { listOf, present, recordOf, type Untrusted } from '../../net/untrusted.js';
import type { ChatEvent } from '../../protocol/events.js';
import { languageTag } from '../../protocol/language.js';
import type { Part, UnknownPart } from '../../protocol/part.js';
import { decodeDisplay } from './displays.js';
import { decodeMedia } from './media.js';
import { decodeToolCall, isToolCall } from './tool-calls.js';

const MAX_DISPLAYS = 20;

/** What a response shows besides its words, and what those are said in. */
export interface Shown {
  readonly parts: readonly (Part | UnknownPart)[];
  readonly language?: string;
  /** The functions it calls; `messageId` is what the same answer said, where it said something. */
  readonly calls: (messageId: string | undefined) => readonly ChatEvent[];
}

const isDisplay = (value: unknown): value is Untrusted => typeof value === 'object' && !Array.isArray(value);

/** Displays, media and language of a response. Most answers have none: this comes with the first that has. */
export function decodeShown({ displays, media, outputSpeech }: Untrusted): Shown {
  const all = listOf(displays, MAX_DISPLAYS).filter(isDisplay);
  return {
    ...present({ language: languageTag(recordOf(outputSpeech).defaultLocale) }),
    parts: [...all.filter((display) => !isToolCall(display)).map(decodeDisplay), ...decodeMedia(media)],
    calls: (messageId) => all.filter(isToolCall).flatMap((call) => decodeToolCall(call, messageId)),
  };
}
