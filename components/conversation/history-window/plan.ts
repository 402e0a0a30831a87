import { Blocks, type Block } from './blocks.js';
import { Gap } from './gap.js';

/** Not more messages than this are drawn as they are. */
const SHORT = 50;
/** Blocks that make a view and what is around it: about fifty messages. */
const STEP = 3;

/** The place of a message that is drawn, or what stands for those that are not. */
export type Drawn = number | Gap;

/** Which messages of a conversation are drawn. The last block always is. */
export class Plan {
  readonly blocks = new Blocks();
  /** The block of each message that is drawn, in their order. */
  homes: readonly Block[] = [];
  readonly #built = new Set<Block>();
  /** The one above all, and the others by how many follow: so each keeps its element while others come and go. */
  readonly #gaps = new Map<number, Gap>();
  /** Everything before the last block, if it is as it was. */
  #head: { drawn: Drawn[]; homes: Block[]; blocks: number; length: number } | undefined;

  /** What is to be drawn of this order. When messages come at the end, the others cost nothing. */
  draw(order: readonly string[]): readonly Drawn[] {
    const { blocks } = this;
    const last = blocks.all.at(-1);
    const isLonger = blocks.follow(order);
    if (last) this.#built.add(last);
    if (!isLonger) this.#forgetGone();
    const { all } = blocks;
    if (this.#head && all.length - this.#head.blocks > STEP + 1) this.#head = undefined;
    const head = (this.#head ??= this.#lay(order.length <= SHORT));
    for (; head.blocks < all.length - 1; head.blocks++) this.#add(head, all[head.blocks]);
    const end = { ...head, drawn: [...head.drawn], homes: [...head.homes] };
    this.#add(end, all.at(-1));
    this.homes = end.homes;
    return end.drawn;
  }

  build(blocks: Iterable<Block>): void {
    for (const block of blocks) this.#built.add(block);
    this.#head = undefined;
  }
  drop(block: Block): void {
    this.#built.delete(block);
    this.#head = undefined;
  }
  /** Whether it is drawn and would not have to be. */
  isSpare(block: Block): boolean {
    return this.#built.has(block) && block !== this.blocks.all.at(-1);
  }
  /** What holds the last so many messages. */
  buildLast(count: number): void {
    const { all } = this.blocks;
    const end = this.blocks.startOf(all.length);
    this.build(all.slice(this.blocks.indexAt(Math.max(0, end - count))));
  }
  /** What a visitor sees at the end. */
  buildEnd(): void {
    this.build(this.blocks.all.slice(-STEP));
  }
  /** A step back from the first message that is drawn; the place of the one it leads to. */
  buildEarlier(): number {
    const { all } = this.blocks;
    const first = all.findIndex((block) => this.#built.has(block));
    const from = Math.max(0, first - STEP);
    this.build(all.slice(from, from + STEP));
    return this.blocks.startOf(from);
  }
  /** The message at this place, with some around it. */
  buildAround(place: number): void {
    const index = this.blocks.indexAt(place);
    this.build(this.blocks.all.slice(Math.max(0, index - 1), index + 2));
  }
  /** What would stand in a gap between these pixels: blocks, their first places, and where they begin. */
  *within({ blocks, from: first }: Gap, from: number, to: number) {
    let [place, top] = [first, 0];
    for (const block of blocks) {
      if (top >= to) return;
      const bottom = top + this.blocks.heightOf(block);
      if (bottom > from) yield { block, place, top };
      place += block.size;
      top = bottom;
    }
  }
  /** Pixels of a message in a block that nobody has seen. */
  guess(height: number): void {
    this.blocks.guess = height;
    this.#head = undefined;
  }

  #add(to: { drawn: Drawn[]; homes: Block[]; length: number }, block: Block | undefined): void {
    if (!block) return;
    this.#built.add(block);
    for (let i = 0; i < block.size; i++) {
      to.drawn.push(to.length++);
      to.homes.push(block);
    }
  }

  #forgetGone(): void {
    const all = new Set(this.blocks.all);
    for (const block of this.#built) if (!all.has(block)) this.#built.delete(block);
    this.#head = undefined;
  }

  #lay(isShort: boolean) {
    const head = { drawn: [] as Drawn[], homes: [] as Block[], blocks: 0, length: 0 };
    const runs: { from: number; index: number; blocks: Block[] }[] = [];
    for (const [index, block] of this.blocks.all.slice(0, -1).entries()) {
      head.blocks++;
      if (isShort || this.#built.has(block)) this.#add(head, block);
      else {
        const run = runs.at(-1);
        if (run && run.index + run.blocks.length === index) run.blocks.push(block);
        else {
          runs.push({ from: head.length, index, blocks: [block] });
          head.drawn.push(new Gap());
        }
        head.length += block.size;
      }
    }
    const gaps = runs.map((run, i) => this.#gap(run.index ? runs.length - i : 0, run));
    head.drawn = head.drawn.map((each) => (typeof each === 'number' ? each : (gaps.shift() ?? each)));
    return head;
  }

  #gap(key: number, run: Pick<Gap, 'from' | 'index' | 'blocks'>): Gap {
    const gap = this.#gaps.get(key) ?? new Gap();
    this.#gaps.set(key, gap);
    const height = run.blocks.reduce((sum, block) => sum + this.blocks.heightOf(block), 0);
    return Object.assign(gap, run, { height });
  }
}
