import { expect } from '@open-wc/testing';
import { waitUntil } from '../../../test/wait-until.js';
import type { FormPart } from '../../parts/form/form.part.js';
import { deep, said, settled, words } from '../../foundation/fakes/stage.js';
import { drawn, many, message } from './long.test-data.js';

const findsHidden = 'onbeforematch' in HTMLElement.prototype;

const asking: FormPart = {
  type: 'form',
  name: 'who',
  steps: [{ name: 'you', title: 'You', final: true, fields: [{ type: 'text', name: 'name', label: 'Name' }] }],
};

type View = Awaited<ReturnType<typeof drawn>>;

/** Goes far enough away for everything at the end to be dropped, but what is held. */
async function leave({ log, rest, ids }: View): Promise<void> {
  log.scrollTop = 0;
  await rest();
  await waitUntil(() => !ids().includes('m250'), 'what is far was dropped');
}

/** Once to the end and to the top again. */
async function roam(view: View): Promise<void> {
  view.log.scrollTop = view.log.scrollHeight;
  await view.rest();
  await leave(view);
}

/** Brings a message into view, and answers its element. */
async function near(view: View, id: string): Promise<Element> {
  await view.element.reveal(id);
  await view.rest();
  const found = view.find(id);
  if (!found) throw new Error(`no ${id}`);
  return found;
}

describe('what the window gives back', () => {
  it('a message that was dropped is as it was when it comes back', async () => {
    const view = await drawn(many(300));
    const before = words(await near(view, 'm271'));
    await leave(view);
    expect(view.find('m270')).to.equal(undefined);
    expect(words(await near(view, 'm271'))).to.equal(before);
    expect(before).to.include('Number 271');
  });

  it('keeps what is selected, and lets it go afterwards', async () => {
    const view = await drawn(many(300));
    const message = await near(view, 'm231');
    const bubble = message.shadowRoot?.querySelector('.bubble')?.firstChild;
    if (!bubble) throw new Error('no words');
    document.getSelection()?.setBaseAndExtent(bubble, 0, bubble, 6);
    await leave(view);
    expect(message.isConnected).to.equal(true);
    expect(view.gaps()).to.have.length(2);
    document.getSelection()?.removeAllRanges();
    await roam(view);
    await waitUntil(() => !message.isConnected);
  });

  it('keeps the message with the focus', async () => {
    const view = await drawn([...many(270), message(271, { delivery: 'failed' }), ...many(300).slice(272)]);
    const failed = await near(view, 'm271');
    const retry = failed.shadowRoot?.querySelector<HTMLElement>('[part=retry]');
    retry?.focus({ preventScroll: true });
    await leave(view);
    expect(failed.isConnected).to.equal(true);
    expect(retry?.matches(':focus')).to.equal(true);
  });

  it('keeps a form that somebody has begun to fill in', async () => {
    const view = await drawn([...many(270), message(271, { author: 'bot', parts: [asking] }), ...many(300).slice(272)]);
    const asks = await near(view, 'm271');
    const fields = () => (asks.shadowRoot ? deep<HTMLInputElement>(asks.shadowRoot, 'input[type=text]') : []);
    await waitUntil(() => fields().length > 0);
    const [field] = fields();
    if (!field) throw new Error('no field');
    field.value = 'half';
    await leave(view);
    expect(asks.isConnected).to.equal(true);
    expect(field.value).to.equal('half');
  });

  it('keeps an answer that still streams, wherever the visitor is', async () => {
    const view = await drawn(many(300));
    await view.say(
      { type: 'message-started', id: 's', author: 'bot' },
      { type: 'text-delta', id: 's', delta: 'It begins' },
    );
    await view.say(...Array.from({ length: 40 }, (_, i) => said(`after${i}`, `After ${i}`)));
    const answer = view.find('s');
    await leave(view);
    await view.say({ type: 'text-delta', id: 's', delta: ' and goes on' });
    await waitUntil(() => answer?.shadowRoot?.querySelector('chat-text')?.shadowRoot?.textContent?.includes('goes on'));
    expect(answer?.isConnected).to.equal(true);
    await view.say({ type: 'message-completed', id: 's' });
    await roam(view);
    await waitUntil(() => !answer?.isConnected);
  });

  it('gives every message that is not there to “find in page”, in a few elements', async () => {
    const view = await drawn(many(1000));
    const pieces = () => view.all('.gap > *');
    if (!findsHidden) return void expect(pieces()).to.have.length(0);
    const text = () =>
      pieces()
        .map((each) => each.textContent)
        .join('\n');
    const missing = () =>
      Array.from({ length: 1000 }, (_, i) => i).filter(
        (i) => !view.ids().includes(`m${i}`) && !text().includes(`Number ${i}.`),
      );
    await waitUntil(() => text().includes('Number 0.'));
    await waitUntil(() => !pieces().some((each) => !each.textContent));
    expect(missing()).to.deep.equal([]);
    expect(pieces().length).to.be.below(310);
    expect(pieces().every((each) => (each.hidden as unknown as string) === 'until-found')).to.equal(true);
  }).timeout(60_000);

  it('builds what was found, before the browser looks for it', async () => {
    const view = await drawn(many(1000));
    if (!findsHidden) return void expect(view.all('.gap > *')).to.have.length(0);
    const holder = () => view.all('.gap > *').find((each) => each.textContent?.includes('Number 500.'));
    await waitUntil(holder);
    const found = holder();
    found?.dispatchEvent(new Event('beforematch', { bubbles: true }));
    for (let i = 0; i < 20; i++) await Promise.resolve();
    expect(found?.isConnected).to.equal(false);
    expect(view.ids()).to.include('m500');
    // In the order of the conversation: what is hidden before it stands before it, the rest after.
    const isBefore = (one: Node, other: Node | undefined) =>
      !!other && !!(one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);
    const built = view.find('m500');
    for (const each of view.all('.gap > *')) {
      const number = Number(/Number (\d+)\./.exec(each.textContent ?? '')?.[1]);
      if (!Number.isNaN(number)) expect(isBefore(each, built), `${number}`).to.equal(number < 500);
    }
  });

  it('leads to what was found, where the browser does not', async () => {
    const view = await drawn(many(1000));
    if (!findsHidden) return void expect(view.all('.gap > *')).to.have.length(0);
    const holder = () => view.all('.gap > *').find((each) => each.textContent?.includes('Number 500.'));
    await waitUntil(holder);
    holder()?.dispatchEvent(new Event('beforematch', { bubbles: true }));
    await waitUntil(() => view.seen().some((id) => Math.abs(Number(id.slice(1)) - 500) < 32));
    await view.rest();
    expect(view.atEnd()).to.equal(false);
  });

  it('leads back step by step, and keeps the focus in the conversation', async () => {
    const view = await drawn(many(200));
    for (let steps = 0; view.all('.earlier').length; steps++) {
      expect(steps).to.be.below(10);
      const [before] = view.ids();
      view.one('.earlier').focus();
      view.one('.earlier').click();
      await view.rest();
      expect(view.ids()[0]).not.to.equal(before);
      expect(view.log.matches(':focus')).to.equal(true);
      expect(view.atEnd()).to.equal(false);
    }
    expect(view.ids()[0]).to.equal('m0');
  });

  it('brings any message into view, ready for the focus, and leads back to the end', async () => {
    const view = await drawn(many(2000));
    for (const id of ['m1000', 'm3', 'm1998', 'm700']) {
      expect(await view.element.reveal(id)).to.equal(true);
      expect(view.seen(), id).to.include(id);
      view.find(id)?.focus({ preventScroll: true });
      await view.rest();
      expect(view.seen(), id).to.include(id);
      expect(view.find(id)?.matches(':focus'), id).to.equal(true);
    }
    expect(await view.element.reveal('unknown')).to.equal(false);
    // Whoever asks for several sees the last one.
    await Promise.all([view.element.reveal('m100'), view.element.reveal('m1500')]);
    expect(view.seen()).to.include('m1500');
    view.one('[part=to-end]').click();
    await waitUntil(view.atEnd);
    await view.rest();
    expect(view.seen()).to.include('m1999');
    expect(view.all('[part=to-end]')).to.have.length(0);
  });

  it('makes the message that it leads to a stop of the Tab key, and no other but the one with the focus', async () => {
    const view = await drawn(many(30));
    const stops = () =>
      view.all('chat-message[tabindex]').map((each) => [each.getAttribute('message-id'), each.tabIndex]);
    await view.element.reveal('m2');
    expect(stops()).to.deep.equal([['m2', 0]]);
    await view.element.reveal('m20');
    expect(stops()).to.deep.equal([['m20', 0]]);
    view.find('m20')?.focus();
    await view.element.reveal('m5');
    expect(stops()).to.deep.equal([
      ['m5', 0],
      ['m20', 0],
    ]);
  });

  it('brings a message into view in a short conversation too', async () => {
    const view = await drawn(many(30));
    expect(await view.element.reveal('m2')).to.equal(true);
    expect(view.seen()).to.include('m2');
    view.find('m2')?.focus();
    expect(view.find('m2')?.matches(':focus')).to.equal(true);
  });

  it('shows what is said while the visitor reads elsewhere when they are back', async () => {
    const view = await drawn(many(300));
    await leave(view);
    const top = view.log.scrollTop;
    await view.say(said('new', 'Something new'));
    await settled();
    expect(view.log.scrollTop).to.equal(top);
    view.one('[part=to-end]').click();
    await waitUntil(() => view.atEnd() && view.seen().includes('new'));
  });

  it('begins anew with another conversation', async () => {
    const view = await drawn(many(300));
    view.chat.restart();
    await waitUntil(() => view.ids().length === 0);
    await view.say(said('first', 'Hello again'));
    expect(view.ids()).to.deep.equal(['first']);
    expect(view.gaps()).to.have.length(0);
  });
});
