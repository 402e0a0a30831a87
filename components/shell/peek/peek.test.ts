import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { waitUntil } from '../../../test/wait-until.js';
import { press, settled, staged } from '../../foundation/fakes/stage.js';
import type { ChatPeek, PeekWords } from './peek.js';
import { showPeek } from './show-peek.js';

const hello: PeekWords = { text: 'Questions?', name: 'Northwind', open: 'Open chat', dismiss: 'Dismiss' };

/** A widget as far as a peek knows it: a frame with a launcher in its shadow. */
async function closed() {
  const stage = await staged<HTMLElement>(html`<div></div>`);
  const { element: widget } = stage;
  const root = widget.attachShadow({ mode: 'open' });
  const frame = document.createElement('div');
  frame.className = 'frame';
  frame.style.cssText = 'position: relative; margin-block-start: 200px';
  const launcher = document.createElement('button');
  launcher.setAttribute('part', 'launcher');
  launcher.textContent = 'Open';
  frame.append(launcher);
  root.append(frame);
  const heard: string[] = [];
  launcher.addEventListener('click', () => heard.push('click'));
  const peeks = () => [...frame.querySelectorAll('chat-peek')];
  const focus = () => root.activeElement?.getAttribute('part') ?? '';
  const show = async (more: Partial<PeekWords> = {}): Promise<ChatPeek> => {
    const peek = showPeek(widget, { ...hello, ...more });
    await settled();
    if (!peek) throw new Error('There is no peek.');
    return peek;
  };
  return { ...stage, widget, launcher, heard, peeks, focus, show };
}
const within = (peek: ChatPeek, selector: string): HTMLElement => {
  const found = peek.shadowRoot?.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`There is no ${selector}.`);
  return found;
};

describe('<chat-peek>', () => {
  it('is accessible, with and without a name', async () => {
    const { show, isAccessible } = await closed();
    await show();
    await isAccessible();
    await show({ name: '', text: 'A longer text, '.repeat(20) });
    await isAccessible();
  });

  it('says who says what, tells screen readers once it is there, and never takes the focus', async () => {
    const { widget, launcher, focus } = await closed();
    launcher.focus();
    const peek = showPeek(widget, hello);
    expect(peek?.shadowRoot?.querySelector('[role=status]')?.textContent).to.equal('');
    await settled();
    expect(peek?.shadowRoot?.querySelector('[role=status]')?.textContent).to.equal('NorthwindQuestions?');
    expect(focus()).to.equal('launcher');
  });

  it('moves once, or as often as there is time for whole movements', async () => {
    const { show } = await closed();
    const times = async (more: Partial<PeekWords>) => getComputedStyle(await show(more)).animationIterationCount;
    expect(await times({ animation: 'bounce' })).to.equal('1');
    expect(await times({ animation: 'bounce', animationTimeout: 400 })).to.equal('1');
    expect(await times({ animation: 'bounce', animationTimeout: 5000 })).to.equal('5');
    expect(await times({ animation: 'wiggle', animationTimeout: 5000 })).to.equal('7');
    expect(await times({ animation: 'none', animationTimeout: 5000 })).to.equal('1');
  });

  it('says in what language it is, where that is known', async () => {
    const { show } = await closed();
    const peek = await show({ text: 'Buongiorno', language: 'it' });
    expect(within(peek, '.text').lang).to.equal('it');
    expect(within(peek, '.read').closest('[lang]')).to.equal(null);
    await show();
    expect(within(peek, '.text').hasAttribute('lang')).to.equal(false);
  });

  it('says the next thing in the same place, without losing the focus', async () => {
    const { focus, peeks, show } = await closed();
    const peek = await show();
    within(peek, '.read').focus();
    expect((await show({ text: 'Still there?', silent: true })) === peek).to.be.true;
    expect(peeks()).to.have.length(1);
    expect(within(peek, '.text').textContent).to.equal('Still there?');
    expect(peek.shadowRoot?.querySelector('[role=status]')).to.equal(null);
    expect(focus()).to.equal('peek');
    expect(peek.used).to.equal(true);
  });

  it('has two buttons: one that opens, one that dismisses', async () => {
    const { show } = await closed();
    const peek = await show();
    expect(within(peek, '.read').title).to.equal('Open chat');
    expect(within(peek, '[part=dismiss]').getAttribute('aria-label')).to.equal('Dismiss');
  });

  it('pressed, is the launcher', async () => {
    const { heard, peeks, show } = await closed();
    within(await show(), '.read').click();
    expect(heard).to.deep.equal(['click']);
    expect(peeks()).to.have.length(0);
  });

  it('is dismissed by its button and by Escape; the focus that was in it is on the launcher', async () => {
    const { focus, heard, peeks, show } = await closed();
    within(await show(), '.dismiss').click();
    expect(peeks()).to.have.length(0);
    expect(focus()).to.equal('');
    const again = await show();
    within(again, '.read').focus();
    press(within(again, '.read'), 'a');
    expect(peeks()).to.have.length(1);
    expect(press(within(again, '.read'), 'Escape'), 'a dialog around it does not hear of it').to.equal(false);
    expect(peeks()).to.have.length(0);
    expect(focus()).to.equal('launcher');
    expect(heard).to.deep.equal([]);
  });

  it('goes when the chat is opened, however that happens, and does not come beside an open one', async () => {
    const { widget, peeks, show } = await closed();
    await show();
    widget.setAttribute('open', '');
    await waitUntil(() => peeks().length === 0);
    expect(showPeek(widget, hello)).to.equal(undefined);
  });

  it('has no place without a launcher', async () => {
    const { widget, launcher } = await closed();
    launcher.remove();
    expect(showPeek(widget, hello)).to.equal(undefined);
    expect(showPeek(document.createElement('div'), hello)).to.equal(undefined);
  });
});
