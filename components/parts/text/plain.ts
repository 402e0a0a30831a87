import { linkify } from './links.js';
import { morph } from './morph.js';

/** A plain text that grows: finished lines are drawn once. */
export class PlainStream {
  #text = '';
  #lines = 0;
  #final = 0;

  constructor(private readonly root: Element) {}

  draw(text: string): boolean {
    if (!text.startsWith(this.#text)) {
      this.#lines = this.#final = 0;
      this.root.replaceChildren();
    }
    this.#text = text;
    const end = text.lastIndexOf('\n') + 1;
    const finished = end > this.#lines ? [...linkify(text.slice(this.#lines, end)).childNodes] : [];
    morph(this.root, this.#final, [...finished, ...linkify(text.slice(end)).childNodes]);
    this.#final += finished.length;
    this.#lines = end;
    return false;
  }
}
