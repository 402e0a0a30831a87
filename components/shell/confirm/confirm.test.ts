import { expect, oneEvent } from '@open-wc/testing';
import { html } from 'lit';
import { press, staged, words } from '../../foundation/fakes/stage.js';
import type { ChatConfirm } from './confirm.js';
import './confirm.js';

const draw = () =>
  staged<ChatConfirm>(
    html`<chat-confirm
      question="Really?"
      explanation=${'All is <b>lost</b>.'}
      confirmation="Start anew"
    ></chat-confirm>`,
  );

describe('<chat-confirm>', () => {
  it('is accessible', async () => {
    const { isAccessible } = await draw();
    await isAccessible();
  });

  it('asks in words, as a dialog that stands before all else', async () => {
    const { one } = await draw();
    const dialog = one('[role=alertdialog]');
    expect(dialog.getAttribute('aria-modal')).to.equal('true');
    expect(words(one(`#${dialog.getAttribute('aria-labelledby')}`))).to.equal('Really?');
    expect(words(one(`#${dialog.getAttribute('aria-describedby')}`))).to.equal('All is <b>lost</b>.');
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

  it('takes Escape for a no, and keeps it from closing the chat', async () => {
    const { element, one } = await draw();
    let heard = 0;
    element.addEventListener('keydown', () => heard++);
    const no = oneEvent(element, 'cancel');
    press(one(':focus'), 'Escape');
    await no;
    expect(heard).to.equal(0);
    press(one(':focus'), 'Tab');
    expect(heard).to.equal(1);
  });
});
