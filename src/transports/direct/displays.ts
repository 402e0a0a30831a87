import { listOf, present, recordOf, textOf, type Untrusted } from '../../net/untrusted.js';
import { knows } from '../../protocol/match.js';
import { isPart, type Part, type UnknownPart } from '../../protocol/part.js';
import { decodeCard, decodeItem, MAX_ITEMS } from './cards.js';
import { decodeMultiSelect, decodeScheduleButton } from './choices.js';
import { decodeForm } from './forms.js';

function decodeList(display: Untrusted, type: 'list' | 'carousel'): Part | UnknownPart {
  const items = listOf(display.items, MAX_ITEMS).flatMap(decodeItem);
  if (!items.length) return unknown(display);
  return { type, items, ...present({ title: textOf(display.title) }) };
}

const wordsIn = ({ title, subTitle, label, content, text, description }: Untrusted): readonly string[] =>
  [title, subTitle, label, content, text, description].flatMap((value) => textOf(value) ?? []);

/** Everything a display says that can be read, a line each. */
const readable = (display: Untrusted): string =>
  [
    ...wordsIn(display),
    ...listOf(display.items, MAX_ITEMS).flatMap((item) => wordsIn(recordOf(item)).join(': ') || []),
    // Forms: their steps, and the fields of each.
    ...listOf(display.steps, MAX_ITEMS).flatMap((step) => {
      const { fields } = recordOf(step);
      const lines = listOf(fields, MAX_ITEMS).flatMap((field) => wordsIn(recordOf(field)).join(': ') || []);
      return [...wordsIn(recordOf(step)), ...lines];
    }),
  ].join('\n');

/** The kind keeps its own name space: a display that calls itself `text` is still not one of our parts. */
const unknown = (display: Untrusted): UnknownPart => {
  const fallback = readable(display);
  return { type: `stentor:${textOf(display.type) ?? ''}`, ...(fallback ? { fallback } : {}) };
};

/** Our own addition to the wire: any part as it is (PROTOCOL.md, “direct”). Its renderer checks its shape. */
const ownPart = ({ part, ...display }: Untrusted): Part | UnknownPart => (isPart(part) ? part : unknown(display));

/** Nothing where a display lacks what its part cannot do without: it stays words then. */
const decoders: Readonly<Record<string, (display: Untrusted) => Part | UnknownPart | undefined>> = {
  ChatPart: ownPart,
  LIST: (display) => decodeList(display, 'list'),
  CAROUSEL: (display) => decodeList(display, 'carousel'),
  CARD: decodeCard,
  FORM: decodeForm,
  MultiSelect: decodeMultiSelect,
  ScheduleButton: decodeScheduleButton,
};

/** One display as something that can be drawn, or at least read. */
export const decodeDisplay = (display: Untrusted): Part | UnknownPart =>
  (knows(decoders, display.type) ? decoders[display.type] : undefined)?.(display) ?? unknown(display);
