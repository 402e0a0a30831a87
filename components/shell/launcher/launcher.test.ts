import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { launcherEnglish } from '../../../src/i18n/launcher.en.js';
import { sheetOf } from '../../foundation/element-base.js';
import { staged } from '../../foundation/fakes/stage.js';
import { Launcher, type LauncherState } from './launcher.js';
import { launcherStyles } from './launcher.styles.js';

async function draw(state: Partial<LauncherState> = {}) {
  const heard: string[] = [];
  const launcher = new Launcher({ toggle: () => heard.push('toggle'), near: () => heard.push('near') });
  const update = (more: Partial<LauncherState>) =>
    launcher.update({ open: false, unread: 0, strings: launcherEnglish, ...more });
  update(state);
  const { element: button } = launcher;
  const stage = await staged(html`${button}`);
  const root = button.getRootNode() as ShadowRoot;
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheetOf(launcherStyles)];
  return { ...stage, button, heard, update, badge: () => button.querySelector('[part=badge]') };
}

describe('the launcher', () => {
  it('is accessible', async () => {
    const { isAccessible, update } = await draw({ unread: 3 });
    await isAccessible();
    update({ open: true });
    await isAccessible();
  });

  it('is a button that says what it does and whether it has done it', async () => {
    const { button, update } = await draw();
    expect(button.type).to.equal('button');
    expect(button.getAttribute('part')).to.equal('launcher');
    expect(button.getAttribute('aria-label')).to.equal('Open chat');
    expect(button.getAttribute('aria-expanded')).to.equal('false');
    update({ open: true });
    expect(button.getAttribute('aria-label')).to.equal('Close chat');
    expect(button.getAttribute('aria-expanded')).to.equal('true');
  });

  it('counts what is unread, up to 99, in its name and on its badge', async () => {
    const { button, badge, update } = await draw();
    expect(badge()?.textContent).to.equal(undefined);
    update({ unread: 1 });
    expect(badge()?.textContent).to.equal('1');
    expect(button.getAttribute('aria-label')).to.equal('Open chat, 1 unread message');
    update({ unread: 99 });
    expect(badge()?.textContent).to.equal('99');
    update({ unread: 100 });
    expect(badge()?.textContent).to.equal('99+');
    expect(button.getAttribute('aria-label')).to.equal('Open chat, 100 unread messages');
    expect(badge()?.getAttribute('aria-hidden')).to.equal('true');
  });

  it('keeps one badge while there is news: only what it says changes', async () => {
    const { button, badge, update } = await draw({ unread: 1 });
    const first = badge();
    const changes = new MutationObserver(() => undefined);
    changes.observe(button, { childList: true });
    for (const unread of [1, 2, 100]) update({ unread });
    expect(badge()).to.equal(first);
    expect(badge()?.textContent).to.equal('99+');
    expect(changes.takeRecords()).to.have.length(0);
    changes.disconnect();
  });

  it('counts in the digits of its language', async () => {
    const { badge, update } = await draw();
    update({ unread: 42, strings: { ...launcherEnglish, locale: 'fa' } });
    expect(badge()?.textContent).to.equal('۴۲');
    update({ unread: 100, strings: { ...launcherEnglish, locale: 'fa' } });
    expect(badge()?.textContent).to.equal('۹۹+');
  });

  it('has no badge while it is open, nor when all is read', async () => {
    const { badge, update } = await draw({ unread: 5 });
    update({ unread: 5, open: true });
    expect(badge()?.textContent).to.equal(undefined);
    update({ unread: 0 });
    expect(badge()?.textContent).to.equal(undefined);
  });

  it('says it in other words', async () => {
    const { button } = await draw({ strings: { ...launcherEnglish, 'launcher.open': 'Fragen?' } });
    expect(button.getAttribute('aria-label')).to.equal('Fragen?');
  });

  it('tells a visitor who comes near from one who clicks', async () => {
    const { button, heard } = await draw();
    button.dispatchEvent(new PointerEvent('pointerenter'));
    button.focus();
    expect(heard).to.deep.equal(['near', 'near']);
    button.click();
    expect(heard.at(-1)).to.equal('toggle');
  });
});
