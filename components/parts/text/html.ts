import { dress, type Words } from './dress.js';
import { sanitise } from './markdown.js';
import { morph } from './morph.js';
import { plainBox } from './stream.js';
import { MAX_BLOCK } from './blocks.js';

/** Authored HTML comes whole; it enters by the same door. */
export class HtmlStream {
  #text: string | undefined;

  constructor(
    private readonly root: Element,
    private readonly words: () => Words,
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
      return dress(sanitise(text), this.words()).childNodes;
    } catch {
      return [plainBox(text)];
    }
  }
}
