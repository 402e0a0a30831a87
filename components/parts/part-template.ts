import { nothing } from 'lit';
import { html, unsafeStatic } from 'lit/static-html.js';
import type { AllStrings } from '../../src/i18n/strings.js';
import type { Part, UnknownPart } from '../../src/protocol/part.js';
import { partNames } from '../foundation/part-names.js';
import { findPart, isAwaited, loadKinds, loadPart, textOf } from './registry.js';

/** What a part is drawn with, besides itself. */
export interface PartSurroundings {
  readonly streaming: boolean;
  /** Nothing was said after the message. */
  readonly live?: boolean;
  /** Unique in the conversation. */
  readonly key?: string;
  /** What it is said in, where that is known. */
  readonly lang?: string | undefined;
  /** Feature switches by setting name; a part whose switch is off is drawn as text. */
  readonly switches: object;
  /** For a part that no renderer knows and that brings no words of its own. */
  readonly unknown: string;
  /** What the interface says, for words that stand where nothing is drawn. */
  readonly strings?: Partial<AllStrings>;
  /** Draws once more, when the kind of a part has become known. */
  readonly again?: () => void;
}

/**
 * Draws any part. Its tag goes in at once with the part's words inside it: they show until the chunk has come and the
 * element upgrades in place, and stay if the chunk never comes. An element that is there draws by itself: its words
 * are not written a second time for every word that streams. What is laid out follows the chat's own direction, the
 * words in it follow theirs.
 */
export function partTemplate(
  part: Part | UnknownPart,
  { streaming, live = true, key = '', lang, switches, unknown, strings, again }: PartSurroundings,
): unknown {
  const definition = findPart(part);
  const words = textOf(part, strings);
  if (!definition && again && isAwaited(part)) {
    void loadKinds().then((known) => known && again());
    return html`<p class="words" lang=${lang ?? nothing} dir="auto">${words}</p>`;
  }
  if (!definition || (definition.setting && Reflect.get(switches, definition.setting) === false))
    return words || unknown
      ? html`<p part="unknown-part" class="words" lang=${(words && lang) || nothing} dir="auto">${words || unknown}</p>`
      : nothing;
  const draws = customElements.get(definition.tag);
  void loadPart(definition);
  const tag = unsafeStatic(definition.tag);
  return html`<${tag} class="words" lang=${lang ?? nothing} exportparts=${partNames} .data=${part} .streaming=${streaming} .live=${live} .key=${key}>${draws ? nothing : words}</${tag}>`;
}
