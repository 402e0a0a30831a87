import type { AllStrings } from '../../../src/i18n/strings.js';
import type { Message } from '../../../src/protocol/message.js';
import { plainWords } from '../plain-words.js';
import type { Block } from './blocks.js';
import type { Gap } from './gap.js';

/** So many elements stand for all that is not built. */
const MOST = 300;

/** Some blocks' words, in one element. */
interface Piece {
  readonly element: HTMLElement;
  readonly blocks: readonly Block[];
  readonly from: number;
  readonly size: number;
  written: boolean;
}
type Place = readonly [element: Element, gap: Gap];

/** Milliseconds that nobody notices, where a browser does not tell of idle time. */
const SHORT = 4;

/** Idle time, where a browser tells of it. */
function whenIdle(work: (hasTime: () => boolean) => void): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback((idle) => work(() => idle.timeRemaining() > 2));
  else
    setTimeout(() => {
      const end = performance.now() + SHORT;
      work(() => performance.now() < end);
    }, 50);
}

function makePiece(blocks: readonly Block[], from: number, size: number): Piece {
  const element = document.createElement('div');
  element.setAttribute('hidden', 'until-found');
  return { element, blocks, from, size, written: false };
}

/**
 * The words of messages that are not built, as plain text which “find in page” reads and nobody else does. They are
 * written when the page has nothing to do; a few hundred elements are enough for any conversation.
 */
export class FarWords {
  #pieces = new Map<Block | undefined, Piece>();
  #places: readonly Place[] = [];
  /** The interface's words, then elements and blocks of the places, as they were when they were last looked at. */
  #known: readonly unknown[] = [];
  #waiting = false;
  #moved = false;

  /** Reads so many messages from a place on. */
  constructor(
    private readonly messages: (from: number, count: number) => readonly Message[],
    private readonly strings: () => Partial<AllStrings>,
  ) {}

  /** Whether this browser finds what is hidden, and asks for it to be shown. */
  static get work(): boolean {
    return 'onbeforematch' in HTMLElement.prototype;
  }

  /** These gaps are there now; their words follow when there is time. */
  follow(places: readonly Place[]): void {
    const known = [this.strings(), ...places.flatMap(([place, { blocks }]) => [place, blocks])];
    if (known.length === this.#known.length && known.every((each, i) => each === this.#known[i])) return;
    // What is no message of anybody is said anew in another language.
    if (known[0] !== this.#known[0]) for (const piece of this.#pieces.values()) piece.written = false;
    this.#known = known;
    this.#places = places;
    this.#moved = true;
    if (!this.#waiting) whenIdle((hasTime) => this.#write(hasTime));
    this.#waiting = true;
  }

  /** Something in this element was found: its words go, and the blocks they stood for are to be built. */
  found(element: EventTarget | null): readonly Block[] {
    const piece = [...this.#pieces.values()].find((each) => each.element === element);
    piece?.element.remove();
    return piece?.blocks ?? [];
  }

  /** Every element into its gap, and no other. */
  arrange(): void {
    this.#moved = false;
    const total = this.#places.reduce((sum, [, { blocks }]) => sum + blocks.length, 0);
    const many = Math.max(2, Math.ceil(total / MOST));
    const pieces = new Map<Block | undefined, Piece>();
    for (const [place, gap] of this.#places) {
      const elements = [...this.#cut(gap, many)].map((piece) => {
        pieces.set(piece.blocks[0], piece);
        return piece.element;
      });
      if (elements.length !== place.childElementCount || elements.some((each, i) => each !== place.children[i]))
        place.replaceChildren(...elements);
    }
    this.#pieces = pieces;
  }

  /** At places that stay the same wherever the gap begins, so that few pieces change when it does. */
  *#cut({ blocks, index, from }: Gap, many: number): Generator<Piece> {
    for (let i = 0, next; i < blocks.length; i = next) {
      next = i + many - ((index + i) % many);
      const own = blocks.slice(i, next);
      const size = own.reduce((sum, block) => sum + block.size, 0);
      const known = this.#pieces.get(own[0]);
      const stays = known?.size === size && known.blocks.length === own.length && known.from === from;
      yield stays ? known : makePiece(own, from, size);
      from += size;
    }
  }

  #write(hasTime: () => boolean): void {
    if (this.#moved) this.arrange();
    for (const piece of this.#pieces.values()) {
      if (piece.written) continue;
      piece.element.textContent = this.messages(piece.from, piece.size)
        .map((message) => plainWords(message, this.strings()))
        .join('\n');
      piece.written = true;
      if (hasTime()) continue;
      whenIdle((more) => this.#write(more));
      return;
    }
    this.#waiting = false;
  }
}
