import type { Links } from 'marked';
import { BlockReader, tokensOf, type Step } from './blocks.js';
import { dress } from './dress.js';
import { holdsPart } from './fences.js';
import { codeElement } from './lazy-elements.js';
import { renderMarkdown } from './markdown.js';
import { morph } from './morph.js';
import { SanitiserAwaited, wordsOf } from './sanitiser.js';
import type { Scene } from './scene.js';
import { settle } from './unfinished.js';

/** How much of an open block may be parsed per frame, on average: larger ones wait their turn. Characters. */
const PER_FRAME = 2048;
/** How much of a text that comes at once is drawn per frame. Characters. */
const SLICE = 8 * 1024;

/** Literal text stands in blocks of its own from there on: laying out one costs what it is long. Characters. */
const STRETCH = 4 * 1024;

/** So many blocks stand side by side; those that come later stand in boxes of so many, each looked after as one. */
const MANY = 64;
/** Items of one list. */
const MANY_ITEMS = 500;

/** The two that do the work; a test counts what they are given. */
export interface Engine {
  readonly render: typeof renderMarkdown;
  readonly tokens: typeof tokensOf;
}
const engine: Engine = { render: renderMarkdown, tokens: tokensOf };

/** Details inside of details go no further. */
const MAX_NESTING = 8;
const opensDetails = /^\s*<details\b(?![^]*<\/details>)/i;
const closesDetails = /^\s*<\/details>/i;

/** Where the next blocks go. */
interface Place {
  element: Element;
  /** How many of its nodes are final. */
  final: number;
}

const isList = ({ localName }: Element): boolean => localName === 'ul' || localName === 'ol';

const formulasIn = (node: Element): number =>
  node.querySelectorAll('chat-math').length + (node.localName === 'chat-math' ? 1 : 0);

/** Where the lines of a block stand that goes on. */
const insideOf = (block: Element): Element =>
  block.className === 'table' ? (block.querySelector('tbody') ?? document.createElement('tbody')) : block;

/** Takes out of a block what only its head left in there. */
function behead(block: Node | undefined, head: string): Element | undefined {
  if (!(block instanceof Element)) return undefined;
  const inside = insideOf(block);
  const { firstChild } = inside;
  if (!head || block.className === 'plain') return inside;
  if (firstChild instanceof Text) firstChild.data = firstChild.data.slice(head.length);
  else if (isList(inside)) firstChild?.remove();
  return inside;
}

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
  /** The root, or what takes its place when it is complete. */
  #canvas: Element;
  #knowsLinks = false;
  /** How many characters of the text were read, and the last few of them to tell an append from another text. */
  #read = 0;
  #overlap = '';
  /** The root, and the details that are open inside of it. */
  #places: Place[] = [];
  #pen: Text | undefined;
  #box: ParentNode | undefined;
  #part: { readonly box: HTMLElement; readonly name: string } | undefined;
  #formulas = 0;
  /** In how many elements the block stands that goes on; the last place is inside of the last of them. */
  #pages = 0;
  #wait = 0;
  #done = false;

  constructor(
    private readonly root: Element,
    private readonly scene: () => Scene,
    private readonly work: Engine = engine,
  ) {
    this.#canvas = root;
    this.#reader = this.#begin();
  }

  /** One frame's work on the text so far. True: there is more to do in the next frame. */
  draw(text: string, streaming: boolean): boolean {
    if (text.length < this.#read || !text.startsWith(this.#overlap, this.#read - this.#overlap.length)) {
      this.#canvas = this.root;
      this.#restart();
      this.root.replaceChildren();
    }
    const complete = !streaming && text.length - this.#read <= SLICE;
    if (this.#done && this.#read < text.length) this.#restart();
    if (this.#read === text.length && this.#done === complete) return false;
    if (this.#wait > 0 && streaming) {
      this.#wait--;
      return true;
    }
    this.#advance(text, complete);
    const { links } = this.#reader;
    if (complete && !this.#knowsLinks && Object.keys(links).length > 0) {
      this.#again(links);
      return text.length > SLICE || this.draw(text, streaming);
    }
    if (complete) this.#show();
    return this.#read < text.length && !this.#isHalf(text);
  }

  /** A carriage return may be half of a line's end. */
  #isHalf(text: string): boolean {
    return this.#read === text.length - 1 && text.endsWith('\r');
  }

  #advance(text: string, complete: boolean): void {
    let end = Math.min(text.length, this.#read + SLICE);
    if (!complete && text[end - 1] === '\r') end--;
    const fresh = text.slice(this.#read, end).replace(/\r\n?/g, '\n');
    this.#read = end;
    this.#overlap = text.slice(Math.max(end - 64, 0), end);
    this.#done = complete;
    this.#apply(this.#reader.read(fresh, complete));
  }

  #begin(): BlockReader {
    const { math } = this.scene();
    this.#places = [{ element: this.#canvas, final: 0 }];
    this.#formulas = math.formulas;
    return new BlockReader(this.work.tokens, math.dollars);
  }

  #restart(): void {
    this.#reader = this.#begin();
    this.#read = this.#wait = this.#pages = 0;
    this.#overlap = '';
    this.#pen = this.#part = this.#box = undefined;
    this.#done = this.#knowsLinks = false;
  }

  /** Definitions may stand below their use: once they are all known, everything is drawn a second time, out of sight. */
  #again(links: Links): void {
    if (this.#read > SLICE) this.#canvas = document.createElement('div');
    this.#restart();
    this.#knowsLinks = true;
    Object.assign(this.#reader.links, links);
  }
  #show(): void {
    const [place] = this.#places;
    if (!place || this.#canvas === this.root) return;
    this.root.replaceChildren(...this.#canvas.childNodes);
    if (place.element === this.#canvas) place.element = this.root;
    this.#canvas = this.root;
  }

  get #place(): Place {
    return this.#places.at(-1) ?? { element: this.root, final: 0 };
  }

  #apply(steps: readonly Step[]): void {
    for (const step of steps) {
      if (step.type === 'blocks') this.#add(step.sources);
      else if (step.type === 'piece') this.#addPiece(step.source, step.head);
      else if (step.type === 'close') this.#close();
      else if (step.type === 'undo') this.#undo();
      else if (step.type === 'text') this.#write(step.text);
      else if (step.type === 'end') this.#end();
      else if (step.type === 'plain') this.#insert(plainBox(''));
      else if (holdsPart(step.language)) {
        const box = document.createElement('div');
        box.className = 'part';
        this.#part = { box, name: step.language };
        this.#insert(box, document.createDocumentFragment());
      } else {
        const code = codeElement(step.language);
        code.setAttribute('streaming', '');
        this.#insert(code);
      }
    }
    const { head, source, plain } = this.#reader.open;
    const settled = source && settle(head + source, this.scene().math.dollars);
    this.#wait = Math.floor(source.length / PER_FRAME);
    const open = settled.trim() ? (plain ? [plainBox(source)] : this.#rendered(settled, source)) : [];
    const inside = behead(open[0], head);
    if (this.#pages > 0) {
      const { element, final } = this.#place;
      morph(element, final, inside?.childNodes ?? []);
      open.shift();
    }
    const { element, final } = this.#places.at(this.#pages > 0 ? -2 : -1) ?? this.#place;
    morph(element, final, open);
  }

  /** More of a block, whose last one goes on. */
  #addPiece(source: string, head: string): void {
    const [block] = this.#rendered(head + source, source);
    const inside = behead(block, head);
    let nodes = [...(inside?.childNodes ?? [])];
    if (this.#pages === 0) {
      nodes = inside && isList(inside) ? nodes.slice(MANY_ITEMS) : [];
      for (const each of nodes) each.remove();
      this.#enter(block);
    }
    this.#fill(nodes);
  }
  /** What comes next goes into the block. */
  #enter(block?: Node): void {
    this.#keep(block ? [block] : []);
    const element = insideOf(this.#place.element.lastElementChild ?? this.root);
    this.#places.push({ element, final: element.childNodes.length });
    this.#pages++;
  }
  /** A list that is full goes on in another one. */
  #fill(nodes: readonly Node[]): void {
    const { element, final } = this.#place;
    const room = isList(element) ? MANY_ITEMS - final : nodes.length;
    this.#keep(nodes.slice(0, room));
    if (nodes.length <= room) return;
    const next = element.cloneNode() as Element;
    if (element instanceof HTMLOListElement) next.setAttribute('start', String(element.start + MANY_ITEMS));
    this.#places.pop();
    this.#enter(next);
    this.#fill(nodes.slice(room));
  }
  #close(): void {
    if (this.#pages === 0) return;
    this.#keep([]);
    this.#places.pop();
    this.#pages = 0;
  }
  #undo(): void {
    const pages = this.#pages;
    if (pages === 0) return;
    this.#close();
    const place = this.#place;
    place.final -= pages;
    for (const block of [...place.element.children].slice(place.final)) this.#formulas += formulasIn(block);
    this.#keep([]);
  }

  /** Adds nodes that are final. Where there are many blocks, they go on in a box: browsers watch each in every frame. */
  #keep(nodes: readonly Node[]): void {
    const place = this.#place;
    const room = this.#places.length > 1 || this.#pages > 0 ? nodes.length : Math.max(MANY - place.final, 0);
    const kept = nodes.slice(0, room);
    for (const node of kept) if (node instanceof Element) this.#formulas -= formulasIn(node);
    morph(place.element, place.final, kept);
    place.final += kept.length;
    if (nodes.length <= room) return;
    this.#places = [{ element: this.#canvas.appendChild(document.createElement('div')), final: 0 }];
    this.#keep(nodes.slice(room));
  }

  /** Begins a box of literal text; the text goes into `inside`. */
  #insert(box: Element, inside: ParentNode = box): void {
    this.#keep([]);
    this.#keep([box]);
    this.#box = inside;
    this.#pen = inside.appendChild(document.createTextNode(''));
  }

  #write(text: string): void {
    if (!this.#pen) return;
    const room = STRETCH - this.#pen.length;
    const end = room < text.length ? text.indexOf('\n', Math.max(room, 0)) + 1 : 0;
    this.#pen.appendData(end > 0 ? text.slice(0, end) : text);
    if (end === 0) return;
    const stretch = document.createElement('span');
    this.#pen = stretch.appendChild(document.createTextNode(''));
    this.#box?.append(stretch);
    this.#write(text.slice(end));
  }
  #end(): void {
    const box = this.#box;
    if (box instanceof Element) box.removeAttribute('streaming');
    if (this.#part) this.scene().fill(this.#part.box, this.#part.name, box?.textContent ?? '');
    this.#pen = this.#part = this.#box = undefined;
  }

  /** What stands between the tags of details goes into them, even when they are blocks of their own. */
  #add(sources: readonly string[]): void {
    const bounds = (source: string) => opensDetails.test(source) || closesDetails.test(source);
    const at = sources.findIndex(bounds);
    const [bound] = at < 0 ? [] : sources.slice(at);
    if (at !== 0) this.#keep(this.#finished(at < 0 ? sources : sources.slice(0, at)));
    if (bound === undefined) return;
    this.#keep([]);
    if (closesDetails.test(bound) && this.#places.length > 1) this.#places.pop();
    this.#keep(this.#rendered(bound));
    const { element, final } = this.#place;
    const inner = element.childNodes[final - 1];
    if (opensDetails.test(bound) && inner instanceof HTMLDetailsElement && this.#places.length <= MAX_NESTING)
      this.#places.push({ element: inner, final: inner.childNodes.length });
    this.#add(sources.slice(at + 1));
  }

  /**
   * One parse for all where that makes no difference. Tags left open must not reach into the next block, and a block
   * that cannot be drawn must not take others with it: then it is one for each.
   */
  #finished(sources: readonly string[]): Node[] {
    const apart = () => sources.flatMap((source) => this.#rendered(source));
    if (sources.some((source) => source.includes('<'))) return apart();
    try {
      return this.#nodes(sources.join('\n\n'));
    } catch {
      return apart();
    }
  }
  #rendered(source: string, plain = source): Node[] {
    try {
      return this.#nodes(source);
    } catch (reason) {
      this.awaitsSanitiser ||= reason instanceof SanitiserAwaited;
      return [plainBox(reason instanceof SanitiserAwaited ? wordsOf(plain) : plain)];
    }
  }
  #nodes(source: string): Node[] {
    const scene = this.scene();
    const rules = { ...scene.math, formulas: this.#formulas };
    const fragment = dress(this.work.render(source, this.#reader.links, rules), scene);
    return [...fragment.childNodes].filter((node) => node instanceof Element || node.nodeValue?.trim());
  }
}
