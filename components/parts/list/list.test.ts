import { expect, oneEvent } from '@open-wc/testing';
import { html } from 'lit';
import { waitUntil } from '../../../test/wait-until.js';
import type { ChatSelectRequest } from '../../foundation/events/requests.js';
import { settled, staged, words } from '../../foundation/fakes/stage.js';
import { listExample } from './list.example.js';
import { list, type ListPart } from './list.part.js';
import type { ChatList } from './list.js';
import './list.js';

const draw = (data: ListPart = listExample, scheme = 'light') =>
  staged<ChatList>(
    html`<chat-list
      .data=${data}
      style="inline-size: 264px; color-scheme: ${scheme}; color: var(--chat-text); background: var(--chat-surface)"
    ></chat-list>`,
  );

describe('<chat-list>', () => {
  for (const scheme of ['light', 'dark'])
    it(`is accessible, ${scheme}`, async () => {
      const { isAccessible, all, element } = await draw(listExample, scheme);
      await isAccessible();
      all('button')[0]?.click();
      element.live = false;
      await settled();
      await isAccessible();
    });

  it('is a list of rows, each named after what it does', async () => {
    const { one, all } = await draw();
    expect(one('ul').getAttribute('aria-labelledby')).to.equal('title');
    expect(all('.main > *').map((each) => each.getAttribute('aria-label'))).to.deep.equal([
      'Choose: Garden room',
      'Choose: Sea room',
      'Open: Parking',
    ]);
    expect(all('chat-picture').map(({ offsetWidth, offsetHeight }) => [offsetWidth, offsetHeight])).to.deep.equal([
      [52, 52],
      [52, 52],
    ]);
  });

  it('has all words of its rows at the edge where lines begin, whatever they are written in', async () => {
    for (const [dir, edge] of [
      ['ltr', 'left'],
      ['rtl', 'right'],
    ] as const) {
      const reply = { type: 'reply', label: 'Yes' } as const;
      const { all, element } = await draw({
        type: 'list',
        items: [
          { title: 'Garden', subtitle: '118 €', description: 'Quiet (north).', action: reply },
          { title: 'غرفة', subtitle: 'هادئة', description: 'مع إطلالة.', action: reply },
        ],
      });
      element.dir = dir;
      await settled();
      const edges = all('.main > *, small, .text p').map((each) => {
        const line = document.createRange();
        line.selectNodeContents(each);
        return Math.round(line.getBoundingClientRect()[edge]);
      });
      expect(edges).to.have.length(6);
      expect(new Set(edges), `${dir}: ${edges.join()}`).to.have.property('size', 1);
    }
  });

  it('is chosen from by a press anywhere on the row', async () => {
    const { all, element } = await draw();
    const row = all('.row')[1];
    const { right = 0, bottom = 0 } = row?.getBoundingClientRect() ?? {};
    const hit = element.shadowRoot?.elementFromPoint(right - 6, bottom - 6);
    expect(hit?.getAttribute('aria-label')).to.equal('Choose: Sea room');
    const picture = all('chat-picture')[1]?.getBoundingClientRect();
    const over = element.shadowRoot?.elementFromPoint((picture?.x ?? 0) + 20, (picture?.y ?? 0) + 20);
    expect(over, 'on the picture too').to.equal(hit);
    const wish = oneEvent<ChatSelectRequest>(element, 'chat-select-request');
    (hit as HTMLElement).click();
    expect((await wish).action).to.deep.equal(listExample.items[1]?.action);
    await settled();
    expect(all('.row').map((each) => each.matches('.chosen'))).to.deep.equal([false, true, false]);
    expect(all('button')[1]?.getAttribute('aria-label')).to.equal('Chosen: Sea room');
    element.live = false;
    await settled();
    expect(all<HTMLButtonElement>('button').every(({ disabled }) => disabled)).to.equal(true);
    expect(all('a'), 'the link goes on').to.have.length(1);
  });

  it('promises nothing for a row that does nothing', async () => {
    const { all } = await draw({
      type: 'list',
      items: [{ title: 'Just words' }, { title: 'Bad', action: { type: 'link', label: 'Bad', url: 'javascript:1' } }],
    });
    expect(all('button, a')).to.have.length(0);
    expect(all('.sign').map((sign) => getComputedStyle(sign).display)).to.deep.equal(['none', 'none']);
  });

  it('asks once for all pictures of a host', async () => {
    const picture = (name: string) => ({ url: `https://rows.example/${crypto.randomUUID()}/${name}.png` });
    const { all, one, element } = await draw({
      type: 'list',
      items: [
        { title: 'A', image: picture('a'), action: { type: 'reply', label: 'A' } },
        { title: 'B', image: picture('b') },
      ],
    });
    expect(words(element)).to.include('Show picture from rows.example');
    const { x = 0, y = 0 } = all('chat-picture')[0]?.getBoundingClientRect() ?? {};
    expect(element.shadowRoot?.elementFromPoint(x + 20, y + 20)?.localName, 'each can be asked for').to.equal(
      'chat-picture',
    );
    one('button.ask').click();
    await waitUntil(() => all('.ask').length === 0, 'nobody asks any more, whatever becomes of the pictures');
  });

  it('keeps to itself with long words', async () => {
    const title = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';
    const { element, all } = await draw({
      type: 'list',
      title,
      items: [{ ...listExample.items[0], title, description: title, actions: [{ type: 'reply', label: title }] }],
    });
    expect(element.scrollWidth).to.be.at.most(element.clientWidth);
    for (const row of all('.row')) expect(row.scrollWidth).to.be.at.most(row.clientWidth);
  });
});

describe('the list part', () => {
  it('accepts its example', () => expect(list.accepts(listExample)).to.equal(true));
  it('refuses an empty one', () => {
    const part: { type: string } = Object.assign({ type: 'list' }, { items: [] });
    expect(list.accepts(part)).to.equal(false);
  });
  it('has words', () => expect(list.toText?.(listExample)).to.match(/^Rooms\nGarden room: /));
});
