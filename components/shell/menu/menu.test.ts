import { expect, oneEvent } from '@open-wc/testing';
import { html } from 'lit';
import type {
  ChatConsentRequest,
  ChatExportRequest,
  ChatMaximizeRequest,
} from '../../foundation/events/part-requests.js';
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
const search = 'Search this conversation';
const restart = 'Start a new conversation';
const download = 'Download conversation';
const larger = 'Make larger';
const comforts = 'Comfort settings';
const erase = 'Delete my data';
const formats = ['Plain text', 'Markdown', 'Web page, to print', 'Data (JSON)'];

describe('<chat-menu>', () => {
  it('is accessible', async () => {
    const { isAccessible, all } = await draw({ consent: 'gate' });
    await isAccessible();
    all('[aria-expanded]')[0]?.click();
    await settled();
    await isAccessible();
  });

  it('offers what the settings allow', async () => {
    const { labels, element } = await draw();
    expect(labels()).to.deep.equal([search, restart, download, larger, comforts, erase]);
    element.maximized = true;
    await settled();
    expect(labels()[3]).to.equal('Make smaller');
    element.resizable = false;
    await settled();
    expect(labels()).to.deep.equal([search, restart, download, comforts, erase]);
    const one = await draw({ restartConversation: false, maximize: false });
    expect(one.labels()).to.deep.equal([search, download, comforts, erase]);
    const gated = await draw({ consent: 'gate', exportConversation: false });
    expect(gated.labels()).to.deep.equal([search, restart, larger, comforts, 'Withdraw consent', erase]);
  });

  it('begins at its first entry, and arrows go round', async () => {
    const { focused, go } = await draw();
    expect(focused()).to.equal(search);
    expect(go('ArrowDown')).to.equal(restart);
    expect(go('ArrowDown')).to.equal(download);
    expect(go('ArrowDown')).to.equal(larger);
    expect(go('ArrowDown')).to.equal(comforts);
    expect(go('ArrowDown')).to.equal(erase);
    expect(go('ArrowDown')).to.equal(search);
    expect(go('ArrowUp')).to.equal(erase);
    expect(go('ArrowUp')).to.equal(comforts);
    expect(go('End')).to.equal(erase);
    expect(go('Home')).to.equal(search);
    expect(go('x')).to.equal(search);
  });

  it('is one stop for the Tab key at most', async () => {
    const { all } = await draw();
    expect(all('[role=menuitem]').map(({ tabIndex }) => tabIndex)).to.deep.equal([-1, -1, -1, -1, -1, -1]);
  });

  it('wants to be closed at Escape, which goes no further', async () => {
    const { element, one } = await draw();
    let heard = 0;
    element.addEventListener('keydown', () => heard++);
    const closed = oneEvent(element, 'close');
    expect(press(one('[role=menuitem]:focus'), 'Escape'), 'a dialog around it does not hear of it').to.equal(false);
    await closed;
    expect(heard).to.equal(0);
  });

  it('unfolds the formats of a download, by click and by key, and folds them again', async () => {
    const { one, all, labels, focused, go } = await draw();
    const button = one('[aria-expanded]');
    expect(button.getAttribute('aria-expanded')).to.equal('false');
    button.click();
    await settled();
    expect(button.getAttribute('aria-expanded')).to.equal('true');
    expect(labels()).to.deep.equal([search, restart, download, ...formats, larger, comforts, erase]);
    expect(one('[role=group]').getAttribute('aria-label')).to.equal(download);
    go('Home');
    go('ArrowDown');
    go('ArrowDown');
    expect(go('ArrowDown')).to.equal(formats[0]);
    go('ArrowUp');
    expect(focused()).to.equal(download);
    button.click();
    await settled();
    expect(all('[role=group]')).to.have.length(0);
  });

  it('offers languages, each by its own name and in it, of which one is chosen', async () => {
    const { one, all, isAccessible, element } = await draw({ language: ['fr', 'ar', 'zh-Hans'] });
    const [button] = all('[aria-expanded]').slice(-1) as [HTMLElement];
    button.focus();
    button.click();
    await settled();
    await isAccessible();
    expect(one('[role=group]').getAttribute('aria-label')).to.equal(words(button));
    const radios = all('[role=menuitemradio]');
    expect(radios.map((each) => [words(each), each.lang, each.ariaChecked])).to.deep.equal([
      ['Français', 'fr', 'true'],
      ['العربية', 'ar', 'false'],
      ['简体中文', 'zh-Hans', 'false'],
    ]);
    const wishes: string[] = [];
    element.addEventListener('chat-language-request', ({ language }) => wishes.push(language));
    press(button, 'ArrowDown');
    expect(words(one(':focus'))).to.equal('Français');
    press(one(':focus'), 'ArrowDown');
    expect(words(one(':focus'))).to.equal('العربية');
    one(':focus').click();
    expect(wishes).to.deep.equal(['ar']);
  });

  it('closes before it asks, so that the focus is in place for what comes then', async () => {
    const { element, all } = await draw({ consent: 'gate' });
    all('[aria-expanded]')[0]?.click();
    await settled();
    const heard: string[] = [];
    const wishes = ['search', 'restart', 'export', 'maximize', 'consent', 'erase'].map(
      (wish) => `chat-${wish}-request`,
    );
    for (const type of ['close', ...wishes])
      element.addEventListener(type, (event) => {
        heard.push(type === 'chat-export-request' ? `${type} ${(event as ChatExportRequest).format}` : type);
        if (type === 'chat-maximize-request') expect((event as ChatMaximizeRequest).maximized).to.equal(true);
        if (type === 'chat-consent-request') expect((event as ChatConsentRequest).agreed).to.equal(false);
      });
    for (const entry of all('[role=menuitem]:not([aria-expanded])')) entry.click();
    expect(heard).to.deep.equal([
      ...['close', 'chat-search-request'],
      ...['close', 'chat-restart-request'],
      ...['text', 'markdown', 'html', 'json'].flatMap((format) => ['close', `chat-export-request ${format}`]),
      ...['close', 'chat-maximize-request'],
      // The visitor's own settings are no wish: they open by themselves.
      'close',
      ...['close', 'chat-consent-request'],
      ...['close', 'chat-erase-request'],
    ]);
  });
});
