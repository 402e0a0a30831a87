import { expect } from '@open-wc/testing';
import { keepInFront } from './in-front.js';

/** A page with a button of its own, and a chat as the widget builds it: host, frame, panel. */
function page({ floats = true, moved = false } = {}) {
  const button = document.createElement('button');
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'open' });
  const frame = document.createElement('div');
  const panel = document.createElement('div');
  const inside = document.createElement('button');
  frame.style.display = 'block';
  if (floats) frame.popover = 'manual';
  if (moved) Object.defineProperty(frame, 'offsetParent', { value: document.body });
  panel.append(inside);
  frame.append(panel);
  root.append(frame);
  document.body.append(button, host);
  let undo = keepInFront(host, panel);
  return {
    button,
    host,
    frame,
    inside,
    isInFront: () => frame.matches(':popover-open'),
    again() {
      undo();
      undo = keepInFront(host, panel);
    },
    close() {
      undo();
    },
    leave() {
      undo();
      host.remove();
      button.remove();
    },
  };
}
const touch = (element: Element) =>
  element.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }));

describe('a chat in front', () => {
  it('is one that somebody uses, until they go on with the page', () => {
    const { button, inside, isInFront, leave } = page();
    expect(isInFront()).to.equal(false);
    for (const [use, goOn] of [
      [() => inside.focus(), () => button.focus()],
      [() => touch(inside), () => touch(button)],
    ] as const) {
      use();
      expect(isInFront()).to.equal(true);
      goOn();
      expect(isInFront()).to.equal(false);
    }
    leave();
  });

  it('is there at once for who was in it first, and stays where focus goes nowhere', () => {
    const { inside, isInFront, again, leave } = page();
    again();
    expect(isInFront()).to.equal(false);
    inside.focus();
    again();
    expect(isInFront()).to.equal(true);
    inside.blur();
    expect(isInFront()).to.equal(true);
    leave();
  });

  it('goes back to its place when it is closed, and does not come again', () => {
    const { inside, isInFront, close, leave } = page();
    inside.focus();
    close();
    expect(isInFront()).to.equal(false);
    touch(inside);
    expect(isInFront()).to.equal(false);
    leave();
  });

  it('has its place there where the page moves what is around it', () => {
    const { button, inside, isInFront, close, leave } = page({ moved: true });
    inside.focus();
    button.focus();
    expect(isInFront()).to.equal(true);
    close();
    expect(isInFront()).to.equal(true);
    leave();
  });

  it('is nothing for a chat that is part of the page, or no longer on it', () => {
    const inline = page({ floats: false });
    inline.inside.focus();
    touch(inline.button);
    expect(inline.frame.matches(':popover-open')).to.equal(false);
    inline.leave();
    const gone = page();
    gone.inside.focus();
    gone.host.remove();
    gone.leave();
    expect(gone.isInFront()).to.equal(false);
  });

  it('is done without in browsers that have no top layer', () => {
    const { button, frame, inside, isInFront, leave } = page();
    Object.defineProperty(frame, 'togglePopover', { value: undefined });
    inside.focus();
    button.focus();
    expect(isInFront()).to.equal(false);
    leave();
  });
});
