import { expect } from '@open-wc/testing';
import { Blocks } from './blocks.js';
import { Gap } from './gap.js';
import { Plan } from './plan.js';

const ids = (count: number, name = 'm') => Array.from({ length: count }, (_, i) => `${name}${i}`);
const sizes = ({ all }: Blocks) => all.reduce((sum, { size }) => sum + size, 0);

/** The same ids, and how often somebody looked at one. */
function watched(order: readonly string[]) {
  const count = { reads: 0 };
  const proxy = new Proxy(order, {
    get(target, name) {
      if (typeof name === 'string' && /^\d+$/.test(name)) count.reads++;
      return Reflect.get(target, name) as unknown;
    },
  });
  return { proxy, count };
}

describe('blocks of a conversation', () => {
  it('stay the same while messages come at either end', () => {
    const blocks = new Blocks();
    blocks.follow(ids(100));
    const [first, second] = blocks.all;
    expect(blocks.follow([...ids(100), 'next', 'and next'])).to.equal(true);
    expect(blocks.follow([...ids(40, 'old'), ...ids(100), 'next', 'and next'])).to.equal(false);
    expect(sizes(blocks)).to.equal(142);
    const index = blocks.indexAt(40);
    expect(blocks.all[index]).to.equal(first);
    expect(blocks.all[index + 1]).to.equal(second);
    expect(blocks.startOf(index)).to.equal(40);
  });

  it('hold what comes and goes in the middle, and forget what they measured only where that was', () => {
    const blocks = new Blocks();
    const order = ids(100);
    blocks.follow(order);
    for (const block of blocks.all) block.height = 500;
    blocks.follow(order.toSpliced(20, 1));
    expect(sizes(blocks)).to.equal(99);
    expect(blocks.all.map(({ height }) => height)).to.deep.equal([500, 500, undefined, 500, 500, 500, 500]);
    blocks.follow(order.toSpliced(20, 1, ...ids(60, 'late')));
    expect(sizes(blocks)).to.equal(159);
    expect(Math.max(...blocks.all.map(({ size }) => size))).to.be.at.most(32);
    blocks.follow(ids(3, 'other'));
    expect(sizes(blocks)).to.equal(3);
    blocks.follow([]);
    expect(blocks.all).to.have.length(0);
  });

  it('are always as many messages as there are, whatever happens', () => {
    let seed = 7;
    const dice = (most: number) => (seed = (seed * 1103515245 + 12345) % 2147483648) % (most + 1);
    const blocks = new Blocks();
    let order: string[] = [];
    for (let i = 0; i < 500; i++) {
      const at = dice(3) ? order.length : dice(order.length);
      order = order.toSpliced(at, dice(3) ? 0 : dice(30), ...ids(dice(40), `${i}.`));
      blocks.follow(order);
      expect(sizes(blocks), `step ${i}`).to.equal(order.length);
    }
  });
});

describe('what is drawn of a conversation', () => {
  it('is all of a short one', () => {
    expect(new Plan().draw(ids(50))).to.deep.equal([...ids(50).keys()]);
  });

  it('is every message once, in a gap or by itself', () => {
    const plan = new Plan();
    const order = ids(1000);
    plan.draw(order);
    plan.buildAround(500);
    plan.buildAround(3);
    const drawn = plan.draw(order);
    let next = 0;
    for (const each of drawn)
      if (each instanceof Gap) {
        expect(each.from).to.equal(next);
        expect(each.height).to.be.greaterThan(0);
        next += each.blocks.reduce((sum, { size }) => sum + size, 0);
      } else expect(each).to.equal(next++);
    expect(next).to.equal(1000);
    expect(drawn.filter((each) => each instanceof Gap)).to.have.length(2);
    expect(plan.homes).to.have.length(drawn.filter((each) => typeof each === 'number').length);
  });

  it('costs the same for a message that comes, however many were said before', () => {
    const reads = [1000, 50_000].map((count) => {
      const plan = new Plan();
      plan.draw(ids(count));
      plan.buildEnd();
      plan.draw(ids(count));
      const { proxy, count: looked } = watched(ids(count + 1));
      const drawn = plan.draw(proxy);
      expect(drawn.at(-1)).to.equal(count);
      return [looked.reads, drawn.length];
    });
    expect(reads[1]).to.deep.equal(reads[0]);
    expect(reads[0]?.[0]).to.be.below(5);
  });
});
