import { expect } from '@open-wc/testing';
import { waitUntil } from '../../../test/wait-until.js';
import { afterFrame } from '../../foundation/frame.js';
import { drawn, many } from './long.test-data.js';

type View = Awaited<ReturnType<typeof drawn>>;

const shown = (view: View) => view.all('.passing').filter((row) => !row.hidden);
const numberOf = (text: string | null) => Number(/Number (\d+)\./.exec(text ?? '')?.[1]);

/** Leaps to a part of the whole, and answers what stands there when the scrolling has been told: in the same frame. */
async function leap(view: View, part: number) {
  // As a hand does it: not in the midst of a frame, whose scrolling is told already.
  await afterFrame();
  const told = new Promise((resolve) => view.log.addEventListener('scroll', resolve, { once: true }));
  view.log.scrollTop = part * view.log.scrollHeight;
  await told;
  return shown(view);
}

describe('the plain words of what is passed', () => {
  it('stand all over the view in the very frame that shows the place', async () => {
    const view = await drawn(many(2000));
    const box = view.log.getBoundingClientRect();
    for (const part of [0.5, 0.1, 0.7]) {
      const rows = await leap(view, part);
      for (let y = box.top + 1; y < box.bottom; y += 20)
        expect(
          rows.some((row) => row.getBoundingClientRect().top <= y && row.getBoundingClientRect().bottom >= y),
          `${part}: ${y}`,
        ).to.equal(true);
      const numbers = rows.map((row) => numberOf(row.textContent));
      expect(numbers).to.deep.equal([...numbers].sort((a, b) => a - b));
      expect(Math.abs((numbers[0] ?? NaN) - part * 2000)).to.be.below(200);
    }
  });

  it('give way to the messages when the view has come to rest', async () => {
    const view = await drawn(many(2000));
    const [first] = await leap(view, 0.5);
    const number = numberOf(first?.textContent ?? null);
    await waitUntil(() => shown(view).length === 0 && view.seen().length > 0);
    await view.rest();
    expect(view.seen().some((id) => Math.abs(Number(id.slice(1)) - number) < 16)).to.equal(true);
    await view.isAccessible();
  });

  it('are all that is drawn while one leap follows another', async () => {
    const view = await drawn(many(2000));
    await leap(view, 0.95);
    await waitUntil(() => view.all('[part=to-end]').length > 0 && shown(view).length === 0);
    await view.rest();
    let changed = 0;
    const watch = new MutationObserver((changes) => {
      for (const { addedNodes, removedNodes } of changes)
        for (const node of [...addedNodes, ...removedNodes]) if (node.nodeName === 'CHAT-MESSAGE') changed++;
    });
    watch.observe(view.log, { childList: true, subtree: true });
    for (let step = 1; step <= 30; step++) expect(await leap(view, 0.95 - step * 0.03)).not.to.have.length(0);
    expect(changed).to.equal(0);
    expect(view.all('.passing').length).to.be.below(40);
    await waitUntil(() => shown(view).length === 0 && changed > 0);
    watch.disconnect();
  });

  it('are the eye’s alone', async () => {
    const view = await drawn(many(2000));
    for (const row of await leap(view, 0.5)) expect(row.ariaHidden).to.equal('true');
  });
});
