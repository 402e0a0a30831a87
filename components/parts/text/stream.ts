import type { Links } from 'marked';
import { BlockReader, MAX_BLOCK, tokensOf, type Step } from './blocks.js';
import { codeFrame } from './code-frame.js';
import { dress, type Words } from './dress.js';
import { renderMarkdown } from './markdown.js';
import { morph } from './morph.js';
import { SanitiserAwaited, wordsOf } from './sanitiser.js';
import { settle } from './unfinished.js';

/** How much of an open block may be parsed per frame, on average: larger ones wait their turn. Characters. */
const PER_FRAME = 2048;

/** The two that do the work; a test counts what they are given. */
export interface Engine {
  readonly render: typeof renderMarkdown;
  readonly tokens: typeof tokensOf;
}
const engine: Engine = { render: renderMarkdown, tokens: tokensOf };

/** Words as they are, for what cannot or must not be parsed. */
export function plainBox(text: string): HTMLElement {
  const box = document.createElement('p');
  box.className = 'plain';
  box.dir = 'auto';
  box.append(text);
  return box;
}

/**
 * A markdown text that grows, drawn into `root`: finished blocks once and never again, the open block at most once per
 * call of `draw`. Reads no layout.
 */
export class MarkdownStream {
  /** Words stand in for HTML until the sanitiser has come. */
  awaitsSanitiser = false;
  #reader: BlockReader;
  /** How many characters of the text were read, and the last few of them to tell an append from another text. */
  #read = 0;
  #overlap = '';
  /** How many nodes of `root` are final. */
  #final = 0;
  #pen: Text | undefined;
  #wait = 0;
  #done = false;

  constructor(
    private readonly root: Element,
    private readonly words: () => Words,
    private readonly work: Engine = engine,
  ) {
    this.#reader = new BlockReader(work.tokens);
  }

  /** One frame's work on the text so far. True: there is more to do in the next frame. */
  draw(text: string, streaming: boolean): boolean {
    if (text.length < this.#read || !text.startsWith(this.#overlap, this.#read - this.#overlap.length)) {
      this.#restart();
      this.root.replaceChildren();
    }
    const complete = !streaming && text.length - this.#read <= MAX_BLOCK;
    if (this.#done && this.#read < text.length) this.#restart();
    if (this.#read === text.length && this.#done === complete) return false;
    if (this.#wait > 0 && streaming) {
      this.#wait--;
      return true;
    }
    this.#advance(text, complete);
    const { links } = this.#reader;
    if (complete && Object.keys(links).length > 0) this.#again(text, links);
    return this.#read < text.length && !this.#isHalf(text);
  }

  /** A carriage return may be half of a line's end. */
  #isHalf(text: string): boolean {
    return this.#read === text.length - 1 && text.endsWith('\r');
  }

  #advance(text: string, complete: boolean): void {
    let end = Math.min(text.length, this.#read + MAX_BLOCK);
    if (!complete && text[end - 1] === '\r') end--;
    const fresh = text.slice(this.#read, end).replace(/\r\n?/g, '\n');
    this.#read = end;
    this.#overlap = text.slice(Math.max(end - 64, 0), end);
    this.#done = complete;
    this.#apply(this.#reader.read(fresh, complete));
  }

  #restart(): void {
    this.#reader = new BlockReader(this.work.tokens);
    this.#read = this.#final = this.#wait = 0;
    this.#overlap = '';
    this.#pen = undefined;
    this.#done = false;
  }

  /** Definitions may stand below their use: once they are all known, everything is drawn a second time. */
  #again(text: string, links: Links): void {
    this.#restart();
    Object.assign(this.#reader.links, links);
    while (!this.#done) this.#advance(text, text.length - this.#read <= MAX_BLOCK);
  }

  #apply(steps: readonly Step[]): void {
    let fresh: Node[] = [];
    const insert = (box: Element, pen: Node) => {
      morph(this.root, this.#final, fresh);
      this.#final += fresh.length + 1;
      fresh = [];
      this.root.append(box);
      this.#pen = pen.appendChild(document.createTextNode(''));
    };
    for (const step of steps) {
      if (step.type === 'blocks') fresh.push(...this.#finished(step.sources, step.start));
      else if (step.type === 'text') this.#pen?.appendData(step.text);
      else if (step.type === 'code') {
        const frame = codeFrame(step.language, '', this.words()['text.code']);
        insert(frame, frame.querySelector('code') ?? frame);
      } else {
        const box = plainBox('');
        insert(box, box);
      }
    }
    const { source, start, plain } = this.#reader.open;
    const settled = source && settle(source);
    this.#wait = Math.floor(source.length / PER_FRAME);
    const open = settled.trim() ? (plain ? [plainBox(source)] : this.#rendered(settled, start)) : [];
    morph(this.root, this.#final, [...fresh, ...open]);
    this.#final += fresh.length;
  }

  /**
   * One parse for all where that makes no difference. Tags left open must not reach into the next block, and a block
   * that cannot be drawn must not take others with it: then it is one for each.
   */
  #finished(sources: readonly string[], start: number | undefined): Node[] {
    const apart = () => sources.flatMap((source, index) => this.#rendered(source, index === 0 ? start : undefined));
    if (sources.some((source) => source.includes('<'))) return apart();
    try {
      return this.#nodes(sources.join('\n\n'), start);
    } catch {
      return apart();
    }
  }
  #rendered(source: string, start: number | undefined): Node[] {
    try {
      return this.#nodes(source, start);
    } catch (reason) {
      this.awaitsSanitiser ||= reason instanceof SanitiserAwaited;
      return [plainBox(reason instanceof SanitiserAwaited ? wordsOf(source) : source)];
    }
  }
  #nodes(source: string, start: number | undefined): Node[] {
    const fragment = dress(this.work.render(source, this.#reader.links), this.words());
    if (start !== undefined) fragment.querySelector('ol')?.setAttribute('start', String(start));
    return [...fragment.childNodes].filter((node) => node instanceof Element || node.nodeValue?.trim());
  }
}
