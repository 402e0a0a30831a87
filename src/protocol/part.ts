import type { Action } from './action.js';

/** Words of a message. `markdown` and `html` both pass through the one sanitiser before they are drawn. */
export interface TextPart {
  readonly type: 'text';
  readonly text: string;
  /** Absent means markdown for bots and agents, plain for the visitor and system lines. */
  readonly format?: 'markdown' | 'plain' | 'html';
}

/**
 * What a message is made of. Each folder in components/parts/ adds its own kind by declaration merging, as
 * `HTMLElementTagNameMap` grows.
 */
export interface PartMap {
  text: TextPart;
}
export type Part = PartMap[keyof PartMap];
export type PartKind = keyof PartMap;

/** A part of a kind that this widget does not know: what it says instead of nothing. */
export interface UnknownPart {
  readonly type: string;
  readonly id?: string;
  readonly text?: string;
  readonly fallback?: string;
}

/** A picture's address and what is known of it before it is fetched. */
export interface Picture {
  readonly url: string;
  readonly alt?: string;
  /** Pixels; with both, nothing moves when the picture comes. */
  readonly width?: number;
  readonly height?: number;
}

/** Quick replies below a message or above the composer. */
export type Suggestion = Action;

/** What a part has in `text`, where that is words: before its kind has checked it, anything may stand there. */
export function textIn(part: object): string | undefined {
  const { text } = part as { readonly text?: unknown };
  return typeof text === 'string' ? text : undefined;
}

/** Envelope check only: a kind's own shape is checked by its `accepts`, beside its renderer. */
export const isPart = (value: unknown): value is Part =>
  typeof (value as { readonly type?: unknown } | null | undefined)?.type === 'string';
