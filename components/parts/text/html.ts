import { dress } from './dress.js';
import { morph } from './morph.js';
import { sanitiser, SanitiserAwaited, wordsOf } from './sanitiser.js';
import type { Scene } from './scene.js';
import { plainBox } from './stream.js';
import { MAX_BLOCK } from './blocks.js';

/** Authored HTML comes whole; it enters by the same door. */
export class HtmlStream {
  /** Words stand in for HTML until the sanitiser has come. */
  awaitsSanitiser = false;
  #text: string | undefined;

  constructor(
    private readonly root: Element,
    private readonly scene: () => Scene,
  ) {}

  draw(text: string): boolean {
    if (text === this.#text) return false;
    this.#text = text;
    morph(this.root, 0, this.#nodes(text));
    return false;
  }
  #nodes(text: string): Iterable<Node> {
    if (text.length > MAX_BLOCK) return [plainBox(text)];
    try {
      return dress(sanitiser().sanitise(text), this.scene()).childNodes;
    } catch (reason) {
      this.awaitsSanitiser ||= reason instanceof SanitiserAwaited;
      return [plainBox(reason instanceof SanitiserAwaited ? wordsOf(text) : text)];
    }
  }
}
