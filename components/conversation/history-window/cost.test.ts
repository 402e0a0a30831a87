import { expect } from '@open-wc/testing';
import { waitUntil } from '../../../test/wait-until.js';
import { drawn, many, message } from './long.test-data.js';

/** Counts what one more message makes the window read and change. */
async function costOfOneMore(count: number) {
  const view = await drawn(many(count));
  await waitUntil(() => view.all('.gap > *').every((each) => each.textContent), 'all words are written');
  await view.rest();
  const cost = { all: 0, read: 0, nodes: 0 };
  const { chat, element } = view;
  const { messages, read } = chat;
  Object.assign(chat, {
    messages: () => (cost.all++, messages()),
    read: (id: string | undefined) => (cost.read++, read(id)),
  });
  const watch = new MutationObserver((changes) => {
    for (const { addedNodes, removedNodes } of changes) cost.nodes += addedNodes.length + removedNodes.length;
  });
  if (element.shadowRoot) watch.observe(element.shadowRoot, { childList: true, subtree: true });
  await view.say(message(count));
  await waitUntil(() => view.seen().includes(`m${count}`));
  await view.rest();
  watch.disconnect();
  return cost;
}

describe('the cost of one more message', () => {
  it('is the same in a long and in a very long conversation', async () => {
    const [long, longer] = [await costOfOneMore(208), await costOfOneMore(20_000)];
    expect(longer.all).to.equal(0);
    expect(longer.read).to.be.at.most(long.read + 10);
    expect(longer.nodes).to.be.at.most(long.nodes + 10);
    expect(longer.read).to.be.below(400);
  }).timeout(60_000);
});
