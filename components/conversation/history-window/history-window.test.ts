import { expect } from '@open-wc/testing';
import { deep, words } from '../../foundation/fakes/stage.js';
import { drawn as draw, many } from './long.test-data.js';

const elementsIn = (element: Element) => (element.shadowRoot ? deep(element.shadowRoot, '*').length : 0);

describe('the window of a long conversation', () => {
  it('is accessible', async () => {
    const { isAccessible, one } = await draw(many(300));
    await isAccessible();
    one('.earlier').focus();
    await isAccessible();
  });

  for (const count of [1000, 10_000])
    it(`draws of ${count} messages only what is near, and all the height`, async () => {
      const { element, ids, log, atEnd } = await draw(many(count));
      expect(ids().at(-1)).to.equal(`m${count - 1}`);
      expect(ids().length).to.be.within(10, 64);
      expect(elementsIn(element)).to.be.below(1000);
      expect(log.scrollHeight).to.be.greaterThan(count * 40);
      expect(atEnd()).to.equal(true);
    });

  it('shows every message on the way to the top and back, and never many at once', async () => {
    const { walk, ids, element, log } = await draw(many(300));
    let most = 0;
    const count = () => void (most = Math.max(most, elementsIn(element)));
    const all = Array.from({ length: 300 }, (_, i) => `m${i}`);
    const up = await walk(-250, count);
    expect([...up].sort()).to.deep.equal([...all].sort());
    expect(ids()[0]).to.equal('m0');
    expect(log.scrollTop).to.equal(0);
    const down = await walk(250, count);
    expect([...down].sort()).to.deep.equal([...all].sort());
    expect(ids()).not.to.include('m0');
    expect(most).to.be.below(1500);
  }).timeout(60_000);

  it('leaves what is read where it is while blocks come and go', async () => {
    const { log, anchor, rest, walk } = await draw(many(300));
    const stays = async () => {
      const read = anchor();
      const top = read?.getBoundingClientRect().top ?? NaN;
      await rest();
      expect(read?.isConnected).to.equal(true);
      expect(read?.getBoundingClientRect().top).to.be.closeTo(top, 1);
    };
    for (let i = 0; i < 12; i++) {
      log.scrollTop -= 600;
      await stays();
    }
    await walk(-2000);
    for (let i = 0; i < 12; i++) {
      log.scrollTop += 600;
      await stays();
    }
  }).timeout(60_000);

  it('tells days and groups as if everything were there', async () => {
    const { element, find, rest } = await draw(many(300));
    const facts = async (id: string) => {
      await element.reveal(id);
      await rest();
      const each = find(id);
      const before = each?.previousElementSibling;
      return { first: each?.hasAttribute('first'), day: before?.matches('.day') ? words(before) : undefined };
    };
    for (const id of ['m100', 'm200']) {
      const { first, day } = await facts(id);
      expect(first).to.equal(true);
      expect(day).to.match(/\d/);
    }
    expect((await facts('m160')).day).to.equal(undefined);
  });
});
