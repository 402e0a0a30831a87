import { expect, oneEvent } from '@open-wc/testing';
import { html } from 'lit';
import { waitUntil } from '../../../test/wait-until.js';
import { press, settled, staged, words } from '../../foundation/fakes/stage.js';
import type { ChatConfirm } from './confirm.js';
import './confirm.js';

const abouts = ['restart', 'erase', 'withdraw'] as const;
const draw = (about: ChatConfirm['about'] = 'restart') =>
  staged<ChatConfirm>(html`<chat-confirm about=${about}></chat-confirm>`, {
    strings: { 'restart.question': 'Really?', 'restart.explanation': 'All is <b>lost</b>.' },
  });

describe('<chat-confirm>', () => {
  it('is accessible', async () => {
    for (const about of abouts) await (await draw(about)).isAccessible();
  });

  it('asks in words, as a dialog that stands before all else', async () => {
    const { one } = await draw();
    const dialog = one('[role=alertdialog]');
    expect(dialog.getAttribute('aria-modal')).to.equal('true');
    expect(words(one(`#${dialog.getAttribute('aria-labelledby')}`))).to.equal('Really?');
    expect(words(one(`#${dialog.getAttribute('aria-describedby')}`))).to.equal('All is <b>lost</b>.');
  });

  it('has a question of its own for each thing that would be gone', async () => {
    const asked = await Promise.all(abouts.map(async (about) => (await draw(about)).all('h2, .primary').map(words)));
    expect(asked).to.deep.equal([
      ['Really?', 'Start anew'],
      ['Delete your data?', 'Delete'],
      ['Withdraw your consent?', 'Withdraw'],
    ]);
  });

  it('puts the focus on the harmless answer', async () => {
    const { one } = await draw();
    expect(words(one(':focus'))).to.equal('Cancel');
  });

  it('says yes or no, each by its button', async () => {
    const { element, one } = await draw();
    const yes = oneEvent(element, 'confirm');
    expect(words(one('.primary'))).to.equal('Start anew');
    one('.primary').click();
    await yes;
    const no = oneEvent(element, 'cancel');
    one('.plain').click();
    await no;
  });

  it('is no question any more where the chat was closed before it came', async () => {
    const { element } = await draw();
    const closed = document.createElement('div');
    closed.hidden = true;
    document.body.append(closed);
    const late = document.createElement('chat-confirm');
    let answer = '';
    for (const each of ['confirm', 'cancel']) late.addEventListener(each, () => (answer = each));
    closed.append(late);
    await waitUntil(() => answer);
    expect(answer).to.equal('cancel');
    closed.remove();
    // And one that the page moves still knows when it is closed.
    const other = document.createElement('div');
    document.body.append(other);
    other.append(element);
    await settled();
    const no = oneEvent(element, 'cancel');
    other.hidden = true;
    await no;
    other.remove();
  });

  it('takes Escape for a no, and keeps it from closing the chat', async () => {
    const { element, one } = await draw();
    let heard = 0;
    element.addEventListener('keydown', () => heard++);
    const no = oneEvent(element, 'cancel');
    expect(press(one(':focus'), 'Escape'), 'a dialog around it does not hear of it').to.equal(false);
    await no;
    expect(heard).to.equal(0);
    press(one(':focus'), 'Tab');
    expect(heard).to.equal(1);
  });

  it('takes a chat that is closed for a no, so that it opens with the conversation', async () => {
    const { element } = await draw();
    const { host } = element.getRootNode() as ShadowRoot;
    let answers = 0;
    element.addEventListener('cancel', () => answers++);
    await settled();
    expect(answers).to.equal(0);
    (host as HTMLElement).style.display = 'none';
    await waitUntil(() => answers === 1);
  });
});
