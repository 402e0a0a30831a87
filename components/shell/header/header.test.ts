import { expect, oneEvent } from '@open-wc/testing';
import { html } from 'lit';
import { waitUntil } from '../../../test/wait-until.js';
import { deep, press, settled, staged, words } from '../../foundation/fakes/stage.js';
import type { ChatHeader } from './header.js';
import './header.js';

const draw = (settings: Readonly<Record<string, unknown>> = {}) =>
  staged<ChatHeader>(html`<chat-header></chat-header>`, {
    settings: { heading: 'Northwind', subtitle: 'We usually answer at once', ...settings },
  });

/** The window as a media query sees it. */
class Media {
  onchange: (() => void) | null = null;
  constructor(public matches: boolean) {}
  async become(matches: boolean): Promise<void> {
    this.matches = matches;
    this.onchange?.();
    await settled();
  }
  get isHeard(): boolean {
    return this.onchange !== null;
  }
}
const { matchMedia } = window;
afterEach(() => {
  window.matchMedia = matchMedia;
});
function inWindow(isPhone: boolean): Media {
  const media = new Media(isPhone);
  window.matchMedia = () => media as unknown as MediaQueryList;
  return media;
}

const mara = { id: 'p', author: 'agent', name: 'Mara' } as const;

describe('<chat-header>', () => {
  it('is accessible', async () => {
    const { isAccessible, one, all } = await draw();
    await isAccessible();
    one('[part=menu]').click();
    await waitUntil(() => all('[role=menuitem]:focus').length === 1);
    await isAccessible();
  });

  it('says who answers here', async () => {
    const { one } = await draw();
    expect(words(one('[part=heading]'))).to.equal('Northwind');
    expect(words(one('[part=subtitle]'))).to.equal('We usually answer at once');
    const nameless = await draw({ heading: '', subtitle: '' });
    expect(words(nameless.one('[part=heading]'))).to.equal('Chat');
    expect(nameless.all('[part=subtitle]')).to.have.length(0);
  });

  it('says which person is here, until they leave', async () => {
    const { one, say } = await draw();
    await say({ type: 'party-changed', party: mara, present: true });
    expect(words(one('[part=subtitle]'))).to.equal('You are talking with Mara');
    await say({ type: 'party-changed', party: mara, present: false });
    expect(words(one('[part=subtitle]'))).to.equal('We usually answer at once');
  });

  it('shows whether it is connected', async () => {
    const { one, say } = await draw();
    expect(one('.avatar').matches('.online')).to.equal(false);
    await say({ type: 'connection-changed', state: 'open' });
    expect(one('.avatar').matches('.online')).to.equal(true);
    await say({ type: 'connection-changed', state: 'waiting' });
    expect(one('.avatar').matches('.online')).to.equal(false);
  });

  it('draws hostile names as they are written', async () => {
    const { all, one } = await draw({ heading: '<b>N</b>', subtitle: '<img src=x>', avatarUrl: 'javascript:alert(1)' });
    expect(all('b, img')).to.have.length(0);
    expect(one('[part=heading]').textContent).to.equal('<b>N</b>');
  });

  it('asks to be closed, where there is something to close', async () => {
    const { element, one, all } = await draw();
    const closed = oneEvent(element, 'chat-close-request');
    // Beside an open bubble the launcher is “Close chat”: two buttons of one name would be one too many.
    expect(one('[part=close]').getAttribute('aria-label')).to.equal('Minimize');
    one('[part=close]').click();
    await closed;
    element.closable = false;
    await settled();
    expect(all('[part=close]')).to.have.length(0);
  });

  it('is the only way out of a sidebar, and says so', async () => {
    const { one } = await draw({ layout: 'sidebar' });
    expect(one('[part=close]').getAttribute('aria-label')).to.equal('Close chat');
  });

  it('is the only way out where it fills the window, and follows the window at once', async () => {
    const media = inWindow(false);
    const { one } = await draw();
    const close = one('[part=close]');
    const sign = () => close.querySelector('path')?.getAttribute('d');
    const [name, beside] = [() => close.getAttribute('aria-label'), sign()];
    expect(name()).to.equal('Minimize');
    close.focus();
    await media.become(true);
    expect(name()).to.equal('Close chat');
    expect(sign()).to.not.equal(beside);
    expect(close.matches(':focus')).to.equal(true);
    await media.become(false);
    expect([name(), sign()]).to.deep.equal(['Minimize', beside]);
  });

  it('listens to the window only while there is something to close', async () => {
    const media = inWindow(true);
    const { element, one } = await draw();
    expect(media.isHeard).to.equal(true);
    element.closable = false;
    await settled();
    expect(media.isHeard).to.equal(false);
    media.matches = false;
    element.closable = true;
    await settled();
    expect(media.isHeard).to.equal(true);
    expect(one('[part=close]').getAttribute('aria-label')).to.equal('Minimize');
    element.maximized = true;
    element.remove();
    await settled();
    expect(media.isHeard).to.equal(false);
  });

  it('offers a larger panel only where it floats', async () => {
    const { one, all, element } = await draw();
    const offers = async () => {
      one('[part=menu]').click();
      await waitUntil(() => all('[role=menuitem]:focus').length === 1);
      const found = all('[role=menuitem]').filter((each) => words(each) === 'Make larger').length;
      one('[part=menu]').click();
      await waitUntil(() => all('chat-menu').length === 0);
      return found;
    };
    expect(await offers()).to.equal(1);
    element.closable = false;
    expect(await offers()).to.equal(0);
    const media = inWindow(false);
    const phone = await draw();
    await media.become(true);
    phone.one('[part=menu]').click();
    await waitUntil(() => phone.all('[role=menuitem]:focus').length === 1);
    expect(phone.all('[role=menuitem]').map(words)).to.not.include('Make larger');
    const sidebar = await draw({ layout: 'sidebar' });
    sidebar.one('[part=menu]').click();
    await waitUntil(() => sidebar.all('[role=menuitem]:focus').length === 1);
    expect(sidebar.all('[role=menuitem]').map(words)).to.not.include('Make larger');
  });

  it('opens its menu with a click or the arrow key, and says so', async () => {
    const { one, all } = await draw();
    const button = one('[part=menu]');
    expect(button.getAttribute('aria-label')).to.equal('More options');
    expect(button.getAttribute('aria-haspopup')).to.equal('menu');
    expect(button.getAttribute('aria-expanded')).to.equal('false');
    expect(press(button, 'ArrowDown')).to.equal(false);
    await waitUntil(() => all('[role=menuitem]:focus').length === 1);
    expect(button.getAttribute('aria-expanded')).to.equal('true');
    button.click();
    await waitUntil(() => all('chat-menu').length === 0);
    expect(button.getAttribute('aria-expanded')).to.equal('false');
  });

  it('takes the focus back when the menu is closed with Escape, without closing the chat', async () => {
    const { one, all, element } = await draw();
    one('[part=menu]').click();
    await waitUntil(() => all('[role=menuitem]:focus').length === 1);
    let heard = 0;
    element.parentNode?.addEventListener('keydown', () => heard++);
    press(one('[role=menuitem]:focus'), 'Escape');
    await waitUntil(() => all('chat-menu').length === 0);
    expect(one('[part=menu]').matches(':focus')).to.equal(true);
    expect(heard).to.equal(0);
  });

  it('closes its menu when the focus goes elsewhere', async () => {
    const { one, all } = await draw();
    one('[part=menu]').click();
    await waitUntil(() => all('[role=menuitem]:focus').length === 1);
    one('[part=close]').focus();
    await waitUntil(() => all('chat-menu').length === 0);
    expect(one('[part=close]').matches(':focus')).to.equal(true);
  });

  it('keeps its menu for those who look at another window meanwhile', async () => {
    const { one, all } = await draw();
    one('[part=menu]').click();
    await waitUntil(() => all('[role=menuitem]:focus').length === 1);
    one('[role=menuitem]:focus').dispatchEvent(new FocusEvent('focusout', { bubbles: true, composed: true }));
    await settled();
    expect(all('[role=menuitem]:focus')).to.have.length(1);
  });

  it('closes its menu when what nobody can focus is clicked', async () => {
    const { one, all } = await draw();
    one('[part=menu]').click();
    await waitUntil(() => all('[role=menuitem]:focus').length === 1);
    one('[role=menuitem]:focus').blur();
    await settled();
    expect(all('[role=menuitem]')).to.have.length(0);
  });

  it('has no menu and fetches no picture before the visitor agreed', async () => {
    const { element, all } = await draw({ avatarUrl: 'https://127.0.0.1:1/avatar.png' });
    element.gated = true;
    await settled();
    expect(all('[part=menu], img')).to.have.length(0);
    expect(deep(document, '[role=menu]')).to.have.length(0);
    element.gated = false;
    await settled();
    expect(all('[part=menu]')).to.have.length(1);
  });
});
