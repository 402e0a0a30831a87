import { expect } from '@open-wc/testing';
import { waitUntil } from '../../../test/wait-until.js';
import { leaveRoom } from './keyboard-room.js';

/** A phone, a page on it and an open panel; `keyboard` is what a browser tells when one comes, goes or is scrolled. */
function phone(sizes: { readonly width?: number; readonly height?: number; readonly panelWidth?: number } = {}) {
  const { width = 360, height = 740, panelWidth = width } = sizes;
  const panel = document.createElement('div');
  panel.style.cssText = `position: fixed; inset-block: 0; inset-inline-start: 0; inline-size: ${panelWidth}px; overflow: auto`;
  panel.append(document.createElement('input'));
  document.body.append(panel);
  const seen = Object.assign(new EventTarget(), { height, offsetTop: 0, scale: 1 });
  const scrolled: unknown[] = [];
  const page = {
    innerWidth: width,
    innerHeight: height,
    scrollX: 0,
    scrollY: 300,
    location: { href: 'https://example.com/' },
    scrollTo: (place: unknown) => void scrolled.push(place),
  };
  const leave = leaveRoom(panel, seen, page);
  return {
    panel,
    page,
    scrolled,
    field: panel.querySelector('input') as HTMLInputElement,
    keyboard(covers: number, { from = 0, scale = 1 } = {}) {
      Object.assign(seen, { height: (height - covers) / scale, offsetTop: from, scale });
      seen.dispatchEvent(new Event('resize'));
    },
    look: () => [panel.style.blockSize, panel.style.insetBlockStart, panel.style.getPropertyValue('--chat-safe-end')],
    leave() {
      leave();
      panel.remove();
    },
  };
}
const untouched = ['', '0px', ''];

describe('room beside a keyboard', () => {
  it('is what the keyboard leaves of the window, and all of it when the keyboard is gone', () => {
    const { keyboard, look, leave } = phone();
    expect(look()).to.deep.equal(untouched);
    keyboard(320);
    expect(look()).to.deep.equal(['420px', '0px', '0px']);
    keyboard(0);
    expect(look()).to.deep.equal(['', '', '']);
    leave();
  });

  it('is where the browser has moved the view to', () => {
    const { keyboard, look, leave } = phone();
    keyboard(320, { from: 180.5 });
    expect(look()).to.deep.equal(['420px', '180.5px', '0px']);
    keyboard(320, { from: 40 });
    expect(look()[1]).to.equal('40px');
    leave();
  });

  it('is no matter of zooming: who has zoomed in moves about by hand', () => {
    const { keyboard, look, leave } = phone();
    keyboard(0, { from: 200, scale: 2 });
    expect(look()).to.deep.equal(untouched);
    keyboard(320, { from: 200, scale: 2 });
    expect(look()).to.deep.equal(['420px', '0px', '0px']);
    leave();
  });

  it('is found by a panel that opens while the keyboard is there', () => {
    const { panel, page, leave } = phone();
    const other = leaveRoom(panel, Object.assign(new EventTarget(), { height: 400, offsetTop: 0, scale: 1 }), page);
    expect(panel.style.blockSize).to.equal('400px');
    other();
    expect(panel.style.blockSize).to.equal('');
    leave();
  });

  it('is not the business of a panel that is only a part of the window', () => {
    const { keyboard, look, leave } = phone({ width: 768, panelWidth: 392 });
    keyboard(320);
    expect(look()).to.deep.equal(untouched);
    leave();
  });

  it('is cramped on a phone that lies on its side', () => {
    const { panel, keyboard, leave } = phone({ width: 740, height: 360 });
    keyboard(200);
    expect(panel.hasAttribute('cramped')).to.equal(true);
    keyboard(20);
    expect(panel.hasAttribute('cramped')).to.equal(false);
    leave();
    const upright = phone();
    upright.keyboard(320);
    expect(upright.panel.hasAttribute('cramped')).to.equal(false);
    upright.leave();
  });

  it('brings the field that is written in back into view', async () => {
    const { panel, field, keyboard, leave } = phone();
    panel.style.maxBlockSize = '100vh';
    const space = () => Object.assign(document.createElement('div'), { style: 'block-size: 500px' });
    panel.prepend(space());
    panel.append(space());
    field.focus({ preventScroll: true });
    keyboard(440);
    await waitUntil(() => field.getBoundingClientRect().bottom <= 300);
    expect(panel.scrollTop).to.be.greaterThan(0);
    leave();
  });

  it('gives the page its place back that a browser took from it for the keyboard', () => {
    const { page, field, keyboard, scrolled, leave } = phone();
    field.focus();
    page.scrollY = 520;
    keyboard(320, { from: 60 });
    expect(scrolled).to.deep.equal([]);
    keyboard(0);
    expect(scrolled).to.deep.equal([{ left: 0, top: 300, behavior: 'instant' }]);
    leave();
  });

  it('leaves the page where a link has led it, or where nobody has moved it', () => {
    const led = phone();
    led.field.focus();
    led.keyboard(320);
    led.page.location.href = 'https://example.com/#prices';
    led.keyboard(0);
    expect(led.scrolled).to.deep.equal([]);
    led.leave();
    const still = phone();
    still.field.focus();
    still.leave();
    expect(still.scrolled).to.deep.equal([]);
  });

  it('is undone with the chat, and nothing listens any more', () => {
    const { panel, field, keyboard, look, scrolled, leave } = phone({ height: 500 });
    field.focus();
    keyboard(320);
    expect(panel.hasAttribute('cramped')).to.equal(true);
    leave();
    expect(look()).to.deep.equal(['', '', '']);
    expect(panel.hasAttribute('cramped')).to.equal(false);
    expect(scrolled).to.have.length(1);
    keyboard(100);
    expect(look()).to.deep.equal(['', '', '']);
  });

  it('needs nothing where a browser makes the window itself smaller', () => {
    const { panel, page, leave } = phone();
    leaveRoom(panel, null, page)();
    expect(panel.style.blockSize).to.equal('');
    leave();
  });
});
