/** So many messages are built, dropped and measured together: few enough for one frame. */
const SIZE = 16;
/** Pixels of a message, as long as none has been seen. */
const GUESS = 80;

/** Messages that stand together. Which ones they are is told by the sizes of the blocks before. */
export interface Block {
  size: number;
  /** Pixels from its first message to what follows it, as last seen. */
  height?: number;
}

const cut = (count: number): Block[] =>
  Array.from({ length: Math.ceil(count / SIZE) }, (_, i) => ({ size: Math.min(SIZE, count - i * SIZE) }));

/**
 * A conversation cut into blocks. They stay the same while messages come, at either end; what a block has been seen to
 * measure is remembered.
 */
export class Blocks {
  #all: Block[] = [];
  #order: readonly string[] = [];
  /** Pixels of a message in a block that nobody has seen. */
  guess = GUESS;

  get all(): readonly Block[] {
    return this.#all;
  }

  heightOf({ size, height = size * this.guess }: Block): number {
    return height;
  }

  /** Which block holds the message at this place. */
  indexAt(place: number): number {
    let end = 0;
    return this.#all.findIndex(({ size }) => (end += size) > place);
  }
  /** The place of a block's first message. */
  startOf(index: number): number {
    return this.#all.slice(0, index).reduce((sum, { size }) => sum + size, 0);
  }

  /** Brings the blocks in step with the order; whether nothing changed but that messages came at the end. */
  follow(order: readonly string[]): boolean {
    const old = this.#order;
    this.#order = order;
    const { length } = old;
    if (length && order.length >= length && order[0] === old[0] && order[length - 1] === old[length - 1]) {
      this.#append(order.length - length);
      return true;
    }
    const most = Math.min(length, order.length);
    let same = 0;
    while (same < most && order[same] === old[same]) same++;
    let after = 0;
    while (after < most - same && order[order.length - 1 - after] === old[length - 1 - after]) after++;
    this.#remove(same, length - same - after);
    this.#insert(same, order.length - same - after);
    return false;
  }

  /** What was measured holds no longer: the lines are of another length now. */
  forget(): void {
    for (const block of this.#all) delete block.height;
  }

  #append(count: number): void {
    const last = this.#all.at(-1);
    const fits = last ? Math.max(0, Math.min(count, SIZE - last.size)) : 0;
    if (last && fits) resize(last, last.size + fits);
    this.#all.push(...cut(count - fits));
  }

  #remove(from: number, count: number): void {
    let start = 0;
    for (const block of this.#all) {
      const end = start + block.size;
      const gone = Math.min(end, from + count) - Math.max(start, from);
      if (gone > 0) resize(block, block.size - gone);
      start = end;
    }
    this.#all = this.#all.filter(({ size }) => size);
  }

  #insert(at: number, count: number): void {
    let end = 0;
    const index = at ? this.#all.findIndex(({ size }) => (end += size) >= at) : 0;
    const block = this.#all[index];
    if (!at) this.#all.unshift(...cut(count).reverse());
    else if (block && block.size + count <= 2 * SIZE && index < this.#all.length - 1) resize(block, block.size + count);
    else if (block && index < this.#all.length - 1) this.#all.splice(index, 1, ...cut(block.size + count));
    else this.#append(count);
  }
}

function resize(block: Block, size: number): void {
  if (size !== block.size) delete block.height;
  block.size = size;
}
