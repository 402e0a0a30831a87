import { listOf, numberOf, present, recordOf, textOf, type Untrusted } from '../../net/untrusted.js';
import type { Action } from '../../protocol/action.js';
import { knows } from '../../protocol/match.js';
import { isPart, type Part, type PartMap, type UnknownPart } from '../../protocol/part.js';

type CarouselItem = PartMap['carousel']['items'][number];

const MAX_ITEMS = 50;
const MAX_BUTTONS = 20;

const link = (label: string, url: string): Action => ({ type: 'link', label, url });

/** The buttons of a card or an item: a link where there is an address, else words to say. */
export const decodeButtons = (buttons: unknown): readonly Action[] =>
  listOf(buttons, MAX_BUTTONS).flatMap((button): Action[] => {
    const { title, openUrlAction } = recordOf(button);
    const label = textOf(title);
    const url = textOf(openUrlAction);
    if (url) return [link(label ?? url, url)];
    return label ? [{ type: 'reply', label }] : [];
  });

function decodeImage(image: unknown): CarouselItem['image'] | undefined {
  const { url, accessibilityText, width, height } = recordOf(image);
  const source = textOf(url);
  if (!source) return undefined;
  return {
    url: source,
    ...present({ alt: textOf(accessibilityText), width: numberOf(width), height: numberOf(height) }),
  };
}

function decodeItem(value: unknown): CarouselItem[] {
  const item = recordOf(value);
  const token = textOf(item.token);
  const url = textOf(item.url);
  const title = textOf(item.title) ?? textOf(item.description) ?? token;
  if (!title) return [];
  const action: Action = token
    ? { type: 'select', label: title, token }
    : url
      ? link(title, url)
      : { type: 'reply', label: title };
  const actions = [...(token && url ? [link(title, url)] : []), ...decodeButtons(item.buttons)];
  return [
    {
      title,
      action,
      ...present({ description: textOf(item.description), image: decodeImage(item.image) }),
      ...(actions.length ? { actions } : {}),
    },
  ];
}

function decodeList(display: Untrusted, layout: 'row' | 'list'): Part | UnknownPart {
  const items = listOf(display.items, MAX_ITEMS).flatMap(decodeItem);
  if (!items.length) return unknown(display);
  return { type: 'carousel', layout, items, ...present({ title: textOf(display.title) }) };
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

const decoders: Readonly<Record<string, (display: Untrusted) => Part | UnknownPart>> = {
  ChatPart: ownPart,
  LIST: (display) => decodeList(display, 'list'),
  CAROUSEL: (display) => decodeList(display, 'row'),
  CARD: (display) => {
    const text = readable(display) || textOf(display.accessibilityText);
    return text ? { type: 'text', text, format: 'plain' } : unknown(display);
  },
};

/** One display as something that can be drawn, or at least read. */
export const decodeDisplay = (display: Untrusted): Part | UnknownPart =>
  (knows(decoders, display.type) ? decoders[display.type] : undefined)?.(display) ?? unknown(display);
