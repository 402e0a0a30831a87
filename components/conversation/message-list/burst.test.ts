import { expect } from '@open-wc/testing';
import { waitUntil } from '../../../test/wait-until.js';
import { nextFrame } from '../../foundation/frame.js';
import { drawn, many, message } from '../history-window/long.test-data.js';

type View = Awaited<ReturnType<typeof drawn>>;

/** Says so many more messages, so many of them in each frame; answers the most that were in the document at once. */
async function pour(view: View, before: number, count: number, each: number): Promise<number> {
  let most = 0;
  for (let i = before; i < before + count; i += each) {
    for (let j = i; j < Math.min(i + each, before + count); j++) view.chat.receive(message(j));
    await view.element.updateComplete;
    most = Math.max(most, view.ids().length);
    await nextFrame();
  }
  return most;
}
/** The first of these has the window fetched while it pours. */
const bursts = [
  { before: 50, each: 20 },
  { before: 50, each: 120 },
  { before: 10, each: 20 },
  { before: 10, each: 120 },
  { before: 300, each: 20 },
  { before: 300, each: 120 },
];

describe('many messages in a moment', () => {
  for (const { before, each } of bursts)
    it(`leave whoever is at the end there: 120 after ${before}, ${each} in a frame`, async () => {
      const view = await drawn(many(before));
      await waitUntil(view.atEnd);
      await pour(view, before, 120, each);
      await view.rest();
      await waitUntil(
        () => view.atEnd() && view.seen().includes(`m${before + 119}`),
        `the last one is in view, not ${view.seen().join()}`,
      );
      expect(view.all('[part=to-end]')).to.have.length(0);
      await view.say(message(before + 120));
      await waitUntil(() => view.atEnd() && view.seen().includes(`m${before + 120}`), 'the view goes on to follow');
    });

  it('are never all in the document', async () => {
    const view = await drawn(many(20));
    let most = await pour(view, 20, 1000, 1000);
    for (let frames = 0; frames < 30 || !view.gaps().length; frames++) {
      most = Math.max(most, view.ids().length);
      await nextFrame();
    }
    expect(most).to.be.below(150);
  });

  it('take nothing away from whoever reads what was said before', async () => {
    const view = await drawn(many(50));
    await waitUntil(view.atEnd);
    view.log.scrollTop = 0;
    await waitUntil(() => view.all('[part=to-end]').length === 1);
    await view.rest();
    const read = view.find('m0');
    const top = read?.getBoundingClientRect().top ?? NaN;
    for (let i = 50; i < 70; i++) view.chat.receive(message(i));
    await waitUntil(async () => (await view.element.updateComplete) && view.ids().includes('m69'));
    expect(view.find('m0') === read).to.equal(true);
    await waitUntil(() => view.gaps().length > 0 || view.ids().length === 70);
    await view.rest();
    expect(view.find('m0') === read).to.equal(true);
    expect(read?.getBoundingClientRect().top).to.be.closeTo(top, 1);
  });
});
