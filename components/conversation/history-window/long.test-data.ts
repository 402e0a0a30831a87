import { html } from 'lit';
import { waitUntil } from '../../../test/wait-until.js';
import type { ChatEvent } from '../../../src/protocol/events.js';
import type { Message } from '../../../src/protocol/message.js';
import { said, settled, staged, type StageOptions } from '../../foundation/fakes/stage.js';
import type { ChatMessageList } from '../message-list/message-list.js';
import '../message-list/message-list.js';

const noon = new Date(2026, 2, 3, 12).getTime();
const WORDS = 'Rooms at the front look over the water, and breakfast is served from seven until ten. ';

/** A message: they differ in height, and come from one and then from the other; a new day after each hundred. */
export const message = (i: number, more: Partial<Message> = {}): ChatEvent =>
  said(`m${i}`, `Number ${i}. ${WORDS.repeat((i * 7) % 4)}`, {
    author: i % 2 ? 'user' : 'bot',
    createdAt: noon + i * 60_000 + Math.floor(i / 100) * 86_400_000,
    ...more,
  });
/** The first so many of them. */
export const many = (count: number) => Array.from({ length: count }, (_, i) => message(i));

/** Draws a conversation, and what a test of its window looks at. */
export async function drawn(events: readonly ChatEvent[], options: StageOptions = {}) {
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
