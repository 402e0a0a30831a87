import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { waitUntil } from '../../../test/wait-until.js';
import { press, said, settled, staged } from '../../foundation/fakes/stage.js';
import type { ChatMessageList } from '../message-list/message-list.js';
import '../message-list/message-list.js';

/** A conversation with somebody in it who has come to look around; at its end. */
async function draw(count = 8) {
  const stage = await staged<ChatMessageList>(
    html`<chat-message-list style="block-size: 300px; inline-size: 320px; --chat-motion: 0s"></chat-message-list>`,
  );
  await stage.say(
    ...Array.from({ length: count }, (_, i) => said(`m${i}`, `Number ${i}`, { author: i % 2 ? 'user' : 'bot' })),
  );
  const log = stage.one('[role=log]');
  const root = stage.element.shadowRoot as ShadowRoot;
  const left = () => log.scrollHeight - log.clientHeight - log.scrollTop;
  const focused = () => root.activeElement?.getAttribute('message-id');
  const go = async (key: string, to: string) => {
    // What the keys need comes with the first look around.
    await waitUntil(() => {
      if (focused() !== to) press(root.activeElement ?? log, key);
      return focused() === to;
    }, `${key} leads to ${to}`);
  };
  await waitUntil(() => left() <= 1 && stage.all('chat-message').length === Math.min(count, 50));
  log.focus();
  await go('Enter', `m${count - 1}`);
  await settled();
  return {
    ...stage,
    root,
    log,
    left,
    focused,
    go,
    buttons: () => stage.all('[part=to-end]').map((each) => each.getAttribute('aria-label')),
    /** The whole of what has the focus is to be seen. */
    isShown: () => {
      let inner = root.activeElement;
      while (inner?.shadowRoot?.activeElement) inner = inner.shadowRoot.activeElement;
      const [view, at] = [log.getBoundingClientRect(), inner?.getBoundingClientRect()];
      return !!at && at.top >= view.top && at.bottom <= view.bottom;
    },
    async stream(paragraphs: number) {
      for (let i = 0; i < paragraphs; i++)
        await stage.say({ type: 'text-delta', id: 's', delta: `\n\nParagraph ${i} of the answer.` });
    },
  };
}
const begins = { type: 'message-started', id: 's', author: 'bot' } as const;

describe('following the end', () => {
  it('stops where it would take away the message with the focus, and the way back says what came', async () => {
    const { say, stream, go, focused, isShown, buttons, one, left } = await draw();
    await go('ArrowUp', 'm6');
    await say(begins);
    await stream(20);
    expect(focused()).to.equal('m6');
    expect(isShown()).to.equal(true);
    await waitUntil(() => buttons().join() === '1 new message, go to the newest');
    await say({ type: 'message-completed', id: 's' }, said('n', 'And one more.'));
    await waitUntil(() => buttons().join() === '2 new messages, go to the newest');
    expect(isShown()).to.equal(true);
    one('[part=to-end]').click();
    await waitUntil(() => left() <= 1 && buttons().length === 0);
    await say(said('o', 'And another. '.repeat(40)));
    await waitUntil(() => left() <= 1, 'the view follows again');
    expect(buttons()).to.deep.equal([]);
  });

  it('goes as far as that message stays, where much comes at once', async () => {
    const { say, focused, isShown, buttons, log, root } = await draw();
    const before = log.scrollTop;
    await say(said('long', 'A line of words. '.repeat(120)), said('n', 'And one more.'));
    await waitUntil(() => buttons().join() === '2 new messages, go to the newest');
    expect(focused()).to.equal('m7');
    expect(isShown()).to.equal(true);
    expect(log.scrollTop).to.be.greaterThan(before);
    const top = root.activeElement?.getBoundingClientRect().top ?? NaN;
    expect(top - log.getBoundingClientRect().top).to.be.below(20);
  });

  it('stops for what has the focus inside of a message', async () => {
    const { say, stream, all, isShown, buttons } = await draw();
    await say(said('bad', 'Lost', { author: 'user', delivery: 'failed' }));
    const [retry] = all('[part=retry]');
    retry?.focus();
    await say(begins);
    await stream(20);
    expect(retry?.matches(':focus')).to.equal(true);
    expect(isShown()).to.equal(true);
    await waitUntil(() => buttons().length === 1);
  });

  it('goes on with an answer that has the focus itself', async () => {
    const { say, stream, go, left, buttons } = await draw();
    await say(begins);
    await go('End', 's');
    await stream(30);
    await waitUntil(() => left() <= 1);
    expect(buttons()).to.deep.equal([]);
  });

  it('goes on where the focus is elsewhere: in the log, or where the visitor writes', async () => {
    const { say, stream, go, left, buttons, log, root } = await draw();
    await go('ArrowUp', 'm6');
    const field = document.createElement('input');
    root.host.after(field);
    field.focus();
    await say(begins);
    await stream(20);
    await waitUntil(() => left() <= 1);
    log.focus();
    await stream(20);
    await waitUntil(() => left() <= 1);
    expect(buttons()).to.deep.equal([]);
  });

  it('keeps that message though more comes than is drawn of a short conversation', async () => {
    const { say, go, focused, isShown, buttons } = await draw(50);
    await go('ArrowUp', 'm48');
    await say(...Array.from({ length: 120 }, (_, i) => said(`n${i}`, `More ${i}`, { author: i % 2 ? 'user' : 'bot' })));
    await waitUntil(() => buttons().join() === '60 new messages, go to the newest');
    await waitUntil(isShown);
    expect(focused()).to.equal('m48');
  });
});
