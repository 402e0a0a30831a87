import { expect } from '@open-wc/testing';
import { html } from 'lit';
import type { ChatEvent } from '../../../src/protocol/events.js';
import type { Message } from '../../../src/protocol/message.js';
import { waitUntil } from '../../../test/wait-until.js';
import { press, said, settled, staged } from '../../foundation/fakes/stage.js';
import type { ChatMessageList } from '../message-list/message-list.js';
import '../message-list/message-list.js';
import { openSearch } from './open-search.js';

const DAY = 86_400_000;
const noon = new Date(2026, 2, 3, 12).getTime();

const told = (event: ChatEvent): Message => {
  if (event.type !== 'message-added') throw new Error(event.type);
  return event.message;
};

/** A conversation of two days, and the search above it. */
async function draw(dir = 'ltr') {
  const stage = await staged<ChatMessageList>(
    html`<chat-message-list style="block-size: 240px; inline-size: 320px"></chat-message-list>`,
  );
  await stage.say(
    said('m0', 'Breakfast is at **seven**.', { createdAt: noon }),
    said('m1', 'And breakfast in bed?', { author: 'user', createdAt: noon + 1 }),
    said('m2', 'Gladly.', { createdAt: noon + DAY }),
    said('m3', 'BREAKFAST in bed, then.', { createdAt: noon + DAY + 1 }),
  );
  const root = stage.element.getRootNode() as ShadowRoot;
  const host = root.host as HTMLElement;
  host.dir = dir;
  host.style.inlineSize = '320px';
  let left = 0;
  openSearch(stage.element, '', () => left++);
  const search = () => root.querySelector('chat-search');
  const one = (selector: string) => search()?.renderRoot.querySelector(selector) as HTMLElement;
  await waitUntil(() => one('input')?.matches(':focus'));
  const input = one('input') as HTMLInputElement;
  return {
    ...stage,
    host,
    search,
    input,
    one,
    left: () => left,
    buttons: () => [...(search()?.renderRoot.querySelectorAll('button') ?? [])],
    status: () => one('[role=status]').textContent?.trim(),
    /** The message that the search has led to. */
    found: () => stage.all('chat-message[found]').map((each) => each.getAttribute('message-id')),
    async type(text: string) {
      input.value = text;
      input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      await settled();
    },
  };
}

describe('<chat-search>', () => {
  for (const dir of ['ltr', 'rtl'])
    it(`is accessible and fits 320 px, ${dir}`, async () => {
      const { isAccessible, type, one, input, buttons } = await draw(dir);
      await isAccessible();
      await type('breakfast');
      await isAccessible();
      const bar = one('.bar').getBoundingClientRect();
      for (const each of [input, ...buttons(), one('[type=date]')]) {
        const { left, right, height } = each.getBoundingClientRect();
        expect(left >= bar.left && right <= bar.right && height >= 24, each.outerHTML).to.equal(true);
      }
      const close = buttons().at(-1)?.getBoundingClientRect().left ?? NaN;
      expect(close > input.getBoundingClientRect().left).to.equal(dir === 'ltr');
    });

  it('goes to the newest match, by Enter to older ones and by Shift with Enter back, round and round', async () => {
    const { type, input, status, found } = await draw();
    await type('breakfast');
    for (const [more, count, id] of [
      [undefined, '3 of 3', 'm3'],
      [{}, '2 of 3', 'm1'],
      [{}, '1 of 3', 'm0'],
      [{}, '3 of 3', 'm3'],
      [{ shiftKey: true }, '1 of 3', 'm0'],
      [{ shiftKey: true }, '2 of 3', 'm1'],
    ] as const) {
      if (more) expect(press(input, 'Enter', more), 'the key is the search’s own').to.equal(false);
      await waitUntil(() => status() === count);
      await waitUntil(() => found().join() === id);
    }
  });

  it('tells those who do not see it what is said where it has led to', async () => {
    const { type, say, input, one } = await draw();
    const told = () => one('[aria-live]').textContent?.trim();
    await type('breakfast');
    await waitUntil(() => told() === 'BREAKFAST in bed, then.');
    press(input, 'Enter');
    await waitUntil(() => told() === 'And breakfast in bed?');
    press(input, 'Enter');
    await waitUntil(() => told() === 'Breakfast is at seven.');
    await say(said('m4', `${'Long ago. '.repeat(30)}Brunch.${' Much later.'.repeat(30)}`));
    await type('brunch');
    await waitUntil(() => /^…(Long )?ago\. .*Brunch\. Much .*(Much|later\.)…$/.test(told() ?? ''));
    expect(told()?.length).to.be.lessThan(180);
    await type('supper');
    await waitUntil(() => told() === '');
  });

  it('shows and tells nothing that is wanted no more when it comes', async () => {
    const { element, type, status, found, one } = await draw();
    const { reveal } = element;
    let come = (): void => undefined;
    element.reveal = async (id) => {
      await new Promise<void>((resolve) => (come = resolve));
      return reveal.call(element, id);
    };
    await type('gladly');
    await type('gladlyy');
    expect(status()).to.equal('Nothing found');
    come();
    await settled();
    await settled();
    expect(found()).to.deep.equal([]);
    expect(one('[aria-live]').textContent).to.equal('');
  });

  it('keeps no word of a conversation that is gone', async () => {
    const { type, one, chat, status } = await draw();
    const told = () => one('[aria-live]').textContent;
    await type('gladly');
    await waitUntil(() => told() === 'Gladly.');
    chat.restart();
    await waitUntil(() => status() === 'Nothing found');
    await waitUntil(() => told() === '');
  });

  it('leaves Enter to a word that is being composed', async () => {
    const { type, input, status } = await draw();
    await type('breakfast');
    expect(press(input, 'Enter', { isComposing: true })).to.equal(true);
    await settled();
    expect(status()).to.equal('3 of 3');
  });

  it('has buttons that are always there, and say when they lead nowhere', async () => {
    const { type, buttons, status, found } = await draw();
    const names = () => buttons().map((each) => `${each.ariaLabel} ${each.ariaDisabled}`);
    const none = ['Previous match true', 'Next match true', 'Close search false'];
    expect(names()).to.deep.equal(none);
    await type('supper');
    expect(status()).to.equal('Nothing found');
    expect(names()).to.deep.equal(none);
    buttons()[0]?.click();
    await settled();
    expect(found()).to.deep.equal([]);
    await type('bed');
    expect(names()[0]).to.equal('Previous match false');
    buttons()[0]?.click();
    await waitUntil(() => status() === '1 of 2' && found().join() === 'm1');
  });

  it('leads to a day, and to no other than those of the conversation', async () => {
    const { one, found } = await draw();
    const day = one('[type=date]') as HTMLInputElement;
    expect([day.min, day.max]).to.deep.equal(['2026-03-03', '2026-03-04']);
    const go = (value: string) => {
      day.value = value;
      day.dispatchEvent(new Event('change', { bubbles: true }));
    };
    go('2026-03-04');
    await waitUntil(() => found().join() === 'm2');
    go('2025-12-24');
    await settled();
    expect(found()).to.deep.equal(['m2']);
    go('2026-03-03');
    await waitUntil(() => found().join() === 'm0');
  });

  it('goes at Escape, which then closes nothing else, and at its button; the focus and the message are left as they were', async () => {
    for (const leave of ['Escape', 'button']) {
      const { type, input, host, search, buttons, found, left } = await draw();
      let heard = 0;
      host.addEventListener('keydown', () => heard++);
      await type('gladly');
      await waitUntil(() => found().join() === 'm2');
      if (leave === 'Escape') press(input, 'Escape');
      else buttons().at(-1)?.click();
      expect([search() === null, left(), heard]).to.deep.equal([true, 1, 0]);
      expect(found()).to.deep.equal([]);
    }
  });

  it('is one, however often it is asked for, and takes the words that it is asked with', async () => {
    const { element, search, input, found } = await draw();
    const first = search();
    openSearch(element, 'gladly', () => undefined);
    await waitUntil(() => found().join() === 'm2');
    expect(search() === first).to.equal(true);
    expect(input.value).to.equal('gladly');
  });

  it('counts what is said meanwhile, what changes and what goes, and leaves the visitor at what they have found', async () => {
    const { type, say, input, status, found } = await draw();
    await type('breakfast');
    press(input, 'Enter');
    await waitUntil(() => status() === '2 of 3' && found().join() === 'm1');
    const steps: readonly (readonly [ChatEvent, string])[] = [
      [said('m4', 'No breakfast today.'), '2 of 4'],
      [said('m5', 'Supper, then.'), '2 of 4'],
      [{ type: 'message-updated', id: 'm5', patch: { parts: [{ type: 'text', text: 'Breakfast, then.' }] } }, '2 of 5'],
      [{ type: 'message-updated', id: 'm5', patch: { parts: [{ type: 'text', text: 'Supper, then.' }] } }, '2 of 4'],
      [{ type: 'message-removed', id: 'm0' }, '1 of 3'],
      [{ type: 'history-added', messages: ['a', 'b'].map((id) => told(said(id, `Breakfast ${id}`))) }, '3 of 5'],
      [said('late', 'Late breakfast'), '3 of 6'],
    ];
    for (const [event, count] of steps) {
      await say(event);
      await waitUntil(() => status() === count, `${count}, not ${status()}`);
      expect(found()).to.deep.equal(['m1']);
    }
    press(input, 'Enter');
    await waitUntil(() => status() === '2 of 6' && found().join() === 'b');
  });

  it('is at none of them when what it was at is gone, or came when nothing was found; the next step leads to the newest', async () => {
    const { type, say, input, status, found } = await draw();
    await type('supper');
    expect(status()).to.equal('Nothing found');
    await say(said('m4', 'Supper at eight.'));
    await waitUntil(() => status() === '0 of 1');
    expect(found()).to.deep.equal([]);
    press(input, 'Enter');
    await waitUntil(() => status() === '1 of 1' && found().join() === 'm4');
    await say(said('m5', 'Or supper at nine.'), { type: 'message-removed', id: 'm4' });
    await waitUntil(() => status() === '0 of 1');
    await say(said('m6', 'Supper at ten.'));
    await waitUntil(() => status() === '0 of 2');
    press(input, 'Enter');
    await waitUntil(() => status() === '2 of 2' && found().join() === 'm6');
  });

  it('goes on to the neighbours of what is gone, also when more was said meanwhile', async () => {
    for (const [shiftKey, count, id] of [
      [false, '1 of 3', 'm0'],
      [true, '2 of 3', 'm3'],
    ] as const) {
      const { type, say, input, status, found } = await draw();
      await type('breakfast');
      press(input, 'Enter');
      await waitUntil(() => status() === '2 of 3' && found().join() === 'm1');
      await say({ type: 'message-removed', id: 'm1' });
      await waitUntil(() => status() === '0 of 2');
      await say(said('m4', 'Late breakfast'));
      await waitUntil(() => status() === '0 of 3');
      press(input, 'Enter', { shiftKey });
      await waitUntil(() => status() === count && found().join() === id, `${count}, not ${status()}`);
    }
  });

  it('is at none of other words’ neighbours', async () => {
    const { type, say, input, status, found } = await draw();
    await type('breakfast');
    press(input, 'Enter');
    await waitUntil(() => status() === '2 of 3' && found().join() === 'm1');
    await say({ type: 'message-removed', id: 'm1' });
    await waitUntil(() => status() === '0 of 2');
    await type('supper');
    await say(said('m4', 'Supper'), said('m5', 'Supper, again'));
    await waitUntil(() => status() === '0 of 2');
    press(input, 'Enter');
    await waitUntil(() => status() === '2 of 2' && found().join() === 'm5');
  });

  if ('highlights' in CSS)
    it('paints anew what it has found, when that changes', async () => {
      const { type, say, found } = await draw();
      const painted = () => [...(CSS.highlights.get('chat-search') ?? [])].map(String).join();
      const change = (text: string) =>
        say({ type: 'message-updated', id: 'm3', patch: { parts: [{ type: 'text', text }] } });
      await type('bed');
      await waitUntil(() => found().join() === 'm3' && painted() === 'bed');
      await change('Bed, I said, and in bed it is.');
      await waitUntil(() => painted() === 'Bed,bed');
      await change('Or not.');
      await waitUntil(() => painted() === '' && found().length === 0);
    });

  it('forgets a conversation that is over', async () => {
    const { type, say, chat, status } = await draw();
    await type('breakfast');
    chat.restart();
    await waitUntil(() => status() === 'Nothing found');
    await say(said('first', 'Breakfast?'));
    await waitUntil(() => status() === '0 of 1');
  });

  it('reads only what changed, and an answer when it is complete', async () => {
    const { type, say, chat, status } = await draw();
    await type('breakfast');
    let all = 0;
    const { messages } = chat;
    Object.assign(chat, { messages: () => (all++, messages()) });
    await say({ type: 'message-started', id: 's', author: 'bot' });
    for (let i = 0; i < 20; i++) await say({ type: 'text-delta', id: 's', delta: 'Breakfast ' });
    expect(status()).to.equal('3 of 3');
    await say({ type: 'message-completed', id: 's' });
    await waitUntil(() => status() === '3 of 4');
    await say(...Array.from({ length: 500 }, (_, i) => said(`n${i}`, `Breakfast ${i}`)));
    await waitUntil(() => status() === '3 of 504');
    expect(all).to.equal(0);
  });
});
