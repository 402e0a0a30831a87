import { listOf, recordOf, textOf, type Untrusted } from '../../net/untrusted.js';
import type { Action } from '../../protocol/action.js';
import type { Part } from '../../protocol/part.js';
import { decodeRichCard, MAX_ACTIONS, postback } from './cards.js';
import { decodeCognigy, type Said } from './cognigy.js';

const MAX_PARTS = 20;
/** Wrappers around wrappers end somewhere. */
const DEEPEST = 4;

type Media = (url: string) => Part;
const media: ReadonlyMap<unknown, Media> = new Map<string, Media>([
  ['image', (url) => ({ type: 'image', url })],
  ['video', (url) => ({ type: 'video', url })],
  ['audio', (url) => ({ type: 'audio', url })],
]);
const file: Media = (url) => ({ type: 'attachment', url });

function decodeAttachment(value: unknown): readonly Part[] {
  const { type, payload } = recordOf(value);
  const url = textOf(recordOf(payload).url);
  return url ? [(media.get(type) ?? file)(url)] : [];
}

const decodeQuickReply = (value: unknown): readonly Action[] => {
  const { title, payload } = recordOf(value);
  const label = textOf(title);
  return label ? [postback(label, payload)] : [];
};

function decodeObject(content: Untrusted): Said {
  const cognigy = decodeCognigy(content);
  if (cognigy) return cognigy;
  const text = textOf(content.text);
  const suggestions = listOf(content.quick_replies, MAX_ACTIONS).flatMap(decodeQuickReply);
  const parts: readonly Part[] = [
    ...(text ? [{ type: 'text', text } as const] : []),
    ...decodeAttachment(content.attachment),
    ...decodeRichCard(recordOf(content.richCard)),
  ];
  const fallback = textOf(content.fallback);
  // Words for whoever cannot draw the rest: for us, where there is nothing else.
  return { parts: parts.length || !fallback ? parts : [{ type: 'text', text: fallback }], suggestions };
}

/** JSON where it is JSON, else words. */
function parsed(content: string): unknown {
  if (!/^\s*[[{"]/.test(content)) return { text: content };
  try {
    return JSON.parse(content);
  } catch {
    return { text: content };
  }
}

/**
 * The contents of a message: objects without what was wrapped around them. It may come as JSON in a string, as a list,
 * or within a `message`.
 */
export function contentsOf(content: unknown, depth = DEEPEST): readonly Untrusted[] {
  if (depth === 0) return [];
  if (typeof content === 'string') return contentsOf(parsed(content), depth - 1);
  if (Array.isArray(content)) return listOf(content, MAX_PARTS).flatMap((each) => contentsOf(each, depth - 1));
  const record = recordOf(content);
  return record.message === undefined ? [record] : contentsOf(record.message, depth - 1);
}

/** What a message shows (PROTOCOL.md, “airy”). Nothing it does not understand is shown as code. */
export function decodeContent(content: unknown): Said {
  const said = contentsOf(content).map(decodeObject);
  return { parts: said.flatMap(({ parts }) => parts), suggestions: said.flatMap(({ suggestions }) => suggestions) };
}
