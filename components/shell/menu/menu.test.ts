import { expect, oneEvent } from '@open-wc/testing';
import { html } from 'lit';
import type { ChatMaximizeRequest } from '../../foundation/events/part-requests.js';
import { press, settled, staged, words } from '../../foundation/fakes/stage.js';
import type { ChatMenu } from './menu.js';
import './menu.js';

async function draw(settings: Readonly<Record<string, unknown>> = {}) {
  const stage = await staged<ChatMenu>(html`<chat-menu resizable></chat-menu>`, { settings });
  const focused = () => words(stage.one('[role=menuitem]:focus'));
  return {
    ...stage,
    focused,
    go: (key: string) => {
      press(stage.one('[role=menuitem]:focus'), key);
      return focused();
    },
    labels: () => stage.all('[role=menuitem]').map(words),
  };
}
const [restart, download, larger] = ['Start a new conversation', 'Download conversation', 'Make larger'];

describe('<chat-menu>', () => {
  it('is accessible', async () => {
    const { isAccessible } = await draw();
    await isAccessible();
  });

  it('offers what the settings allow', async () => {
    const { labels, element } = await draw();
    expect(labels()).to.deep.equal([restart, download, larger]);
    element.maximized = true;
    await settled();
    expect(labels()[2]).to.equal('Make smaller');
    element.resizable = false;
    await settled();
    expect(labels()).to.deep.equal([restart, download]);
    const one = await draw({ restartConversation: false, maximize: false });
    expect(one.labels()).to.deep.equal([download]);
  });

  it('begins at its first entry, and arrows go round', async () => {
    const { focused, go } = await draw();
    expect(focused()).to.equal(restart);
    expect(go('ArrowDown')).to.equal(download);
    expect(go('ArrowDown')).to.equal(larger);
    expect(go('ArrowDown')).to.equal(restart);
    expect(go('ArrowUp')).to.equal(larger);
    expect(go('ArrowUp')).to.equal(download);
    expect(go('End')).to.equal(larger);
    expect(go('Home')).to.equal(restart);
    expect(go('x')).to.equal(restart);
  });

  it('is one stop for the Tab key at most', async () => {
    const { all } = await draw();
    expect(all('[role=menuitem]').map(({ tabIndex }) => tabIndex)).to.deep.equal([-1, -1, -1]);
  });

  it('wants to be closed at Escape, which goes no further', async () => {
    const { element, one } = await draw();
    let heard = 0;
    element.addEventListener('keydown', () => heard++);
    const closed = oneEvent(element, 'close');
    press(one('[role=menuitem]:focus'), 'Escape');
    await closed;
    expect(heard).to.equal(0);
  });

  it('closes before it asks, so that the focus is in place for what comes then', async () => {
    const { element, all } = await draw();
    const heard: string[] = [];
    for (const type of ['close', 'chat-restart-request', 'chat-export-request', 'chat-maximize-request'])
      element.addEventListener(type, (event) => {
        heard.push(type);
        if (type === 'chat-maximize-request') expect((event as ChatMaximizeRequest).maximized).to.equal(true);
      });
    for (const entry of all('[role=menuitem]')) entry.click();
    expect(heard).to.deep.equal([
      ...['close', 'chat-restart-request'],
      ...['close', 'chat-export-request'],
      ...['close', 'chat-maximize-request'],
    ]);
  });
});
