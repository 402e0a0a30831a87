import { aTimeout, expect } from '@open-wc/testing';
import { html } from 'lit';
import { waitUntil } from '../../../test/wait-until.js';
import { createStore } from '../../../src/core/store.js';
import type { Message } from '../../../src/protocol/message.js';
import type { LinkPreview } from '../../../src/protocol/transport.js';
import { settled, staged } from '../../foundation/fakes/stage.js';
import type { ChatMessage } from '../message/message.js';
import '../../parts/text/text.js';
import '../message/message.js';
import './link-previews.js';

const site = 'https://site.example';
const three = `${site}/a ${site}/b ${site}/c`;
let visit = 0;

interface Scene extends Partial<Message> {
  readonly text?: string;
  readonly format?: 'markdown' | 'plain' | 'html';
  readonly settings?: Readonly<Record<string, unknown>>;
  /** How far below the first view the message stands, in pixels. */
  readonly below?: number;
  /** The backend knows nothing about links. */
  readonly without?: boolean;
}

/** A message, and a backend that answers when the test says so. */
async function draw({ text = three, format, settings = {}, below = 0, without = false, ...more }: Scene = {}) {
  const asked: string[] = [];
  const signals: AbortSignal[] = [];
  const answers = new Map<string, (preview?: LinkPreview) => void>();
  const unfurl = (url: string, signal: AbortSignal) => {
    asked.push(url);
    signals.push(signal);
    return new Promise<LinkPreview | undefined>((resolve) => answers.set(url, resolve));
  };
  const message = (parts: Message['parts']): Message => ({
    id: `m${(visit += 1)}`,
    author: 'bot',
    parts,
    delivery: 'delivered',
    streaming: false,
    ...more,
  });
  const store = createStore(message(more.parts ?? [{ type: 'text', text, ...(format ? { format } : {}) }]));
  const stage = await staged<ChatMessage>(
    html`<chat-message .store=${store} first style="margin-block-start: ${below}px"></chat-message>`,
    {
      settings,
      ...(without ? {} : { unfurl }),
    },
  );
  const host = (stage.element.getRootNode() as ShadowRoot).host as HTMLElement;
  host.style.inlineSize = '322px';
  await settled();
  await settled();
  const settle = async (url: string, preview?: LinkPreview) => {
    await waitUntil(() => answers.has(url), `${url} was not asked for`);
    answers.get(url)?.(preview);
    await aTimeout(0);
    await settled();
  };
  return {
    ...stage,
    store,
    asked,
    signals,
    cards: () => stage.all('chat-link-preview'),
    links: () =>
      stage
        .all('chat-link-preview')
        .flatMap(({ shadowRoot }) => [...(shadowRoot?.querySelectorAll<HTMLAnchorElement>('a') ?? [])]),
    titles: () => stage.all('chat-link-preview').map(({ shadowRoot }) => shadowRoot?.querySelector('b')?.textContent),
    answer: (url: string) => settle(url, { url, title: `Title of ${url}` }),
    nothing: (url: string) => settle(url),
  };
}

describe('<chat-link-previews>', () => {
  it('is accessible while it waits, and when there is something', async () => {
    const { isAccessible, cards, answer } = await draw({ text: `See ${site}/a` });
    expect(cards()).to.have.length(1);
    await isAccessible();
    await answer(`${site}/a`);
    await isAccessible();
  });

  it('asks the backend for the first three pages of a message, each once, two at a time', async () => {
    const text = `[one](${site}/a#top), ${site}/a, [two](${site}/b "t"), <${site}/c>, and ${site}/d`;
    const { asked, answer, titles } = await draw({ text });
    expect(asked).to.deep.equal([`${site}/a`, `${site}/b`]);
    await answer(`${site}/b`);
    expect(asked).to.deep.equal([`${site}/a`, `${site}/b`, `${site}/c`]);
    await answer(`${site}/c`);
    await answer(`${site}/a`);
    expect(titles()).to.deep.equal(['a', 'b', 'c'].map((page) => `Title of ${site}/${page}`));
    expect(asked).to.have.length(3);
  });

  it('leads where the link leads, whatever the backend says', async () => {
    const { links, asked, answer } = await draw({ text: `[here](${site}/a#prices)` });
    expect(asked).to.deep.equal([`${site}/a`]);
    await answer(`${site}/a`);
    expect(links().map(({ href }) => href)).to.deep.equal([`${site}/a#prices`]);
  });

  const none: Readonly<Record<string, Scene>> = {
    'a message of the visitor': { author: 'user' },
    'a line of the system': { author: 'system' },
    'a message that still grows': { streaming: true },
    'a chat with the switch off': { settings: { unfurl: false } },
    'a backend that cannot': { without: true },
    'a message without links': { text: 'No address, not even www.' },
    'an address in code': { text: `\`${site}/a\` and\n\n\`\`\`\n${site}/b\n\`\`\`` },
    'a picture': { text: `![a](${site}/a.png)` },
    'a button with an address': { text: `[Go](${site}/a#button)` },
    'a reply button': { text: `[${site}/a]()` },
    'mail and phone': { text: `[a](mailto:a@b.example?x=https://c) [b](tel:123)` },
    'a forbidden scheme': { text: `[https://a](javascript:alert(1))` },
    'a host that may not be linked to': { settings: { allowedLinkHosts: ['other.example'] } },
    'a page that the message tells about itself': {
      parts: [
        { type: 'text', text: `${site}/a` },
        { type: 'link-preview', url: `${site}/a`, title: 'A' },
      ],
    },
  };
  for (const [what, scene] of Object.entries(none))
    it(`asks for nothing because of ${what}`, async () => {
      const { asked, all } = await draw(scene);
      await aTimeout(0);
      await settled();
      expect(asked).to.deep.equal([]);
      expect(all('chat-link-preview[steady]')).to.have.length(0);
    });

  it('counts links of HTML and of plain words too', async () => {
    expect((await draw({ text: `${site}/a`, format: 'plain' })).asked).to.deep.equal([`${site}/a`]);
    const { asked } = await draw({ text: `<p><a href="${site}/a">a</a></p>`, format: 'html' });
    await waitUntil(() => asked.length > 0, 'the sanitiser did not come');
    expect(asked).to.deep.equal([`${site}/a`]);
  });

  it('asks when the message is complete', async () => {
    const { asked, store } = await draw({ streaming: true });
    expect(asked).to.deep.equal([]);
    store.set({ ...store.get(), streaming: false });
    await waitUntil(() => asked.length === 2, 'nothing was asked');
  });

  it('asks when the message comes into view, and keeps no room before', async () => {
    const { asked, cards, element } = await draw({ below: 3000 });
    await settled();
    expect([asked, cards()]).to.deep.equal([[], []]);
    element.scrollIntoView({ behavior: 'instant' });
    await waitUntil(() => asked.length === 2, 'nothing was asked');
    await settled();
    expect(cards()).to.have.length(3);
  });

  it('moves nothing when a preview comes, and gives the room back when none does', async () => {
    const { element, answer, nothing, cards } = await draw();
    const before = element.getBoundingClientRect().height;
    expect(cards()).to.have.length(3);
    await answer(`${site}/b`);
    await answer(`${site}/a`);
    expect(element.getBoundingClientRect().height).to.be.closeTo(before, 0.1);
    const each = cards()[0]?.getBoundingClientRect().height ?? 0;
    await nothing(`${site}/c`);
    expect(cards()).to.have.length(2);
    expect(element.getBoundingClientRect().height).to.be.closeTo(before - each - 8, 0.1);
  });

  it('leaves no trace of links that lead to nothing', async () => {
    const empty = await draw({ text: 'Some words' });
    const { nothing, element, all } = await draw({ text: `${site}/a` });
    await nothing(`${site}/a`);
    expect(all('chat-link-previews')[0]?.hidden).to.equal(true);
    expect(element.getBoundingClientRect().height).to.equal(empty.element.getBoundingClientRect().height);
  });

  it('gives up what it asked for when its message goes away', async () => {
    const { signals, element } = await draw();
    expect(signals.map(({ aborted }) => aborted)).to.deep.equal([false, false]);
    element.remove();
    expect(signals.map(({ aborted }) => aborted)).to.deep.equal([true, true]);
  });

  it('knows what it was told, for a link that is said again, until a new conversation begins', async () => {
    const scene = await draw({ text: `${site}/a` });
    await scene.answer(`${site}/a`);
    scene.store.set({ ...scene.store.get(), parts: [{ type: 'text', text: `Again: ${site}/a` }] });
    await settled();
    await settled();
    expect(scene.titles()).to.deep.equal([`Title of ${site}/a`]);
    expect(scene.asked).to.have.length(1);
    scene.chat.restart();
    scene.store.set({ ...scene.store.get(), parts: [{ type: 'text', text: `Once more: ${site}/a` }] });
    await waitUntil(() => scene.asked.length === 2, 'the old conversation was remembered');
  });
});
