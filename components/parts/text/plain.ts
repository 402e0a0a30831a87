import { linkify } from './links.js';
import { morph } from './morph.js';
import type { Scene } from './scene.js';

/** A plain text that grows: finished lines are drawn once. */
export class PlainStream {
  #text = '';
  #lines = 0;
  #final = 0;

  constructor(
    private readonly root: Element,
    private readonly scene: () => Scene,
  ) {}

  draw(text: string): boolean {
    if (!text.startsWith(this.#text)) {
      this.#lines = this.#final = 0;
      this.root.replaceChildren();
    }
    this.#text = text;
    const { addresses } = this.scene();
    const end = text.lastIndexOf('\n') + 1;
    const finished = end > this.#lines ? [...linkify(text.slice(this.#lines, end), addresses).childNodes] : [];
    morph(this.root, this.#final, [...finished, ...linkify(text.slice(end), addresses).childNodes]);
    this.#final += finished.length;
    this.#lines = end;
    return false;
  }
}
