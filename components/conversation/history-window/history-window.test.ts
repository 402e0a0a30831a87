import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { waitUntil } from '../../../test/wait-until.js';
import type { ChatEvent } from '../../../src/protocol/events.js';
import type { Message } from '../../../src/protocol/message.js';
import { deep, said, settled, staged, words, type StageOptions } from '../../foundation/fakes/stage.js';
import type { ChatMessageList } from '../message-list/message-list.js';
import '../message-list/message-list.js';

const noon = new Date(2026, 2, 3, 12).getTime();
const WORDS = 'Rooms at the front look over the water, and breakfast is served from seven until ten. ';

/** Of unlike heights, from one and then the other; a new day after each hundred. */
const message = (i: number, more: Partial<Message> = {}): ChatEvent =>
  said(`m${i}`, `Number ${i}. ${WORDS.repeat((i * 7) % 4)}`, {
    author: i % 2 ? 'user' : 'bot',
    createdAt: noon + i * 60_000 + Math.floor(i / 100) * 86_400_000,
    ...more,
  });
const many = (count: number) => Array.from({ length: count }, (_, i) => message(i));

async function draw(events: readonly ChatEvent[], options: StageOptions = {}) {
  const stage = await staged<ChatMessageList>(
    html`<chat-message-list style="block-size: 400px; inline-size: 340px; --chat-motion: 0s"
      ><p>Welcome</p></chat-message-list
    >`,
    options,
  );
  await stage.say(...events);
  const log = stage.one('[role=log]');
  const messages = () => [...(stage.element.shadowRoot?.querySelectorAll('chat-message') ?? [])];
  const idOf = (each: Element) => each.getAttribute('message-id') ?? '';
  const seen = () => {
    const view = log.getBoundingClientRect();
    return messages().filter((each) => {
      const { top, bottom } = each.getBoundingClientRect();
      return bottom > view.top && top < view.bottom;
    });
  };
  const view = {
    ...stage,
    log,
    ids: () => messages().map(idOf),
    find: (id: string) => messages().find((each) => idOf(each) === id),
    seen: () => seen().map(idOf),
    /** The first message that is in view from its top on. */
    anchor: () => seen().find((each) => each.getBoundingClientRect().top >= log.getBoundingClientRect().top),
    gaps: () => stage.all('.gap'),
    atEnd: () => log.scrollHeight - log.clientHeight - log.scrollTop <= 1,
    /** What moves has come to rest. */
    async rest() {
      for (let before = '', same = 0; same < 5;) {
        await settled();
        const now = `${view.ids().join()} ${log.scrollTop} ${log.scrollHeight}`;
        same = now === before ? same + 1 : 0;
        before = now;
      }
    },
    /** Scrolls until there is nothing more in that direction, and answers all that was seen on the way. */
    async walk(step: number, each: () => Promise<void> | void = () => undefined) {
      const met = new Set(view.seen());
      for (let still = 0; still < 6;) {
        const before = log.scrollTop;
        log.scrollTop += step;
        await settled();
        await each();
        for (const id of view.seen()) met.add(id);
        still = log.scrollTop === before ? still + 1 : 0;
      }
      return met;
    },
  };
  if (events.length > 50) await waitUntil(() => view.gaps().length > 0, 'there is a window');
  await view.rest();
  return view;
}
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
